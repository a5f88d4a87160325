// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The public API of a module: its public types in exported packages, with their public and protected members. */
final class PublicApi {

    /** Every type has them, or every enum, whether it declares them or not. */
    private static final Set<String> IN_EVERY_TYPE = Set.of("equals(Object)", "hashCode()", "toString()");

    private PublicApi() {}

    static List<Class<?>> typesOf(PublishedModule module) {
        Set<String> exported = module.descriptor().isAutomatic()
                ? module.descriptor().packages()
                : module.descriptor().exports().stream()
                        .filter(export -> !export.isQualified())
                        .map(ModuleDescriptor.Exports::source)
                        .collect(Collectors.toSet());
        return module.classes().stream()
                .filter(type -> exported.contains(type.getPackageName()))
                .map(JavaClass::reflect)
                .filter(PublicApi::isPublic)
                .sorted(Comparator.comparing(Class::getName))
                .<Class<?>>map(type -> type)
                .toList();
    }

    /** A line for each type, each followed by one for each member, in an order that depends on their names only. */
    static List<String> describe(PublishedModule module) {
        return typesOf(module).stream()
                .flatMap(type -> Stream.concat(Stream.of("", header(type)), membersOf(type)))
                .skip(1)
                .toList();
    }

    /** The public and protected constructors and methods that a type declares, without those of every enum. */
    static Stream<Executable> codeOf(Class<?> type) {
        return Stream.of(type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(Stream::<Executable>of)
                .filter(PublicApi::isAccessible)
                .filter(code -> !type.isEnum() || !Set.of("values", "valueOf").contains(code.getName()));
    }

    private static Stream<String> membersOf(Class<?> type) {
        Stream<String> fields = Stream.of(type.getDeclaredFields())
                .filter(PublicApi::isAccessible)
                .map(field ->
                        field.toGenericString().replace(type.getTypeName() + '.' + field.getName(), field.getName())
                                + constantOf(field));
        Stream<String> code = codeOf(type)
                .map(member -> member.toGenericString()
                        .replace(type.getTypeName() + '.' + member.getName() + '(', member.getName() + '('));
        return Stream.concat(fields, code)
                .map(PublicApi::withoutJavaLang)
                .filter(line -> IN_EVERY_TYPE.stream().noneMatch(line::endsWith))
                .sorted()
                .map(line -> "    " + line);
    }

    /** Compilers copy such a constant into the code that uses it. */
    private static String constantOf(Field field) {
        if (!Modifier.isStatic(field.getModifiers())
                || !field.getType().isPrimitive() && field.getType() != String.class) {
            return "";
        }
        try {
            return " = " + field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " is not public", e);
        }
    }

    private static String header(Class<?> type) {
        String kind = type.isAnnotation()
                ? "@interface"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        String modifiers =
                Modifier.toString(type.getModifiers() & ~(Modifier.INTERFACE | Modifier.STATIC | Modifier.STRICT));
        String parents = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass()), Stream.of(type.getGenericInterfaces()))
                .map(Type::getTypeName)
                .collect(Collectors.joining(", "));
        String parameters = type.getTypeParameters().length == 0 ? "" : Arrays.toString(type.getTypeParameters());
        return withoutJavaLang(modifiers
                + (type.isSealed() ? " sealed " : " ")
                + kind
                + ' '
                + type.getTypeName()
                + parameters
                + (parents.isEmpty() ? "" : ": " + parents));
    }

    private static String withoutJavaLang(String text) {
        return text.replaceAll("\\bjava\\.lang\\.(?=[A-Z])", "");
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
    }

    private static boolean isAccessible(Member member) {
        return (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0 && !member.isSynthetic();
    }
}
