// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VocabularyTest {

    private static final Path FIXTURE = ProjectFiles.ROOT.resolve(
            "verification/architecture/src/test/java/dev/jaas/verification/architecture/fixtures/vocabulary");

    @Test
    void violationsIn_theProject_areNone() {
        assertThat(Vocabulary.violationsIn(ProjectFiles.ROOT)).isEmpty();
    }

    @Test
    void violationsIn_fixture_areDetectedWithLineAndReplacement() {
        assertThat(Vocabulary.violationsIn(FIXTURE))
                .containsExactlyElementsOf(ProjectFiles.read(FIXTURE.resolve("expected.txt"))
                        .lines()
                        .toList());
    }
}
