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

/** Compares what the modules say that they use, three times over, with what a diagram says that they may. */
record Layers(House house, Diagram diagram) {

    /** The boxes are the published modules. */
    List<String> violationsInBoxes() {
        List<String> found = new ArrayList<>();
        exactly("The house has", diagram.modules(), house.modules().stream().map(Module::name), found);
        return found;
    }

    /** Every class uses only what it may, and nothing is drawn that no class uses. */
    List<String> violationsInCode() {
        List<String> found = new ArrayList<>();
        house.modules().forEach(module -> within(module, "code uses", usedByClasses(module), found));
        return found;
    }

    /** Every module descriptor requires what is drawn, and otherwise only modules within reach. */
    List<String> violationsInDescriptors() {
        List<String> found = new ArrayList<>();
        house.modules().forEach(module -> within(module, "module-info requires", required(module), found));
        return found;
    }

    /** Every POM declares what is drawn, arrow by arrow, and nothing else. */
    List<String> violationsInPoms() {
        List<String> found = new ArrayList<>();
        for (Module module : house.modules()) {
            Set<String> drawn = diagram.drawnAt(module.name()).stream()
                    .filter(Layers::isInMaven)
                    .collect(Collectors.toSet());
            exactly(
                    module.name() + "'s POM has",
                    drawn,
                    module.dependencies().stream()
                            .filter(dependency -> !dependency.scope().equals("test"))
                            .map(Layers::nameOf),
                    found);
            exactly(
                    module.name() + "'s POM has, for tests,",
                    diagram.testArrowsFrom(module.name()),
                    module.dependencies().stream()
                            .filter(dependency -> dependency.scope().equals("test"))
                            .map(Module.Dependency::artifactId)
                            .filter(diagram.modules()::contains),
                    found);
        }
        return found;
    }

    private void within(Module module, String verb, Map<String, String> uses, List<String> found) {
        Set<String> may = diagram.mayUse(module.name());
        uses.forEach((what, evidence) -> {
            if (!may.contains(what)) {
                found.add("%s's %s %s, which is not drawn: %s".formatted(module.name(), verb, what, evidence));
            }
        });
        for (String drawn : diagram.drawnAt(module.name())) {
            if (!uses.containsKey(drawn)) {
                found.add("%s's %s no %s, which is drawn".formatted(module.name(), verb, drawn));
            }
        }
    }

    private static void exactly(String subject, Set<String> drawn, Stream<String> actual, List<String> found) {
        Set<String> there = actual.collect(Collectors.toCollection(TreeSet::new));
        there.stream()
                .filter(name -> !drawn.contains(name))
                .forEach(name -> found.add("%s %s, which is not drawn".formatted(subject, name)));
        drawn.stream()
                .filter(name -> !there.contains(name))
                .forEach(name -> found.add("%s no %s, which is drawn".formatted(subject, name)));
    }

    private Map<String, String> usedByClasses(Module module) {
        Map<String, String> uses = new TreeMap<>();
        for (JavaClass type : module.classes()) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!target.isPrimitive()) {
                    owner(target.getPackageName())
                            .filter(owner -> !owner.equals(module.name()))
                            .ifPresent(owner -> uses.putIfAbsent(owner, dependency.getDescription()));
                }
            }
        }
        return uses;
    }

    private Map<String, String> required(Module module) {
        Map<String, String> uses = new TreeMap<>();
        for (Requires requires : module.descriptor().requires()) {
            Optional<String> sibling = house.modules().stream()
                    .filter(other -> other.descriptor().name().equals(requires.name()))
                    .map(Module::name)
                    .findFirst();
            sibling.or(() -> named(Part.ofModule(requires.name()), requires.name()))
                    .ifPresent(name -> uses.put(name, requires.toString()));
        }
        return uses;
    }

    /** The module or part that a package belongs to, or the package where nobody knows it; empty where all may use it. */
    private Optional<String> owner(String packageName) {
        Optional<String> module = house.modules().stream()
                .filter(candidate -> candidate.descriptor().packages().contains(packageName))
                .map(Module::name)
                .findFirst();
        return module.or(() -> named(Part.ofPackage(packageName), packageName));
    }

    private static Optional<String> named(Optional<Part> part, String otherwise) {
        return part.isPresent()
                ? part.filter(known -> !known.isEverywhere()).map(known -> known.drawnAs)
                : Optional.of(otherwise);
    }

    private static String nameOf(Module.Dependency dependency) {
        return Part.ofGroup(dependency.groupId()).map(part -> part.drawnAs).orElse(dependency.artifactId());
    }

    private static boolean isInMaven(String drawn) {
        return Part.drawnAs(drawn).map(Part::isInMaven).orElse(true);
    }
}
