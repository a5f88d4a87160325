// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Colours of the help, on a terminal that util-linux's {@code script} provides. */
@Tag("slow")
class ColourTest {

    private static final String ON_A_TERMINAL =
            "export -f jaas; SHELL=$BASH TERM=xterm script -qec 'jaas kick --help' /dev/null < /dev/null";

    @Test
    void help_isColouredOnATerminalOnly_andNeverWithNoColor() throws Exception {
        assumeThat(Bash.run("script --version 2>/dev/null | grep util-linux || true", Map.of()))
                .isNotEmpty();

        assertThat(new ProgramProcess().bash(ON_A_TERMINAL)).contains("\u001b[", "Usage:");
        assertThat(new ProgramProcess().with("NO_COLOR", "1").bash(ON_A_TERMINAL))
                .contains("Usage:")
                .doesNotContain("\u001b[");
        assertThat(new ProgramProcess().bash("jaas kick --help"))
                .contains("Usage:")
                .doesNotContain("\u001b[");
    }
}
