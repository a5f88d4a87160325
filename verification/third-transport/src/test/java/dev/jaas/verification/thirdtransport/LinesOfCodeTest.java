// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.thirdtransport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That a transport is small, as {@code docs/extending.md} says: lines that are neither blank nor comments, package or import. */
class LinesOfCodeTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/jaas/verification/thirdtransport");
    private static final Path DOCUMENT = Path.of("../../docs/extending.md");

    @Test
    void document_linesOfCode_areCounted() throws IOException {
        long lines = Stream.of("OkHttpTransport.java", "OkHttpExchange.java")
                .flatMap(LinesOfCodeTest::code)
                .count();

        assertThat(lines).isLessThan(180);
        assertThat(Files.readString(DOCUMENT)).contains("It has " + lines + " lines of code");
    }

    private static Stream<String> code(String file) {
        try {
            return Files.readAllLines(SOURCES.resolve(file)).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.matches("(package |import |//|/\\*|\\*).*"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
