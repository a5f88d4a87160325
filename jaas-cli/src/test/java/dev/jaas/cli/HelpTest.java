// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    @Test
    void help_listsEveryCommandOptionVariableAndStatus() {
        Invocation.Result result = new Invocation().run("--help");

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains(
                        "demo",
                        "simulate",
                        "ban-user",
                        "ban-jwt",
                        "destroy-room",
                        "dial-out",
                        "hang-up",
                        "kick",
                        "token",
                        "participant-token",
                        "decode-token",
                        "events",
                        "doctor",
                        "keygen",
                        "completion",
                        "man",
                        "help")
                .contains("--profile", "--canonical", "--quiet", "JAAS_PROFILE")
                .contains("--key-id", "--private-key", "--base-url", "--transport", "--timeout", "--dry-run", "--json")
                .contains("--verbose", "--help", "--version")
                .contains("JAAS_KEY_ID", "JAAS_PRIVATE_KEY_FILE", "JAAS_PRIVATE_KEY ", "JAAS_PRIVATE_KEY_PASSPHRASE")
                .contains("JAAS_BASE_URL", "Exit status:", "  2 ", "  3 ", "  4 ", "  5 ");
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "simulate",
                "ban-user",
                "ban-jwt",
                "destroy-room",
                "dial-out",
                "hang-up",
                "kick",
                "token",
                "participant-token",
                "decode-token",
                "doctor",
                "keygen",
                "completion",
                "man",
                "help"
            })
    void help_ofACommand_describesThatCommand(String command) {
        Invocation.Result result = new Invocation().run(command, "--help");

        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("Usage: jaas " + command).doesNotContain("Commands");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "listen"})
    void help_ofACommandOfEvents_hasItsOptionsAlone(String command) {
        Invocation.Result result = new Invocation().run("events", command, "--help");

        assertThat(result.out())
                .startsWith("Usage: jaas events " + command)
                .contains("--secret-file", "--json", "Try:")
                .doesNotContain("--key-id", "--transport", "--dry-run");
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 100);
        assertThat(new Invocation().run("events", "--help").out())
                .contains(command)
                .doesNotContain("--key-id");
    }

    @Test
    void help_ofACommandWithoutTransport_hasNoSuchOption() {
        assertThat(new Invocation().run("demo", "--help").out()).doesNotContain("--transport", "--dry-run");
        assertThat(new Invocation().run("token", "--help").out()).doesNotContain("--transport", "--dry-run");
        assertThat(new Invocation().run("participant-token", "--help").out())
                .contains("--key-id", "--all-rooms", "--lifetime")
                .doesNotContain("--base-url", "--transport", "--dry-run");
        assertThat(new Invocation().run("decode-token", "--help").out())
                .contains("--json")
                .doesNotContain("--key-id", "--private-key", "--base-url");
        assertThat(new Invocation().run("doctor", "--help").out())
                .contains("--online", "--transport")
                .doesNotContain("--dry-run");
    }

    @Test
    void noArguments_printsTheHelpToStandardErrorAndDoesNotSucceed() {
        Invocation.Result result = new Invocation().run();

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo(new Invocation().run("--help").out());
    }

    @Test
    void helpCommand_printsWhatTheOptionPrints() {
        assertThat(new Invocation().run("help").out())
                .isEqualTo(new Invocation().run("--help").out());
        assertThat(new Invocation().run("help", "kick").out())
                .isEqualTo(new Invocation().run("kick", "--help").out());
        assertThat(new Invocation().run("help", "events", "verify").out())
                .isEqualTo(new Invocation().run("events", "verify", "--help").out());
    }

    @Test
    void version_isThatOfTheBuild() {
        assertThat(new Invocation().run("--version").out())
                .matches("jaas \\d+\\.\\d+\\.\\d+\\S* \\((commit [0-9a-f]{12}, )?Java "
                        + Runtime.version().feature() + ".*\\)\n");
    }
}
