// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.library.GeneralCodingRules;
import dev.jaas.domain.JaasCommand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The design rules that the diagram does not show; each is checked on one module at a time. */
enum ArchitectureRule {

    /** JSON is one class's business, which is not part of the API. */
    ONE_CLASS_USES_JACKSON {
        @Override
        boolean appliesTo(String module) {
            return module.equals("jaas-client");
        }

        @Override
        List<String> violationsIn(JavaClasses classes) {
            List<JavaClass> users = topLevelClassesUsing(classes, "com.fasterxml.jackson");
            return users.size() == 1 && !users.get(0).getModifiers().contains(JavaModifier.PUBLIC)
                    ? List.of()
                    : describe(users, "use Jackson");
        }
    },

    /** JSON is written in one class of each module that writes it, so that escaping is decided once. */
    ONE_CLASS_WRITES_JSON {
        @Override
        boolean appliesTo(String module) {
            return Set.of("jaas-client", "jaas-events", "jaas-simulator", "jaas-cli")
                    .contains(module);
        }

        @Override
        List<String> violationsIn(JavaClasses classes) {
            List<JavaClass> writers = topLevelClassesUsingType(classes, "com.fasterxml.jackson.core.JsonGenerator");
            return writers.size() == 1 ? List.of() : describe(writers, "write JSON");
        }
    },

    /** JSON from outside is read in one class of each module that reads it, so that its limits are decided once. */
    ONE_CLASS_READS_JSON {
        @Override
        boolean appliesTo(String module) {
            return Set.of("jaas-events", "jaas-simulator").contains(module);
        }

        @Override
        List<String> violationsIn(JavaClasses classes) {
            List<JavaClass> readers = topLevelClassesUsingType(classes, "com.fasterxml.jackson.core.JsonParser");
            return readers.size() == 1 ? List.of() : describe(readers, "read JSON");
        }
    },

    /** An adapter implements a driven port; a view of the driving port and an observer of its commands are the exceptions. */
    ADAPTERS_USE_THE_SPI_ONLY {
        @Override
        boolean appliesTo(String module) {
            return module.startsWith("jaas-adapter-") && !module.equals("jaas-adapter-micrometer");
        }

        @Override
        List<String> violationsIn(JavaClasses classes) {
            return topLevelClassesUsing(classes, "dev.jaas.api").stream()
                    .filter(type -> !type.getSimpleName().equals("VertxConferenceManagement"))
                    .map(JavaClass::getName)
                    .toList();
        }
    },

    /** Values and rules do not depend on how a command is transported. */
    DOMAIN_WITHOUT_TRANSPORT {
        @Override
        boolean appliesTo(String module) {
            return module.equals("jaas-domain");
        }

        @Override
        List<String> violationsIn(JavaClasses classes) {
            return Stream.of("java.net", "javax.net", "com.sun.net", "com.fasterxml.jackson")
                    .flatMap(packages -> topLevelClassesUsing(classes, packages).stream()
                            .map(type -> type.getName() + " uses " + packages))
                    .toList();
        }
    },

    /** A {@code CommandVisitor} is exhaustive by compilation; a chain of {@code instanceof} is not. */
    NO_INSTANCEOF_OVER_COMMANDS {
        private final Set<String> commands =
                familyOf(JaasCommand.class).map(Class::getName).collect(Collectors.toSet());

        @Override
        List<String> violationsIn(JavaClasses classes) {
            return classes.stream()
                    .flatMap(type -> type.getInstanceofChecks().stream())
                    .filter(check -> commands.contains(check.getRawType().getName()))
                    .map(check -> check.getOwner().getFullName() + " checks for "
                            + check.getRawType().getSimpleName())
                    .toList();
        }
    },

    /** Two files that use each other can only be understood together. */
    NO_MUTUAL_IMPORTS {
        @Override
        boolean appliesTo(String module) {
            return module.equals("jaas-client");
        }

        @Override
        List<String> violationsIn(JavaClasses classes) {
            Map<String, Set<String>> uses = new TreeMap<>();
            for (JavaClass type : classes) {
                Set<String> used = uses.computeIfAbsent(topLevel(type).getName(), name -> new TreeSet<>());
                type.getDirectDependenciesFromSelf()
                        .forEach(dependency ->
                                used.add(topLevel(dependency.getTargetClass().getBaseComponentType())
                                        .getName()));
            }
            return uses.keySet().stream()
                    .flatMap(one -> uses.get(one).stream()
                            .filter(other -> one.compareTo(other) < 0
                                    && uses.getOrDefault(other, Set.of()).contains(one))
                            .map(other -> one + " and " + other + " use each other"))
                    .toList();
        }
    },

