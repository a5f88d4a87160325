// SPDX-License-Identifier: Apache-2.0
package com.example.moderator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** The metadata for GraalVM has what the library looks up by name while a command is sent with the JDK's HTTP client. */
@Tag("slow")
class NativeImageTest {

    private static final Pattern ENTRY = Pattern.compile("\"type\": *\"(?<type>[^\"]+)\"|\"glob\": *\"(?<glob>[^\"]+)\""
            + "|\"name\": *\"(?<name>[^\"]+)\", *\"parameterTypes\": *\\[(?<parameters>[^]]*)]");

    private static Set<String> metadata;
    private static Set<String> lookups;

    @BeforeAll
    static void trace(@TempDir Path directory) throws Exception {
        metadata = metadata(Jars.ofProgramAnd().files());
        Path file = directory.resolve("lookups.txt");
        List<String> command = Program.java(List.of(
                "-javaagent:" + agent(directory),
                "-Dlookups=" + file,
                "--class-path",
                System.getProperty("java.class.path"),
                Jars.PROGRAM + ".JdkModerator"));
        try (Service service = new Service(directory)) {
            assertThat(Program.run(directory, command, service).output()).isEqualToIgnoringNewLines("null 200");
        }
        lookups = new HashSet<>(Files.readAllLines(file));
    }

    @Test
    void metadata_ofTheJars_hasEachLookup() {
        assertThat(lookups).isNotEmpty().isSubsetOf(metadata);
    }

    /** On older versions the library does not look for virtual threads. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    void metadata_ofTheJars_hasNothingElse() {
        assertThat(metadata).isSubsetOf(lookups);
    }

    /** A jar that names the agent, whose classes are on the class path. */
    private static Path agent(Path directory) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", LookupTracer.class.getName());
        Path jar = directory.resolve("agent.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    private static Set<String> metadata(List<Path> jars) throws IOException {
        Set<String> entries = new TreeSet<>();
        for (Path jar : jars) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (var entry : file.stream()
                        .filter(each -> each.getName().matches("META-INF/native-image/.*/reachability-metadata.json"))
                        .toList()) {
                    try (InputStream in = file.getInputStream(entry)) {
                        addEntries(new String(in.readAllBytes(), StandardCharsets.UTF_8), entries);
                    }
                }
            }
        }
        return entries;
    }

    /** In the form of the tracer's lines. */
    private static void addEntries(String json, Set<String> entries) {
        String type = null;
        for (var match = ENTRY.matcher(json); match.find(); ) {
            if (match.group("type") != null) {
                type = match.group("type");
                entries.add(type);
            } else if (match.group("glob") != null) {
                entries.add(match.group("glob"));
            } else {
                String parameters = match.group("parameters").replaceAll("[\" ]", "");
                entries.add(type + "." + match.group("name") + "(" + parameters + ")");
            }
        }
    }
}
