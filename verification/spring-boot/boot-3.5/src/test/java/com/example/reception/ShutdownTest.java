// SPDX-License-Identifier: Apache-2.0
package com.example.reception;

import static dev.jaas.testkit.JaasAssertions.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.testkit.JaasAssertions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application is stopped by SIGTERM while JaaS has not yet responded to a dial-out. */
@Tag("slow")
class ShutdownTest {

    private static final int EXIT_AFTER_SIGTERM = 143;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch mayRespond = new CountDownLatch(1);
    private JaasSimulator simulator;

    @BeforeEach
    void start() {
        simulator = JaasSimulator.builder()
                .onRequest(request -> {
                    requested.countDown();
                    await(mayRespond);
                })
                .start();
    }

    @AfterEach
    void stop() {
        mayRespond.countDown();
        simulator.close();
    }

    @Test
    void sigterm_dialOutInFlightOnTheJdk_awaitsItsResponse() throws InterruptedException {
        awaitsItsResponse(ApplicationProcess::start, "jaas.transport=jdk");
    }

    @Test
    void sigterm_dialOutInFlightOnVertx_awaitsItsResponse() throws InterruptedException {
        awaitsItsResponse(ApplicationProcess::startWithVertx, "jaas.transport=vertx");
    }

    @Test
    void sigterm_responseLaterThanTheGrace_endsTheDialOutAsUnknown() throws InterruptedException {
        try (ApplicationProcess application = ApplicationProcess.start(properties("jaas.shutdown-grace=250ms"))) {
            dial(application);
            application.terminate();

            assertThat(application.awaitExit()).isEqualTo(EXIT_AFTER_SIGTERM);
            assertThat(application.output())
                    .contains("have up to PT0.25S to end.")
                    .doesNotContain("was accepted");
        }
    }

    private void awaitsItsResponse(Function<String[], ApplicationProcess> starter, String transport)
            throws InterruptedException {
        try (ApplicationProcess application = starter.apply(properties(transport))) {
            dial(application);
            application.terminate();
            // The web server has stopped before that.
            assertThat(application.awaitOutput("Commands in flight have up to PT1M to end."))
                    .contains("Graceful shutdown complete")
                    .doesNotContain("was accepted");
            mayRespond.countDown();

            assertThat(application.awaitExit()).isEqualTo(EXIT_AFTER_SIGTERM);
            assertThat(application.output())
                    .containsOnlyOnce("The dial-out into standup was accepted after 1 attempt(s).")
                    .doesNotContain("may ring", "does not ring");
        }
        JaasAssertions.assertThat(simulator)
                .received(
                        new DialOutParticipant(simulator.conference("standup"), PhoneNumber.parse("+40747777777")),
                        once());
    }

    private void dial(ApplicationProcess application) {
        assertThat(application.post("/dial?room=standup&phone=%2B40747777777").statusCode())
                .isEqualTo(202);
        await(requested);
    }

    private String[] properties(String another) {
        return new String[] {
            "jaas.base-url=" + simulator.baseUrl(),
            "jaas.key-id=" + simulator.keyId(),
            "jaas.private-key=" + simulator.privateKeyPem(),
            // Long enough for a machine that is busy.
            "jaas.connect-timeout=30s",
            "jaas.command-timeout=1m",
            "spring.lifecycle.timeout-per-shutdown-phase=1m",
            another
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(2, TimeUnit.MINUTES)) {
                throw new AssertionError("nothing has come in two minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the simulator is being closed
        }
    }
}
