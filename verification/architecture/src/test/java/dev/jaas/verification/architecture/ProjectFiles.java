// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The project's files as they lie on the disk. */
final class ProjectFiles {

    static final Path ROOT = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .filter(directory -> Files.exists(directory.resolve("README.md")))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(
                    "no README.md above " + Path.of("").toAbsolutePath()));

    private static final Set<String> TEXTS = Set.of("jaas", "run", "pom.xml");
    private static final Set<String> TEXT_TYPES = Set.of("java", "md", "js", "css", "html");
    private static final Set<String> SKIPPED = Set.of("target", ".git", "fixtures");

    private ProjectFiles() {}

    /** A file's text, with the line ends of any checkout as {@code \n}. */
    static String read(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sources and documents below a directory, without generated ones and fixtures. */
    static List<Path> texts(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted()
                    .flatMap(entry -> Files.isDirectory(entry) ? textsOf(entry) : Stream.of(entry))
                    .filter(ProjectFiles::isText)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> textsOf(Path directory) {
        return SKIPPED.contains(directory.getFileName().toString()) ? Stream.of() : texts(directory).stream();
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString();
        return TEXTS.contains(name) || TEXT_TYPES.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
