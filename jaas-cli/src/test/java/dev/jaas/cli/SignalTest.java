// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ScriptedResponse;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals sent to the program as a process of its own. */
@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SignalTest {

    private static final PhoneNumber PHONE = PhoneNumber.parse("+40747777777");

    private final JaasSimulator simulator = JaasSimulator.start();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({"INT, jdk", "TERM, vertx"})
    void signal_whilePhoneRings_saysThatTheDialOutMayHaveTakenEffectAndEndsWith5(String signal, String transport)
            throws Exception {
        if (signal.equals("INT")) {
            Interrupts.assumeDelivered();
        }
        simulator.script(ScriptedResponse.ordinary().delayResponse(Duration.ofSeconds(60)));
        ProgramProcess.Running dialOut = new ProgramProcess()
                .with(simulator)
                .start("dial-out", "room", PHONE.value(), "--timeout=60s", "--json", "--transport=" + transport);
        await(() -> simulator.room(simulator.conference("room")).call(PHONE).isPresent()
                || !dialOut.process().isAlive());

        dialOut.signal(signal);
        Invocation.Result result = dialOut.result();

        assertThat(result.status()).isEqualTo(5);
        assertThat(result.err())
                .startsWith("Interrupted: DIAL_OUT_PARTICIPANT may or may not have taken effect: ")
                .contains("check the room or the webhooks before sending it again")
                .hasLineCount(1);
        assertThat(JSONObjectUtils.parse(result.out()))
                .containsEntry("outcome", "unknown")
                .containsEntry("exitStatus", 5L)
                .containsEntry("mayHaveTakenEffect", true)
                .containsEntry("message", result.err().strip());
    }

    @Test
    void signal_beforeTheRequestIsWritten_isNotDelivered() throws Exception {
        try (ServerSocket withoutHandshake = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            ProgramProcess.Running dialOut = new ProgramProcess()
                    .with(simulator)
                    .with("JAAS_BASE_URL", "https://127.0.0.1:" + withoutHandshake.getLocalPort())
                    .start("dial-out", "room", PHONE.value(), "--timeout=60s");
            try (Socket connection = withoutHandshake.accept()) {
                assertThat(connection.getInputStream().read()).isPositive(); // the handshake has begun

                dialOut.signal("TERM");
                Invocation.Result result = dialOut.result();

                assertThat(result.status()).isEqualTo(4);
                assertThat(result.err())
                        .startsWith("Interrupted: DIAL_OUT_PARTICIPANT was not delivered: ")
                        .contains("it had no effect and can be sent again");
            }
        }
    }

    @Test
    void signal_withoutACommandInFlight_endsTheProgramAsEver() throws Exception {
        ProgramProcess.Running simulation = new ProgramProcess().start("simulate");
        while (!simulation.process().inputReader().readLine().equals("# Requests:")) {
            // the settings
        }

        simulation.signal("TERM");

        assertThat(simulation.process().waitFor()).isEqualTo(128 + 15);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 6000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
