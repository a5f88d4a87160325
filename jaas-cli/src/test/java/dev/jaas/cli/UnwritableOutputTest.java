// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ScriptedResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard output that cannot be written: a full disk, a closed pipe. */
@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class UnwritableOutputTest {

    private static final String UNWRITABLE = "The output could not be written";

    private final JaasSimulator simulator = JaasSimulator.start();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "kick --help",
                "--version",
                "kick room p --dry-run",
                "kick room p --dry-run --json",
                "token",
                "token --json",
                "participant-token ann --all-rooms",
                "decode-token e30.e30.c2ln",
                "doctor",
                "doctor --json",
                "demo",
                "simulate"
            })
    void commandThatExistsForItsOutput_endsWith1(String line) {
        assertThat(run(line.split(" "))).isEqualTo(1);
        assertThat(err.toString(UTF_8)).startsWith(UNWRITABLE).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kick room p", "kick room p --json", "kick room p --timeout=9s"})
    void acceptedCommand_keeps0AndSaysThatItWasAccepted(String line) {
        simulator.script(ScriptedResponse.status(200));

        assertThat(run(line.split(" "))).isZero();
        assertThat(err.toString(UTF_8))
                .startsWith("KICK_PARTICIPANT was accepted, so do not send it again. " + UNWRITABLE)
                .hasLineCount(1);
    }

    @Test
    void rejectedCommand_keepsItsStatus() {
        simulator.script(ScriptedResponse.status(400));

        assertThat(run("ban-user", "ann", "--json")).isEqualTo(3);
        assertThat(err.toString(UTF_8)).startsWith("BAN_USER was rejected").hasLineCount(1);
    }

    @Test
    void fullDisk_isNamed_andAClosedPipeIsNot() throws Exception {
        String output = new ProgramProcess().with(simulator).bash("""
                jaas token > /dev/full; echo "status $?"
                jaas token | head -c 0; echo "status ${PIPESTATUS[0]}"
                jaas ban-user ann > /dev/full; echo "status $?"
                jaas ban-user ann | head -c 0; echo "status ${PIPESTATUS[0]}"
                """);

        String full = UNWRITABLE + " (No space left on device): free some space, or write it elsewhere.\n";
        assertThat(output)
                .isEqualTo(full + "status 1\nstatus 1\n" + "BAN_USER was accepted, so do not send it again. " + full
                        + "status 0\nstatus 0\n");
    }

    private int run(String... args) {
        return Main.run(
                args,
                Map.of(
                        "JAAS_KEY_ID",
                        simulator.keyId().value(),
                        "JAAS_PRIVATE_KEY",
                        simulator.privateKeyPem(),
                        "JAAS_BASE_URL",
                        simulator.baseUrl().toString()),
                InputStream.nullInputStream(),
                full(),
                new PrintStream(err, true, UTF_8));
    }

    private static PrintStream full() {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("No space left on device");
                    }
                },
                true,
                UTF_8);
    }
}
