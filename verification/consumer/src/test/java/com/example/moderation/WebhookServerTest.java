// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static dev.jaas.testkit.JaasAssertions.assertThat;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.Jaas;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.events.WebhookVerifier;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.WebhookAttempt;
import dev.jaas.simulator.WebhookFaults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples that receive webhooks, from socket to socket: the simulator sends events that repeat and overtake each other. */
class WebhookServerTest {

    private static final String SECRET = "whsec_0123456789abcdef";
    private static final UserId TROLL = UserId.parse("auth0|troll");
    private static final UserId ANN = UserId.parse("auth0|ann");

    private final WebhookVerifier verifier = WebhookVerifier.of(SECRET);
    private final BlockingQueue<WebhookAttempt> attempts = new LinkedBlockingQueue<>();
    private WebhookServer server;
    private JaasSimulator simulator;
    private Jaas jaas;

    @BeforeEach
    void start() throws IOException {
        server = new WebhookServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        simulator = JaasSimulator.builder()
                .webhook(URI.create("http://127.0.0.1:" + server.port() + "/webhooks"), SECRET)
                .webhookFaults(WebhookFaults.none().repeat(50).reorder(50))
                .onWebhook(attempts::add)
                .start();
        jaas = Jaas.builder()
                .keyId(simulator.keyId())
                .privateKey(simulator.privateKeyPem())
                .client(client -> client.baseUrl(simulator.baseUrl()))
                .build();
    }

    @AfterEach
    void close() {
        jaas.close();
        simulator.close();
        server.close();
    }

    @Test
    void gatekeeper_unwantedUserJoins_bansAndRemovesThem() throws Exception {
        var standup = simulator.conference("standup");
        server.start(new Gatekeeper(verifier, jaas.blocking(), TROLL::equals)::receive);

        simulator.join(standup, ANN);
        simulator.join(standup, TROLL);

        assertThat(simulator.awaitWebhooks(Duration.ofSeconds(60))).isTrue();
        assertThat(simulator)
                .hasBanned(TROLL)
                .room(standup)
                .hasNoParticipant(TROLL)
                .hasParticipant(ANN);
    }

    @Test
    void callback_calleeAnswers_isTrue() throws Exception {
        var standup = simulator.conference("standup");
        var guest = PhoneNumber.parse("+40747777777");
        try (var callback = new Callback(verifier, jaas)) {
            server.start(callback::receive);
            simulator.join(standup, ANN);
            var answered = callback.dial(standup, guest);

            awaitRequest();
            simulator.answer(standup, guest);

            assertThat(answered.get(60, SECONDS)).isTrue();
        }
    }

    /** Until the phone rings. */
    private void awaitRequest() throws InterruptedException {
        long end = System.nanoTime() + SECONDS.toNanos(60);
        while (simulator.requests().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(5);
        }
    }

    @Test
    void server_forgedRequest_respondsWith401() throws Exception {
        server.start(new Gatekeeper(WebhookVerifier.of("whsec_another"), jaas.blocking(), user -> true)::receive);

        simulator.join(simulator.conference("standup"), ANN);

        assertThat(attempts.poll(60, SECONDS).status()).isEqualTo(401);
        assertThat(simulator).room(simulator.conference("standup")).hasParticipant(ANN);
    }
}
