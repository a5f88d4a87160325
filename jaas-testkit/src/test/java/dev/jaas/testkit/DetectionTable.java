// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports which tests of a suite detect which violation. */
public final class DetectionTable {

    private DetectionTable() {}

    /** Writes the table to a file in {@code target}, and asserts that docs/verification.md contains it. */
    public static void assertDocumented(String title, Map<String, Set<String>> rows, String file) throws IOException {
        Path root = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(directory -> Files.exists(directory.resolve("README.md")))
                .findFirst()
                .orElseThrow();
        String table = table(title, rows);
        Path report = root.resolve("jaas-testkit/target").resolve(file);
        Files.createDirectories(report.getParent());
        Files.writeString(report, table);

        assertThat(Files.readString(root.resolve("docs/verification.md")).replace("\r\n", "\n"))
                .as("docs/verification.md must contain the table that is in %s: copy it.", report)
                .contains(table);
    }

    private static String table(String title, Map<String, Set<String>> rows) {
        String body = rows.entrySet().stream()
                .map(row -> "| " + row.getKey().toLowerCase(Locale.ROOT).replace('_', ' ') + " | "
                        + row.getValue().stream()
                                .sorted()
                                .map(test -> "`" + test + "`")
                                .collect(Collectors.joining(", "))
                        + " |\n")
                .collect(Collectors.joining());
        return "| " + title + " | detected by |\n|---|---|\n" + body;
    }
}
