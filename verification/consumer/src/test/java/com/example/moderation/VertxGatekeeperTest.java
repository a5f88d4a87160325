// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static dev.jaas.testkit.JaasAssertions.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.Jaas;
import dev.jaas.adapter.vertx.VertxConferenceManagement;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.UserId;
import dev.jaas.events.WebhookVerifier;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ScriptedResponse;
import dev.jaas.simulator.WebhookAttempt;
import dev.jaas.simulator.WebhookFaults;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example with Vert.x Web, from socket to socket: the simulator sends events that repeat and overtake each other. */
class VertxGatekeeperTest {

    private static final String SECRET = "whsec_0123456789abcdef";
    private static final UserId TROLL = UserId.parse("auth0|troll");
    private static final UserId ANN = UserId.parse("auth0|ann");

    private final BlockingQueue<WebhookAttempt> attempts = new LinkedBlockingQueue<>();
    private final Vertx vertx = Vertx.vertx();
    private final Router router = Router.router(vertx);
    private URI endpoint;
    private JaasSimulator simulator;
    private Jaas jaas;

    @BeforeEach
    void start() throws Exception {
        HttpServer server =
                await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        endpoint = URI.create("http://127.0.0.1:" + server.actualPort() + "/webhooks");
        simulator = JaasSimulator.builder()
                .webhook(endpoint, SECRET)
                .webhookFaults(WebhookFaults.none().repeat(50).reorder(50))
                .onWebhook(attempts::add)
                .start();
        jaas = ReceptionSimulatorTest.connect(simulator);
    }

    @AfterEach
    void close() throws Exception {
        jaas.close();
        simulator.close();
        await(vertx.close());
    }

    @Test
    void gatekeeper_unwantedUserJoins_bansAndRemovesThem() throws Exception {
        var standup = simulator.conference("standup");
        register(WebhookVerifier.of(SECRET));

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
    void gatekeeper_removalFailsOnce_isRepeatedByTheService() throws Exception {
        var standup = simulator.conference("standup");
        simulator.respondTo(BanUser.class::isInstance, ScriptedResponse.status(403), ScriptedResponse.ordinary());
        register(WebhookVerifier.of(SECRET));

        simulator.join(standup, TROLL);

        assertThat(simulator.awaitWebhooks(Duration.ofSeconds(60))).isTrue();
        assertThat(attempts).extracting(WebhookAttempt::status).contains(500, 200);
        assertThat(simulator).hasBanned(TROLL).room(standup).hasNoParticipant(TROLL);
    }

    @Test
    void gatekeeper_forgedOrUnusableRequest_removesNobody() throws Exception {
        register(WebhookVerifier.of("whsec_another"));

        simulator.join(simulator.conference("standup"), TROLL);

        assertThat(attempts.poll(60, SECONDS).status()).isEqualTo(401);
        assertThat(post(0)).isEqualTo("HTTP/1.1 401 Unauthorized");
        assertThat(post(WebhookVerifier.MAX_BODY_BYTES + 1)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        assertThat(simulator).hasNoBans();
    }

    private void register(WebhookVerifier verifier) {
        var management = VertxConferenceManagement.of(vertx, jaas);
        new VertxGatekeeper(verifier, management, TROLL::equals).register(router, "/webhooks");
    }

    /** Announces a body, of which it sends nothing, and returns the status line. */
    private String post(int contentLength) throws Exception {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout(60_000);
            String head =
                    "POST /webhooks HTTP/1.1\r\nHost: x\r\nX-Jaas-Signature: t=1,v1=AAAA\r\nContent-Length: %d\r\n\r\n";
            socket.getOutputStream().write(head.formatted(contentLength).getBytes(US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, SECONDS);
    }
}
