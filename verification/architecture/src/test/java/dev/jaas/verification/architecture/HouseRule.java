package dev.jaas.verification.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The rules that are not about arrows. */
enum HouseRule {

    /** JSON is one idea, in one file, and nobody else's business. */
    ONE_HIDDEN_CLASS_KNOWS_JACKSON {
        @Override
        boolean appliesTo(String module) {
            return module.equals("jaas-client");
        }

        @Override
        List<String> violationsIn(JavaClasses classes) {
            List<JavaClass> users = outermostThatUse(classes, "com.fasterxml.jackson");
            if (users.size() == 1 && !users.get(0).getModifiers().contains(JavaModifier.PUBLIC)) {
                return List.of();
            }
            return Stream.concat(
                            Stream.of(users.size() + " know it"), users.stream().map(JavaClass::getName))
                    .toList();
        }
    },

    /** A transport carries exchanges for anybody; only the view that returns Vert.x futures is about conferences. */
    ONLY_THE_FUTURE_VIEW_KNOWS_THE_DRIVING_PORT {
        @Override
        boolean appliesTo(String module) {
            return module.equals("jaas-adapter-vertx");
        }

        @Override
        List<String> violationsIn(JavaClasses classes) {
            return outermostThatUse(classes, "dev.jaas.port.driving").stream()
                    .filter(type -> !type.getSimpleName().equals("VertxConferenceManagement"))
                    .map(JavaClass::getName)
                    .toList();
        }
    },

    /** Values and rules hold however a command travels. */
    NOTHING_OF_THE_WIRE {
        @Override
        boolean appliesTo(String module) {
            return module.equals("jaas-domain");
        }

        @Override
        List<String> violationsIn(JavaClasses classes) {
            return Stream.of("java.net", "javax.net", "com.sun.net", "com.fasterxml.jackson")
                    .flatMap(wire ->
                            outermostThatUse(classes, wire).stream().map(type -> type.getName() + " uses " + wire))
                    .toList();
        }
    },

    /** A name says what a thing is for. */
    TELLING_NAMES {
        private final Pattern telling = Pattern.compile(".*(Impl|Util|Utils|Manager|Helper)");

        @Override
        List<String> violationsIn(JavaClasses classes) {
            return classes.stream()
                    .filter(type -> telling.matcher(type.getSimpleName()).matches())
                    .map(JavaClass::getName)
                    .toList();
        }
    },

    /** Nothing is null unless it says so. */
    NULL_MARKED_PACKAGES {
        @Override
        List<String> violationsIn(JavaClasses classes) {
            return classes.stream()
                    .map(JavaClass::getPackage)
                    .distinct()
                    .filter(Predicate.not(HouseRule::isNullMarked))
                    .map(JavaPackage::getName)
                    .toList();
        }
    },

    /** A library logs by {@code System.Logger} and prints nothing: where to is its user's choice. */
    NO_LOG_OF_ITS_OWN {
        @Override
        boolean appliesTo(String module) {
            return !module.equals("jaas-cli");
        }

        @Override
        List<String> violationsIn(JavaClasses classes) {
            Stream<String> loggers = outermostThatUse(classes, "java.util.logging").stream()
                    .map(type -> type.getName() + " uses java.util.logging");
            Stream<String> printers = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
                    .evaluate(classes)
                    .getFailureReport()
                    .getDetails()
                    .stream();
            return Stream.concat(loggers, printers).toList();
        }
    },

    /** {@code Optional} is for what a method returns. */
    OPTIONAL_IS_RETURNED_ONLY {
        @Override
        List<String> violationsIn(JavaClasses classes) {
            Stream<String> fields = classes.stream()
                    .flatMap(type -> type.getFields().stream())
                    .filter(field -> field.getRawType().isEquivalentTo(Optional.class))
                    .map(field -> field.getFullName());
            Stream<String> parameters = classes.stream()
                    .flatMap(type -> type.getCodeUnits().stream())
                    .filter(Predicate.not(HouseRule::isSynthetic))
                    .filter(code ->
                            code.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Optional.class)))
                    .map(JavaCodeUnit::getFullName);
            return Stream.concat(fields, parameters).toList();
        }
    };

    /** The classes that break the rule, or the parts of them; empty if none does. */
    abstract List<String> violationsIn(JavaClasses classes);

    boolean appliesTo(String module) {
        return true;
    }

    private static List<JavaClass> outermostThatUse(JavaClasses classes, String packages) {
        return classes.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency
                                .getTargetClass()
                                .getBaseComponentType()
                                .getPackageName())
                        .anyMatch(name -> name.equals(packages) || name.startsWith(packages + '.')))
                .map(HouseRule::outermost)
                .distinct()
                .toList();
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseRule::outermost).orElse(type);
    }

    private static boolean isNullMarked(JavaPackage named) {
        return named.isAnnotatedWith(NullMarked.class);
    }

    /** Such as the body of a lambda, whose parameters are its context. */
    private static boolean isSynthetic(JavaCodeUnit code) {
        return code.getModifiers().contains(JavaModifier.SYNTHETIC);
    }
}
