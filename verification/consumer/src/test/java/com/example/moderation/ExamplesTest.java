package com.example.moderation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.SimulatedRoom.CallState;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows does what it says, from a named module that sees no more than the library exports. */
class ExamplesTest {

    private static final UserId USER = UserId.parse("auth0|5f903d7a77f3b4006eb8e67d");
    private static final PhoneNumber PHONE = PhoneNumber.parse("+40747777777");

    private final JaasSimulator simulator = JaasSimulator.start();
    private final ConferenceName conference = simulator.conference("standup");

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void module_ofTheExamples_isNamed() {
        assertThat(JdkExample.class.getModule().getName()).isEqualTo("com.example.moderation");
        assertThat(PemJwsSigner.class.getModule().getName()).isEqualTo("dev.jaas.adapter.bouncycastle");
    }

    @Test
    void jdkExample_somebodyInARoom_areBannedAndGone(@TempDir Path directory) throws Exception {
        Path key = Files.writeString(directory.resolve("key.pem"), simulator.privateKeyPem());
        ParticipantId participant = simulator.join(conference, USER);

        JdkExample.remove(simulator.baseUrl(), simulator.keyId(), key, conference.room(), USER, participant);

        assertThat(simulator.bannedUsers()).containsExactly(USER);
        assertThat(simulator.room(conference).participants()).isEmpty();
    }

    @Test
    void vertxExample_aRoomWithSomebodyInIt_ringsAtOnce() throws Exception {
        simulator.join(conference, USER);
        Vertx vertx = Vertx.vertx();
        try (var signer = PemJwsSigner.fromString(simulator.keyId(), simulator.privateKeyPem())) {
            CommandReceipt receipt = VertxExample.dialOut(vertx, signer, simulator.baseUrl(), conference.room(), PHONE)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, SECONDS);

            assertThat(receipt.attempts()).isEqualTo(1);
            assertThat(simulator.room(conference).call(PHONE))
                    .hasValueSatisfying(call -> assertThat(call.state()).isEqualTo(CallState.RINGING));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, SECONDS);
        }
    }
}
