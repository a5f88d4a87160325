// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static dev.jaas.testkit.JaasAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.domain.UserId;
import dev.jaas.events.WebhookVerifier;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.testkit.JaasSimulatorExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A test with webhooks: the extension starts a simulator that sends them to the application's endpoint. */
class GatekeeperWebhookTest {

    private static final String SECRET = "whsec_0123456789abcdef";

    private final UserId troll = UserId.parse("auth0|troll");
    private final WebhookServer server = new WebhookServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    @RegisterExtension
    final JaasSimulatorExtension extension = JaasSimulatorExtension.startedBy(() -> JaasSimulator.builder()
                    .webhook(URI.create("http://127.0.0.1:" + server.port() + "/webhooks"), SECRET)
                    .start())
            .withClient(ReceptionSimulatorTest::connect);

    GatekeeperWebhookTest() throws IOException {}

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void receive_unwantedUserJoins_removesThem(JaasSimulator simulator, BlockingConferenceManagement jaas)
            throws Exception {
        server.start(new Gatekeeper(WebhookVerifier.of(SECRET), jaas, troll::equals)::receive);

        simulator.join(simulator.conference("standup"), troll);

        assertThat(simulator.awaitWebhooks(Duration.ofSeconds(60))).isTrue();
        assertThat(simulator).hasBanned(troll).room("standup").hasNoParticipant(troll);
    }
}
