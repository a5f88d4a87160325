// SPDX-License-Identifier: Apache-2.0
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
 * @param libraries the modules, each with the third-party libraries that its box lists
 * @param arrows from each module to the modules that it may use
 * @param testArrows the same for its tests
 */
record Diagram(
        Map<String, Set<String>> libraries, Map<String, Set<String>> arrows, Map<String, Set<String>> testArrows) {

    private static final Pattern MERMAID = Pattern.compile("```mermaid\\R(flowchart BT\\R.*?)```", Pattern.DOTALL);
    private static final Pattern BOX = Pattern.compile("(\\w+)\\[\"<b>([\\w-]+)</b>(?:<br/>([^\"]+))?\"]");
    private static final Pattern ARROW = Pattern.compile("(\\w+) (-->|-\\.->) (\\w+)");

    /**
     * Reads the first flowchart of a Markdown text.
     *
     * @throws IllegalArgumentException if there is none, or a line of it is neither a box nor an arrow
     */
    static Diagram parse(String markdown) {
        Matcher mermaid = MERMAID.matcher(markdown);
        if (!mermaid.find()) {
            throw new IllegalArgumentException("The text has no Mermaid flowchart.");
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
            libraries.put(
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
        return libraries.keySet();
    }

    /** The modules and libraries that the module's arrows and box name. */
    Set<String> declared(String module) {
        return Stream.concat(arrowsFrom(module).stream(), librariesOf(module).stream())
                .collect(Collectors.toSet());
    }

    /** The same and every module reachable from there, but not the libraries of those modules. */
    Set<String> permitted(String module) {
        Set<String> found = new LinkedHashSet<>(librariesOf(module));
        Deque<String> next = new ArrayDeque<>(Set.of(module));
        while (!next.isEmpty()) {
            arrowsFrom(next.pop()).stream().filter(found::add).forEach(next::push);
        }
        return found;
    }

    Set<String> testArrowsFrom(String module) {
        return testArrows.getOrDefault(module, Set.of());
    }

    private Set<String> librariesOf(String module) {
        return libraries.getOrDefault(module, Set.of());
    }

    private Set<String> arrowsFrom(String module) {
        return arrows.getOrDefault(module, Set.of());
    }
}
