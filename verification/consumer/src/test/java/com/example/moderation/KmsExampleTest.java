// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static dev.jaas.testkit.JaasAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.adapter.jdkhttp.JdkHttpTransport;
import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The guide for a key management service: the simulator verifies what the service signs. */
class KmsExampleTest {

    private final KeyId keyId = KeyId.parse("vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/ed85b6");
    private FakeKms kms;
    private JaasSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        kms = new FakeKms();
        simulator = JaasSimulator.builder().key(keyId, kms.publicKey()).start();
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void kick_tokenSignedByTheService_isAccepted() {
        var user = UserId.parse("auth0|ann");
        var participant = simulator.join(simulator.conference("standup"), user);

        KmsExample.kick(simulator.baseUrl(), keyId, kms, "standup", participant);

        assertThat(simulator).room("standup").hasNoParticipant(user);
    }

    @Test
    void dialOut_serviceFails_isNotDelivered() {
        assertNotDelivered((key, digest, timeout) -> {
            throw new IllegalStateException("no permission for the key");
        });
    }

    @Test
    void dialOut_serviceDoesNotRespond_isNotDeliveredWithinTheCommandTimeout() {
        var never = new CountDownLatch(1);
        assertNotDelivered((key, digest, timeout) -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("interrupted");
        });
    }

    private void assertNotDelivered(Kms failing) {
        try (var transport = JdkHttpTransport.create();
                var jaas = JaasClient.builder(new KmsSigner(keyId, failing, "alias/jaas"), transport)
                        .baseUrl(simulator.baseUrl())
                        .attemptTimeout(Duration.ofSeconds(1))
                        .commandTimeout(Duration.ofSeconds(1))
                        .build()) {
            assertThatThrownBy(() ->
                            jaas.blocking().dialOut(jaas.conference("standup"), PhoneNumber.parse("+40747777777")))
                    .isInstanceOf(CommandNotDeliveredException.class)
                    .hasMessageNotContaining("no permission");
        }
        assertThat(simulator.requests()).isEmpty();
    }
}
