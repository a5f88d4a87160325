// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.site;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Javadoc of all published modules together, written by the JDK's tool from their sources. */
final class ApiDocumentation {

    private static final Pattern MODULE =
            Pattern.compile("^(?:open )?module ([\\w.]+) \\{(.*)}", Pattern.MULTILINE | Pattern.DOTALL);

    private ApiDocumentation() {}

    /** The modules that export packages, by name, each with the directory of its sources. */
    static Map<String, Path> modules(Path root) throws IOException {
        Map<String, Path> modules = new TreeMap<>();
        for (Path parent : List.of(root, root.resolve("integrations"))) {
            if (Files.isDirectory(parent)) {
                for (Path sources : sourceDirectories(parent)) {
                    Matcher module = MODULE.matcher(Files.readString(sources.resolve("module-info.java")));
                    if (module.find() && module.group(2).contains("exports ")) {
                        modules.put(module.group(1), sources);
                    }
                }
            }
        }
        return modules;
    }

    private static List<Path> sourceDirectories(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.map(child -> child.resolve("src/main/java"))
                    .filter(sources -> Files.exists(sources.resolve("module-info.java")))
                    .toList();
        }
    }

    /**
     * Writes the Javadoc of modules.
     *
     * @throws IllegalStateException with what the tool printed, if it failed
     */
    static void write(Map<String, Path> modules, Path target) {
        List<String> arguments = new ArrayList<>(List.of("-quiet", "-notimestamp", "-Xdoclint:none"));
        arguments.addAll(List.of("-encoding", "UTF-8", "-d", target.toString()));
        arguments.addAll(List.of("-windowtitle", "JaaS conference management"));
        arguments.addAll(List.of("--module", String.join(",", modules.keySet())));
        arguments.addAll(List.of("--module-path", libraries()));
        modules.forEach((name, sources) -> arguments.addAll(List.of("--module-source-path", name + "=" + sources)));

        ToolProvider javadoc = ToolProvider.findFirst("javadoc").orElseThrow();
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output);
        if (javadoc.run(writer, writer, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("javadoc failed:\n" + output);
        }
    }

    /** The jars of other projects on this class path. Our own modules are read from their sources. */
    private static String libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(element -> element.endsWith(".jar"))
                .filter(jar -> !Path.of(jar).getFileName().toString().startsWith("jaas-"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
