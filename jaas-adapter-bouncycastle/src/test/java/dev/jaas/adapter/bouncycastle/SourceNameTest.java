package dev.jaas.adapter.bouncycastle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SourceNameTest {

    @Test
    void of_aPlainPath_isNotQuoted() {
        SourceName name = SourceName.of(Path.of("/etc/jaas/jaas-1.pk"));
        assertThat(name)
                .isEqualTo(new SourceName("/etc/jaas/jaas-1.pk", "/etc/jaas/jaas-1.pk", "/etc/jaas/jaas-1.pk.pem"));
    }

    @Test
    void of_aPathThatAShellWouldReadOtherwise_isQuoted() {
        assertThat(SourceName.of(Path.of("my key; rm x")).inCommand()).isEqualTo("'my key; rm x'");
        assertThat(SourceName.of(Path.of("it's")).inCommand()).isEqualTo("'it'\\''s'");
        assertThat(SourceName.of(Path.of("-rf")).inCommand()).isEqualTo("./-rf");
        assertThat(SourceName.of(Path.of("~root")).inCommand()).isEqualTo("'~root'");
    }

    @Test
    void of_aPathWithControlCharacters_isNotShown() {
        assertThat(SourceName.of(Path.of("a\u001b[2Jb")).name()).startsWith("the file (its path is not shown");
        assertThat(SourceName.of(Path.of("a\nb")).name()).startsWith("the file (its path is not shown");
    }

    @Test
    void of_aPathLongerThanPathsAre_isNotShown() {
        assertThat(SourceName.of(Path.of("a".repeat(256))).name()).startsWith("the file (its path is not shown");
    }
}
