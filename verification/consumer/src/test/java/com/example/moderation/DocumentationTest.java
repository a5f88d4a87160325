// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java in the documents is the Java compiled here and in verification/spring-boot. */
class DocumentationTest {

    static final Path ROOT = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .filter(directory -> Files.exists(directory.resolve("README.md")))
            .findFirst()
            .orElseThrow();

    static List<Path> documentsWithJava() throws IOException {
        return documentsWith("java");
    }

    static List<Path> documentsWithXml() throws IOException {
        return documentsWith("xml");
    }

    private static List<Path> documentsWith(String language) throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        documents.removeIf(document -> blocks(document, language).isEmpty());
        return documents;
    }

    @ParameterizedTest
    @MethodSource("documentsWithJava")
    void javaBlocks_ofEveryDocument_areInTheSources(Path document) throws IOException {
        String sources = sources();

        assertThat(blocks(document, "java"))
                .allSatisfy(block -> assertThat(isIn(sources, block))
                        .as("this block is compiled, word for word:%n%s", block)
                        .isTrue());
    }

    @Test
    void javaBlocks_ofReadmeAndGuides_areThere() {
        assertThat(blocks(ROOT.resolve("README.md"), "java")).hasSizeGreaterThan(1);
        assertThat(blocks(ROOT.resolve("docs/artifacts.md"), "java")).hasSize(2);
        assertThat(blocks(ROOT.resolve("docs/guides/plain-java.md"), "java")).hasSize(1);
        assertThat(blocks(ROOT.resolve("docs/guides/vertx.md"), "java")).hasSize(2);
        assertThat(blocks(ROOT.resolve("docs/guides/kms.md"), "java")).hasSizeGreaterThan(3);
    }

    /** From the bytes of a request to the removal of a participant, with the JDK's HTTP server and with Vert.x Web. */
    @Test
    void javaBlocks_thatRemoveAParticipantForAnEvent_haveAtMost15LinesInTheirBodies() {
        assertThat(blocks(ROOT.resolve("docs/events.md"), "java"))
                .filteredOn(block -> block.contains("removeParticipant("))
                .hasSize(2)
                .allSatisfy(receiver -> {
                    assertThat(receiver).contains("byte[] body", "verify(");
                    assertThat(receiver.lines().filter(line -> line.startsWith("    ")))
                            .hasSizeLessThanOrEqualTo(15);
                });
    }

    @Test
    void isIn_blockWithOneChangedWordOrIndent_isFalse() throws IOException {
        String sources = sources();
        String block = blocks(ROOT.resolve("README.md"), "java").get(0);

        assertThat(isIn(sources, block)).isTrue();
        assertThat(isIn(sources, block.replaceFirst("jaas", "jazz"))).isFalse();
        assertThat(isIn(sources, block.replaceFirst("\n    ", "\n  "))).isFalse();
    }

    @Test
    void isIn_importsOfSeveralFiles_areFoundOneByOne() throws IOException {
        String sources = sources();
        String imports = "import dev.jaas.testkit.ManualClock;\n\nimport java.util.Base64;\n";

        assertThat(isIn(sources, imports)).isTrue();
        assertThat(isIn(sources, imports.replace("Base64", "Base65"))).isFalse();
    }

    @Test
    void dependencies_ofReadmeAndArtifacts_areThere() {
        assertThat(dependencies(ROOT.resolve("README.md")))
                .hasSize(1)
                .first()
                .asString()
                .contains("jaas-sdk");
        assertThat(dependencies(ROOT.resolve("docs/artifacts.md"))).hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("documentsWithXml")
    void dependencies_ofEveryDocument_haveTheCurrentVersion(Path document) {
        String pom = read(ROOT.resolve("pom.xml"));
        String version = tags(pom, "version").get(0);
        String junit = tags(pom, "junit.version").get(0);

        assertThat(dependencies(document)).isNotEmpty().allSatisfy(dependency -> {
            if (tags(dependency, "groupId").contains("dev.jaas")) {
                String artifact = tags(dependency, "artifactId").get(0);
                assertThat(Stream.of(ROOT, ROOT.resolve("integrations")))
                        .anyMatch(
                                parent -> Files.exists(parent.resolve(artifact).resolve("pom.xml")));
                assertThat(tags(dependency, "version")).allMatch(version::equals);
            } else if (tags(dependency, "artifactId").contains("junit-jupiter")) {
                assertThat(tags(dependency, "version")).containsExactly(junit);
            }
        });
    }

    private static List<String> dependencies(Path document) {
        return Pattern.compile("<dependency>.*?</dependency>", Pattern.DOTALL)
                .matcher(String.join("", blocks(document, "xml")))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /**
     * Whether the sources contain the block's lines one after the other, indented by zero to two levels. Of a block of imports
     * they must contain each line: they are those of several classes.
     */
    private static boolean isIn(String sources, String block) {
        if (block.lines().allMatch(line -> line.isEmpty() || line.startsWith("import "))) {
            return block.lines().allMatch(line -> sources.contains("\n" + line + "\n"));
        }
        return Stream.of("", "    ", "        ")
                .map(indent -> block.lines()
                        .map(line -> line.isEmpty() ? "\n" : indent + line + "\n")
                        .collect(Collectors.joining()))
                .anyMatch(sources::contains);
    }

    private static List<String> blocks(Path document, String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(read(document))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String directory : List.of("verification/consumer/src", "verification/spring-boot/boot-3.5/src")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    all.append(read(file)).append('\n');
                }
            }
        }
        return all.toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> tags(String xml, String name) {
        return Pattern.compile("<" + name + ">(.*?)</" + name + ">")
                .matcher(xml)
                .results()
                .map(tag -> tag.group(1))
                .toList();
    }
}
