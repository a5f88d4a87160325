// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void draw_onATerminal_isABarThatCanBeRemoved() {
        Progress progress = new Progress(new PrintStream(err, true, UTF_8), true, 200);
        progress.draw(100, 0);
        progress.draw(200, 3);
        progress.clear();
        progress.clear();

        String[] drawn = err.toString(UTF_8).split("\r", -1);
        assertThat(drawn).hasSize(5);
        assertThat(drawn[1]).isEqualTo("[###############               ] 100/200");
        assertThat(drawn[2]).isEqualTo("[##############################] 200/200, 3 failed");
        assertThat(drawn[3]).isEqualTo(" ".repeat(drawn[2].length()));
    }

    @Test
    void draw_elsewhere_printsNothing() {
        Progress progress = new Progress(new PrintStream(err, true, UTF_8), false, 2);
        progress.draw(1, 0);
        progress.draw(2, 0);
        progress.clear();

        assertThat(err.size()).isZero();
    }
}
