// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static dev.jaas.testkit.JaasAssertions.assertThat;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.SimulatedRoom.CallState;
import dev.jaas.spi.JwsSigner;
import dev.jaas.testkit.JaasSimulatorExtension;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(JaasSimulatorExtension.class)
class VertxExampleTest {

    @Test
    void dialOut_roomWithAParticipant_rings(JaasSimulator simulator, JwsSigner signer) throws Exception {
        var standup = simulator.conference("standup");
        var phone = PhoneNumber.parse("+40747777777");
        simulator.join(standup, UserId.parse("host"));
        Vertx vertx = Vertx.vertx();
        try {
            VertxExample.dialOut(vertx, signer, simulator.baseUrl(), "standup", phone)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, SECONDS);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, SECONDS);
        }

        assertThat(simulator).room(standup).hasCall(phone, CallState.RINGING);
    }
}
