package com.example.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README shows is what is compiled here. */
class ReadmeTest {

    private final Path root = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .filter(directory -> Files.exists(directory.resolve("README.md")))
            .findFirst()
            .orElseThrow();

    @Test
    void javaBlocks_ofTheReadme_standInTheSources() throws IOException {
        List<String> blocks = blocks("java");
        String sources = sources();

        assertThat(blocks)
                .hasSizeGreaterThan(3)
                .allSatisfy(block -> assertThat(isIn(sources, block))
                        .as("this block is compiled, word for word:%n%s", block)
                        .isTrue());
    }

    @Test
    void isIn_aBlockOfWhichOneWordDiffers_isNot() throws IOException {
        String sources = sources();
        String block = blocks("java").get(0);

        assertThat(isIn(sources, block.replaceFirst("participant", "attendant")))
                .isFalse();
        assertThat(isIn(sources, block.replaceFirst("\n    ", "\n  "))).isFalse();
    }

    @Test
    void dependencies_inTheReadme_areModulesOfTheCurrentVersion() throws IOException {
        String xml = String.join("", blocks("xml"));
        String version =
                tags(Files.readString(root.resolve("pom.xml")), "version").get(0);

        assertThat(tags(xml, "artifactId"))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(artifact ->
                        assertThat(root.resolve(artifact).resolve("pom.xml")).exists());
        assertThat(tags(xml, "version")).containsOnly(version);
    }

    /** The same lines one after the other, whatever the whole is indented by. */
    private static boolean isIn(String sources, String block) {
        return Stream.of("", "    ")
                .map(indent -> block.lines()
                        .map(line -> line.isEmpty() ? "\n" : indent + line + "\n")
                        .collect(Collectors.joining()))
                .anyMatch(sources::contains);
    }

    private List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(root.resolve("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private String sources() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("verification/consumer/src"))) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file)).append('\n');
            }
            return all.toString();
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
