// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Two public types of one name would both appear in a completion list. */
final class UniqueNames {

    private UniqueNames() {}

    /** The simple names that more than one public top-level type has, with those types. */
    static List<String> violationsIn(Stream<JavaClass> classes) {
        return classes
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .collect(Collectors.groupingBy(JavaClass::getSimpleName, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(types -> types.size() > 1)
                .map(types -> types.stream().map(JavaClass::getName).sorted().collect(Collectors.joining(" and ")))
                .toList();
    }
}
