// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySourceTest {

    @ParameterizedTest
    @ValueSource(strings = {"/etc/jaas/jaas-1.pk", "my key; rm x", "it's", "-rf", "~root"})
    void ofFile_anyPath_isNamed(String path) {
        UnusableKeyException unusable = KeySource.ofFile(Path.of(path)).unusable(KeyProblem.EMPTY);

        assertThat(unusable).hasMessageStartingWith(path + ": it is empty.");
        assertThat(unusable.file()).contains(Path.of(path));
        assertThat(unusable.isOpenSshFormat()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u001b[2Jb", "a\nb", "", "-----BEGIN"})
    void ofFile_whatIsNoPath_isNotShown(String path) {
        assertIsNotShown(Path.of(path));
    }

    @Test
    void ofFile_pathLongerThan255Characters_isNotShown() {
        assertThat(KeySource.ofFile(Path.of("a".repeat(255)))
                        .unusable(KeyProblem.EMPTY)
                        .file())
                .isPresent();
        assertIsNotShown(Path.of("a".repeat(256)));
    }

    @Test
    void inOpenSshFormat_always_keepsTheName() {
        UnusableKeyException unusable =
                KeySource.ofFile(Path.of("key")).inOpenSshFormat().unusable(KeyProblem.TOO_SHORT, 1024);

        assertThat(unusable).hasMessageStartingWith("key: it is an RSA key of only 1024 bits.");
        assertThat(unusable.file()).contains(Path.of("key"));
        assertThat(unusable.isOpenSshFormat()).isTrue();
    }

    private static void assertIsNotShown(Path path) {
        UnusableKeyException unusable = KeySource.ofFile(path).unusable(KeyProblem.EMPTY);

        assertThat(unusable).hasMessageStartingWith("the file (its path is not shown: it does not look like one): ");
        assertThat(unusable.file()).isEmpty();
    }
}