    /** A type's name ends in its role. */
    NAMES_STATE_THE_ROLE {
        private final Pattern vague = Pattern.compile(".*(Impl|Util|Utils|(?<!Trust)Manager|Helper|Promises|Vice)");

        @Override
        List<String> violationsIn(JavaClasses classes) {
            return classes.stream()
                    .filter(type -> vague.matcher(type.getSimpleName()).matches())
                    .map(JavaClass::getName)
                    .toList();
        }
    },

    /** No reference is null unless it is annotated as nullable. */
    NULL_MARKED_PACKAGES {
        @Override
        List<String> violationsIn(JavaClasses classes) {
            return classes.stream()
                    .map(JavaClass::getPackage)
                    .distinct()
                    .filter(named -> !named.isAnnotatedWith(NullMarked.class))
                    .map(JavaPackage::getName)
                    .toList();
        }
    },

    /** A library logs by {@code System.Logger} and prints nothing, so that its user decides where logs go. */
    SYSTEM_LOGGER_ONLY {
        /** Replaces the streams during a test, to find what a transport prints. */
        private static final String RECORDER = "dev.jaas.testkit.transport.RecordedOutput";

        private final Set<String> logging = Set.of(
                "log", "logp", "logrb", "severe", "warning", "info", "config", "fine", "finer", "finest", "throwing");

        @Override
        boolean appliesTo(String module) {
            return !module.equals("jaas-cli");
        }

        @Override
        List<String> violationsIn(JavaClasses classes) {
            Stream<String> loggers = classes.stream()
                    .flatMap(type -> type.getMethodCallsFromSelf().stream())
                    .filter(call -> call.getTargetOwner().getName().equals("java.util.logging.Logger"))
                    .filter(call -> logging.contains(call.getName()))
                    .map(call -> call.getOrigin().getFullName() + " logs by java.util.logging");
            Stream<String> printers = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
                    .evaluate(classes)
                    .getFailureReport()
                    .getDetails()
                    .stream()
                    .filter(detail -> !detail.contains("<" + RECORDER + "."));
            return Stream.concat(loggers, printers).toList();
        }
    },

    /** {@code Optional} is a return type, never a field's or a parameter's. */
    OPTIONAL_AS_RETURN_TYPE_ONLY {
        @Override
        List<String> violationsIn(JavaClasses classes) {
            Stream<String> fields = classes.stream()
                    .flatMap(type -> type.getFields().stream())
                    .filter(field -> field.getRawType().isEquivalentTo(Optional.class))
                    .map(JavaField::getFullName);
            Stream<String> parameters = classes.stream()
                    .flatMap(type -> type.getCodeUnits().stream())
                    .filter(Predicate.not(ArchitectureRule::isSynthetic))
                    .filter(code ->
                            code.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Optional.class)))
                    .map(JavaCodeUnit::getFullName);
            return Stream.concat(fields, parameters).toList();
        }
    },

    /** A message, and what is sent, is the same on every machine. */
    NO_DEFAULT_LOCALE {
        @Override
        List<String> violationsIn(JavaClasses classes) {
            return DefaultLocale.usesIn(classes).toList();
        }
    };

    /** The classes that violate the rule, or their members; empty if none does. */
    abstract List<String> violationsIn(JavaClasses classes);

    boolean appliesTo(String module) {
        return true;
    }

    private static List<JavaClass> topLevelClassesUsingType(JavaClasses classes, String name) {
        return classes.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                dependency.getTargetClass().getName().equals(name)))
                .map(ArchitectureRule::topLevel)
                .distinct()
                .toList();
    }

    private static List<JavaClass> topLevelClassesUsing(JavaClasses classes, String packages) {
        return classes.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency
                                .getTargetClass()
                                .getBaseComponentType()
                                .getPackageName())
                        .anyMatch(name -> name.equals(packages) || name.startsWith(packages + '.')))
                .map(ArchitectureRule::topLevel)
                .distinct()
                .toList();
    }

    private static List<String> describe(List<JavaClass> found, String activity) {
        return Stream.concat(
                        Stream.of(found.size() + " classes " + activity),
                        found.stream().map(JavaClass::getName))
                .toList();
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureRule::topLevel).orElse(type);
    }

    private static Stream<Class<?>> familyOf(Class<?> type) {
        return type.isSealed()
                ? Stream.concat(
                        Stream.of(type),
                        Stream.of(type.getPermittedSubclasses()).flatMap(ArchitectureRule::familyOf))
                : Stream.of(type);
    }

    /** Such as a lambda's body, whose parameters are the variables that it captures. */
    private static boolean isSynthetic(JavaCodeUnit code) {
        return code.getModifiers().contains(JavaModifier.SYNTHETIC);
    }
}
