// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.module.ModuleDescriptor.Requires;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the dependencies of classes, POMs and module descriptors with those that a diagram permits. */
record Layers(List<PublishedModule> modules, Diagram diagram) {

    /** The boxes are the published modules. */
    List<String> violationsInBoxes() {
        List<String> found = new ArrayList<>();
        compare("The build", diagram.modules(), modules.stream().map(PublishedModule::name), found);
        return found;
    }

    /** Every class uses only what is permitted, and everything in the diagram is used by a class. */
    List<String> violationsInCode() {
        List<String> found = new ArrayList<>();
        modules.forEach(module -> compareUses(module, "code", usedByClasses(module), found));
        return found;
    }

    /**
     * Every module descriptor requires what the diagram shows, and otherwise only modules reachable from there. An automatic
     * module has none.
     */
    List<String> violationsInDescriptors() {
        List<String> found = new ArrayList<>();
        modules.stream()
                .filter(module -> !module.descriptor().isAutomatic())
                .forEach(module -> compareUses(module, "module-info", required(module), found));
        return found;
    }

    /** Every POM declares exactly what the diagram shows. */
    List<String> violationsInPoms() {
        List<String> found = new ArrayList<>();
        for (PublishedModule module : modules) {
            Set<String> declared = diagram.declared(module.name()).stream()
                    .filter(Layers::isInMaven)
                    .collect(Collectors.toSet());
            compare(
                    module.name() + "'s POM",
                    declared,
                    module.dependencies().stream()
                            .filter(dependency -> !dependency.scope().equals("test"))
                            .map(Layers::labelOf),
                    found);
            compare(
                    module.name() + "'s POM, in test scope,",
                    diagram.testArrowsFrom(module.name()),
                    module.dependencies().stream()
                            .filter(dependency -> dependency.scope().equals("test"))
                            .map(PublishedModule.Dependency::artifactId)
                            .filter(diagram.modules()::contains),
                    found);
        }
        return found;
    }

    private void compareUses(PublishedModule module, String where, Map<String, String> uses, List<String> found) {
        Set<String> permitted = diagram.permitted(module.name());
        uses.forEach((name, evidence) -> {
            if (!permitted.contains(name)) {
                found.add("%s's %s uses %s, not in the diagram: %s".formatted(module.name(), where, name, evidence));
            }
        });
        for (String name : diagram.declared(module.name())) {
            if (!uses.containsKey(name)) {
                found.add("%s's %s does not use %s, in the diagram".formatted(module.name(), where, name));
            }
        }
    }

    private static void compare(String subject, Set<String> declared, Stream<String> actual, List<String> found) {
        Set<String> names = actual.collect(Collectors.toCollection(TreeSet::new));
        names.stream()
                .filter(name -> !declared.contains(name))
                .forEach(name -> found.add("%s has %s, not in the diagram".formatted(subject, name)));
        declared.stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> found.add("%s does not have %s, in the diagram".formatted(subject, name)));
    }

    private Map<String, String> usedByClasses(PublishedModule module) {
        Map<String, String> uses = new TreeMap<>();
        for (JavaClass type : module.classes()) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!target.isPrimitive()) {
                    ownerOf(target.getPackageName())
                            .filter(owner -> !owner.equals(module.name()))
                            .ifPresent(owner -> uses.putIfAbsent(owner, dependency.getDescription()));
                }
            }
        }
        return uses;
    }

    private Map<String, String> required(PublishedModule module) {
        Map<String, String> uses = new TreeMap<>();
        for (Requires requires : module.descriptor().requires()) {
            Optional<String> sibling = modules.stream()
                    .filter(other -> other.descriptor().name().equals(requires.name()))
                    .map(PublishedModule::name)
                    .findFirst();
            sibling.or(() -> labelToCheck(ExternalDependency.ofModule(requires.name()), requires.name()))
                    .ifPresent(name -> uses.put(name, requires.toString()));
        }
        return uses;
    }

    /** The module or library that a package belongs to, the package itself if unknown, or empty if always permitted. */
    private Optional<String> ownerOf(String packageName) {
        Optional<String> module = modules.stream()
                .filter(candidate -> candidate.descriptor().packages().contains(packageName))
                .map(PublishedModule::name)
                .findFirst();
        return module.or(() -> labelToCheck(ExternalDependency.ofPackage(packageName), packageName));
    }

    private static Optional<String> labelToCheck(Optional<ExternalDependency> dependency, String nameIfUnknown) {
        return dependency.isPresent()
                ? dependency.filter(known -> !known.isAlwaysPermitted()).map(known -> known.label)
                : Optional.of(nameIfUnknown);
    }

    private static String labelOf(PublishedModule.Dependency dependency) {
        return ExternalDependency.ofArtifact(dependency.groupId(), dependency.artifactId())
                .map(known -> known.label)
                .orElse(dependency.artifactId());
    }

    private static boolean isInMaven(String label) {
        return ExternalDependency.labelled(label)
                .map(ExternalDependency::isInMaven)
                .orElse(true);
    }
}
