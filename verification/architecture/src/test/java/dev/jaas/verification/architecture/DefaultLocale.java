// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Uses of the default locale. It decides digits, capitals and separators: {@code "%d"} of 429 is ٤٢٩ in an Arabic one. */
final class DefaultLocale {

    /** Methods and constructors, by simple names, that have an overload with a {@link Locale}. */
    private static final Map<String, Set<String>> DEPENDENT = Map.of(
            "String", Set.of("format", "formatted", "toLowerCase", "toUpperCase"),
            "PrintStream", Set.of("format", "printf"),
            "PrintWriter", Set.of("format", "printf"),
            "Formatter", Set.of("<init>"),
            "MessageFormat", Set.of("<init>", "format"),
            "NumberFormat",
                    Set.of(
                            "getInstance",
                            "getNumberInstance",
                            "getIntegerInstance",
                            "getPercentInstance",
                            "getCurrencyInstance",
                            "getCompactNumberInstance"),
            "DecimalFormat", Set.of("<init>"),
            "SimpleDateFormat", Set.of("<init>"),
            "DateTimeFormatter", Set.of("ofPattern"),
            "DateTimeFormatterBuilder", Set.of("toFormatter"));

    private static final Set<String> LOGGERS = Set.of("java.lang.System$Logger", "java.util.logging.Logger");
    private static final Set<String> NUMBERS = Set.of("Integer", "Long", "Double");

    private DefaultLocale() {}

    static Stream<String> usesIn(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .flatMap(code -> Stream.concat(dependentCalls(code), loggedNumbers(code)));
    }

    private static Stream<String> dependentCalls(JavaCodeUnit code) {
        return accesses(code)
                .filter(DefaultLocale::isDependent)
                .map(target -> code.getFullName() + " calls "
                        + target.getOwner().getSimpleName() + "." + target.getName()
                        + target.getRawParameterTypes().stream()
                                .map(JavaClass::getSimpleName)
                                .collect(Collectors.joining(", ", "(", ")")));
    }

    /** The format of a log has {@code {0}}, which prints a number by the locale, but a text as it is. */
    private static Stream<String> loggedNumbers(JavaCodeUnit code) {
        boolean logs = accesses(code)
                .anyMatch(target -> LOGGERS.contains(target.getOwner().getName())
                        && target.getRawParameterTypes().stream().anyMatch(JavaClass::isArray));
        boolean boxes = accesses(code)
                .anyMatch(target -> NUMBERS.contains(target.getOwner().getSimpleName())
                        && target.getName().equals("valueOf"));
        return logs && boxes ? Stream.of(code.getFullName() + " logs a number") : Stream.empty();
    }

    private static boolean isDependent(CodeUnitAccessTarget target) {
        return DEPENDENT
                        .getOrDefault(target.getOwner().getSimpleName(), Set.of())
                        .contains(target.getName())
                && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Locale.class));
    }

    private static Stream<CodeUnitAccessTarget> accesses(JavaCodeUnit code) {
        return code.getAccessesFromSelf().stream()
                .filter(JavaCodeUnitAccess.class::isInstance)
                .map(access -> (CodeUnitAccessTarget) access.getTarget());
    }
}
