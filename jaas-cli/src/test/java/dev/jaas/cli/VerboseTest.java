// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ScriptedResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code --verbose} prints to standard error beside the result: attempts, logs and stack traces. */
class VerboseTest {

    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzb21lYm9keSJ9.c2lnbmF0dXJl";

    private final JaasSimulator simulator = JaasSimulator.start();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void retriedCommand_printsEveryAttemptWithItsDurationBeforeTheResult() {
        simulator.script(ScriptedResponse.status(503), ScriptedResponse.status(503));
        Invocation.Result result = invocation().run("ban-user", "someone", "--verbose");

        assertThat(result.status()).isZero();
        assertThat(result.err().lines().map(line -> line.replaceAll("\\d+ ms", "N ms")))
                .hasSize(9)
                .satisfies(lines -> assertThat(lines.get(0))
                        .startsWith("Signed an admin token for " + simulator.keyId() + ", valid until "))
                .endsWith(
                        "BAN_USER: attempt 1 started",
                        "BAN_USER: attempt 1 unknown (HTTP 503) after N ms",
                        "BAN_USER: attempt 1 failed (JaaS responded with 503), the next one follows in N ms",
                        "BAN_USER: attempt 2 started",
                        "BAN_USER: attempt 2 unknown (HTTP 503) after N ms",
                        "BAN_USER: attempt 2 failed (JaaS responded with 503), the next one follows in N ms",
                        "BAN_USER: attempt 3 started",
                        "BAN_USER: attempt 3 accepted (HTTP 200) after N ms");
    }

    @Test
    void unknownDelivery_printsTheClientsLogAndTheStackTrace() {
        simulator.script(ScriptedResponse.status(501));
        Invocation.Result result = invocation().run("ban-user", "someone", "--verbose");

        assertThat(result.status()).isEqualTo(5);
        assertThat(result.err()).contains("WARNING dev.jaas.client: BAN_USER #", "\tat dev.jaas.");
    }

    @Test
    void withoutVerbose_printsNeitherAttemptsNorLogs() {
        simulator.script(ScriptedResponse.status(501));
        Invocation.Result result = invocation().run("ban-user", "someone");

        assertThat(result.status()).isEqualTo(5);
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void log_withASecret_isRedacted() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        VerboseLog log = VerboseLog.open(new PrintStream(err, true, StandardCharsets.UTF_8));
        Logger.getLogger("dev.jaas.client").log(Level.WARNING, "the token {0} is wrong", TOKEN);
        log.close();
        Logger.getLogger("dev.jaas.client").warning("after the end");

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("WARNING dev.jaas.client: the token [redacted] is wrong" + System.lineSeparator());
    }

    @Test
    void loggers_ofTheHttpStacks_areAlwaysSilent() {
        invocation().run("ban-user", "someone", "--verbose");

        for (String logger : new String[] {"dev.jaas.client", "io.vertx.core.http", "io.netty.channel"}) {
            assertThat(Logger.getLogger(logger).isLoggable(Level.SEVERE))
                    .as(logger)
                    .isFalse();
        }
    }

    private Invocation invocation() {
        return new Invocation()
                .with("JAAS_KEY_ID", simulator.keyId().value())
                .with("JAAS_PRIVATE_KEY", simulator.privateKeyPem())
                .with("JAAS_BASE_URL", simulator.baseUrl().toString());
    }
}
