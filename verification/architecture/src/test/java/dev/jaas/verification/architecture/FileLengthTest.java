// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** A file that is long has a second responsibility, which belongs into a file of its own, or a reason. */
class FileLengthTest {

    private static final int MAX_LINES = 300;
    private static final String REASONS = "/long-files.properties";

    @Test
    void sources_longerThanTheMaximum_areThoseWithAReason() throws IOException {
        Properties reasons = new Properties();
        try (InputStream in = FileLengthTest.class.getResourceAsStream(REASONS)) {
            reasons.load(in);
        }
        List<String> found = ProjectFiles.texts(ProjectFiles.ROOT).stream()
                .filter(file -> file.toString().endsWith(".java") && lines(file) > MAX_LINES)
                .map(file -> ProjectFiles.ROOT.relativize(file).toString())
                .toList();

        assertThat(found)
                .as(
                        "Files of more than %s lines: split one that is new here, or give its reason in %s; remove one that"
                                + " is short again from there.",
                        MAX_LINES, REASONS)
                .containsExactlyInAnyOrderElementsOf(reasons.stringPropertyNames());
        assertThat(reasons.values())
                .allSatisfy(reason -> assertThat(reason.toString()).isNotBlank());
    }

    /** Without the line that names the licence. */
    private static long lines(Path file) {
        return ProjectFiles.read(file)
                .lines()
                .filter(line -> !line.startsWith("// SPDX-License-Identifier: "))
                .count();
    }
}
