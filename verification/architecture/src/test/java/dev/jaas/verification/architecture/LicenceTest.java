// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Spotless adds the line to the Java sources of the modules; this covers scripts, pages and the guides' sources as well. */
class LicenceTest {

    private static final String LINE = "SPDX-License-Identifier: Apache-2.0";
    private static final Set<String> SOURCES = Set.of("java", "js", "css", "html", "cmd");
    private static final Set<String> SCRIPTS = Set.of("jaas", "run");

    /** After a script's first line, or a page's. */
    private static final int MAX_LINES_BEFORE = 1;

    @Test
    void sources_ofEveryKind_beginWithTheLicence() {
        List<Path> without = ProjectFiles.texts(ProjectFiles.ROOT).stream()
                .filter(LicenceTest::isSource)
                .filter(file -> ProjectFiles.read(file)
                        .lines()
                        .limit(MAX_LINES_BEFORE + 1)
                        .noneMatch(line -> line.contains(LINE)))
                .toList();

        assertThat(without)
                .as("Sources without the line %s: for Java run mvn spotless:apply", LINE)
                .isEmpty();
    }

    private static boolean isSource(Path file) {
        String name = file.getFileName().toString();
        return SCRIPTS.contains(name) || SOURCES.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
