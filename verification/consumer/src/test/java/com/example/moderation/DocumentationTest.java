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

/** The Java in the documents is the Java compiled here. */
class DocumentationTest {

    private static final Path ROOT = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
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
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
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
    void isIn_importsOfSeveralFiles_areFoundOneByOne() throws IOException {
        String sources = sources();
        String imports = "import dev.jaas.testkit.ManualClock;\n\nimport java.util.Base64;\n";

        assertThat(isIn(sources, imports)).isTrue();
        assertThat(isIn(sources, imports.replace("Base64", "Base65"))).isFalse();
    }

    @Test
    void dependencies_inTheReadme_areAtLeastThree() {
        assertThat(dependencies(ROOT.resolve("README.md")))
                .filteredOn(dependency -> tags(dependency, "groupId").contains("dev.jaas"))
                .hasSizeGreaterThanOrEqualTo(3)
                .anyMatch(dependency -> dependency.contains("jaas-sdk"));
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
                assertThat(ROOT.resolve(artifact).resolve("pom.xml")).exists();
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
