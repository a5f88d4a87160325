package com.example.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java in the documents is the Java compiled here. */
class DocumentationTest {

    private static final Path ROOT = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .filter(directory -> Files.exists(directory.resolve("README.md")))
            .findFirst()
            .orElseThrow();

    static List<Path> documentsWithJava() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        documents.removeIf(document -> blocks(document, "java").isEmpty());
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
    void javaBlocks_ofTheReadme_areAtLeastFour() {
        assertThat(blocks(ROOT.resolve("README.md"), "java")).hasSizeGreaterThan(3);
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
    void dependencies_inTheReadme_areModulesOfTheCurrentVersion() {
        String xml = String.join("", blocks(ROOT.resolve("README.md"), "xml"));
        String version = tags(read(ROOT.resolve("pom.xml")), "version").get(0);

        assertThat(tags(xml, "artifactId"))
                .contains("jaas-sdk")
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(artifact ->
                        assertThat(ROOT.resolve(artifact).resolve("pom.xml")).exists());
        assertThat(tags(xml, "version")).containsOnly(version);
    }

    /** Whether the sources contain the block's lines one after the other, indented by zero to two levels. */
    private static boolean isIn(String sources, String block) {
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
        try (Stream<Path> files = Files.walk(ROOT.resolve("verification/consumer/src"))) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(read(file)).append('\n');
            }
            return all.toString();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
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
