// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jaas completion} and {@code jaas man}, read by the programs that they are for. */
class CompletionTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "ki, kick",
        "kick --tr, --transport",
        "kick --transport v, vertx",
        "demo --key, ''",
        "events ver, verify",
        "completion z, zsh"
    })
    void bash_completesCommandsOptionsAndValues(String line, String completion) throws Exception {
        String script = """
                . "$FILE"
                compopt() { :; } # which works while bash completes only
                COMP_WORDS=(jaas $LINE) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _complete_jaas
                echo "${COMPREPLY[@]}"
                """;

        assertThat(Bash.run(script, Map.of("FILE", completion("bash"), "LINE", line))
                        .strip())
                .isEqualTo(completion);
    }

    @Test
    void zsh_registersTheCompletion() throws Exception {
        assumeInstalled("zsh");
        String script = "zsh -fc '. \"$FILE\"; print ${_comps[jaas]}'";

        assertThat(Bash.run(script, Map.of("FILE", completion("zsh"), "HOME", directory.toString())))
                .contains("_complete_jaas");
    }

    @ParameterizedTest
    @CsvSource({
        "ki, kick",
        "kick --tr, --transport",
        "kick --transport v, vertx",
        "demo --key, ''",
        "events ver, verify",
        "events verify --sec, --secret-file",
        "completion z, zsh"
    })
    void fish_completesCommandsOptionsAndValues(String line, String completion) throws Exception {
        assumeInstalled("fish");
        String script = "cd /; fish -c '. $FILE; complete -C \"jaas $LINE\"' | cut -f 1";

        assertThat(Bash.run(script, Map.of("FILE", completion("fish"), "LINE", line, "HOME", directory.toString()))
                        .strip())
                .isEqualTo(completion);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "fish"})
    void script_ofAnyLocale_isParsed(String shell) throws Exception {
        assumeInstalled(shell);

        assertThat(Bash.run(shell + " -n \"$FILE\"", Map.of("FILE", completion(shell), "LC_ALL", "C")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kick", "participant-token", "events verify", "simulate", "keygen"})
    void manualPage_isFormattedWithoutWarnings(String command) throws Exception {
        assumeInstalled("groff");
        String[] line = ("man " + command).strip().split(" ");
        Path page = Files.writeString(
                directory.resolve("page.1"), new Invocation().run(line).out());

        String formatted =
                Bash.run("groff -K utf8 -man -ww -T utf8 -P -cbou \"$PAGE\"", Map.of("PAGE", page.toString()));

        assertThat(formatted)
                .containsPattern(("jaas " + command).strip().replace(' ', '-') + " +- ")
                .contains("SYNOPSIS", "OPTIONS", "--help")
                .doesNotContain("warning");
    }

    private String completion(String shell) throws Exception {
        Invocation.Result result = new Invocation().run("completion", shell);
        assertThat(result.status()).isZero();
        return Files.writeString(directory.resolve("jaas." + shell), result.out())
                .toString();
    }

    private static void assumeInstalled(String program) throws Exception {
        assumeThat(Bash.run("command -v " + program + " || true", Map.of())).isNotEmpty();
    }
}
