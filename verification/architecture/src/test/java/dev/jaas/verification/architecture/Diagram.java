package dev.jaas.verification.architecture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The component diagram of the README.
 *
 * @param parts the modules, each with what it may use from outside the house
 * @param arrows from each module to those that it may use
 * @param testArrows the same for its tests
 */
record Diagram(Map<String, Set<String>> parts, Map<String, Set<String>> arrows, Map<String, Set<String>> testArrows) {

    private static final Pattern MERMAID = Pattern.compile("```mermaid\\R(flowchart BT\\R.*?)```", Pattern.DOTALL);
    private static final Pattern BOX = Pattern.compile("(\\w+)\\[\"<b>([\\w-]+)</b>(?:<br/>([^\"]+))?\"]");
    private static final Pattern ARROW = Pattern.compile("(\\w+) (-->|-\\.->) (\\w+)");

    /** Reads the diagram, and refuses a line that it does not understand rather than leave it unchecked. */
    static Diagram in(String markdown) {
        Matcher mermaid = MERMAID.matcher(markdown);
        if (!mermaid.find()) {
            throw new IllegalArgumentException("There is no Mermaid flowchart.");
        }
        Map<String, String> names = new LinkedHashMap<>();
        Diagram diagram = new Diagram(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        mermaid.group(1)
                .lines()
                .skip(1)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> diagram.read(line, names));
        return diagram;
    }

    private void read(String line, Map<String, String> names) {
        Matcher box = BOX.matcher(line);
        Matcher arrow = ARROW.matcher(line);
        if (box.matches()) {
            names.put(box.group(1), box.group(2));
            parts.put(
                    box.group(2),
                    box.group(3) == null ? Set.of() : Set.of(box.group(3).split(", ")));
        } else if (arrow.matches() && names.containsKey(arrow.group(1)) && names.containsKey(arrow.group(3))) {
            (arrow.group(2).equals("-->") ? arrows : testArrows)
                    .computeIfAbsent(names.get(arrow.group(1)), from -> new LinkedHashSet<>())
                    .add(names.get(arrow.group(3)));
        } else {
            throw new IllegalArgumentException("Neither a box nor an arrow between boxes: " + line);
        }
    }

    Set<String> modules() {
        return parts.keySet();
    }

    /** What the module's box and arrows name: other modules and parts from outside. */
    Set<String> drawnAt(String module) {
        return Stream.concat(arrowsFrom(module).stream(), partsOf(module).stream())
                .collect(Collectors.toSet());
    }

    /** The same and whatever modules lie behind, but not what these use from outside. */
    Set<String> mayUse(String module) {
        Set<String> found = new LinkedHashSet<>(partsOf(module));
        Deque<String> next = new ArrayDeque<>(Set.of(module));
        while (!next.isEmpty()) {
            arrowsFrom(next.pop()).stream().filter(found::add).forEach(next::push);
        }
        return found;
    }

    Set<String> testArrowsFrom(String module) {
        return testArrows.getOrDefault(module, Set.of());
    }

    private Set<String> partsOf(String module) {
        return parts.getOrDefault(module, Set.of());
    }

    private Set<String> arrowsFrom(String module) {
        return arrows.getOrDefault(module, Set.of());
    }
}
