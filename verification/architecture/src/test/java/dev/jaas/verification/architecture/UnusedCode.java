// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds types, methods and constructors that no other code uses; the compiler warns of private ones only. */
final class UnusedCode {

    private UnusedCode() {}

    /**
     * What no class of the given ones uses, tests not being among them.
     *
     * @param classes all classes together
     * @param isApi whether a type's public and protected members are for users
     */
    static Stream<String> in(JavaClasses classes, Predicate<JavaClass> isApi) {
        return classes.stream().flatMap(type -> {
            boolean api = isApi.test(type);
            if (!api && isUnused(type)) {
                return Stream.of(type.getName());
            }
            return type.getCodeUnits().stream()
                    .filter(code -> !api || !isAccessible(code))
                    .filter(UnusedCode::isUnused)
                    .map(JavaCodeUnit::getFullName);
        });
    }

    private static boolean isUnused(JavaClass type) {
        return !type.getSimpleName().isEmpty()
                && type.getAnnotations().isEmpty()
                && !type.getMethods().isEmpty() // constants are copied into the code that uses them
                && !type.getSimpleName().equals("package-info")
                && !type.getSimpleName().equals("module-info")
                && type.getDirectDependenciesToSelf().stream()
                        .allMatch(use -> topLevel(use.getOriginClass()).equals(type))
                && type.getSubclasses().isEmpty();
    }

    private static boolean isUnused(JavaCodeUnit code) {
        Set<JavaModifier> modifiers = code.getModifiers();
        return !modifiers.contains(JavaModifier.PRIVATE)
                && !modifiers.contains(JavaModifier.SYNTHETIC)
                && !modifiers.contains(JavaModifier.BRIDGE)
                && !code.getName().equals("<clinit>")
                && !isGenerated(code)
                && code.getAnnotations().isEmpty()
                && code.getAccessesToSelf().stream()
                        .allMatch(use -> use.getOrigin().equals(code))
                && !(code instanceof JavaMethod method && overrides(method));
    }

    /** By the compiler, for an enum or a record or in place of a constructor, also that of a nested test class. */
    private static boolean isGenerated(JavaCodeUnit code) {
        JavaClass owner = code.getOwner();
        return owner.isRecord()
                        && (code.isConstructor()
                                || owner.tryGetField(code.getName()).isPresent())
                || owner.isEnum() && Set.of("values", "valueOf").contains(code.getName())
                || code.isConstructor()
                        && (code.getRawParameterTypes().isEmpty()
                                || !owner.getAnnotations().isEmpty());
    }

    /** By reflection, since the types that are imported do not include those of the libraries. */
    private static boolean overrides(JavaMethod method) {
        return superTypesOf(method.getOwner().reflect())
                .flatMap(parent -> Stream.of(parent.getDeclaredMethods()))
                .anyMatch(inherited -> inherited.getName().equals(method.getName())
                        && inherited.getParameterCount()
                                == method.getRawParameterTypes().size());
    }

    private static Stream<Class<?>> superTypesOf(Class<?> type) {
        return Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
                .flatMap(parent -> Stream.concat(Stream.of(parent), superTypesOf(parent)));
    }

    private static boolean isAccessible(JavaCodeUnit code) {
        return code.getModifiers().contains(JavaModifier.PUBLIC)
                || code.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(UnusedCode::topLevel).orElse(type);
    }
}
