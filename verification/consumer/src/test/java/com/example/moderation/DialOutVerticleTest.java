// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static dev.jaas.testkit.JaasAssertions.assertThat;
import static dev.jaas.testkit.JaasAssertions.once;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.Jaas;
import dev.jaas.adapter.vertx.VertxHttpTransport;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ScriptedResponse;
import dev.jaas.simulator.SimulatedRoom.CallState;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guide for Vert.x, from socket to socket. */
class DialOutVerticleTest {

    private static final PhoneNumber GUEST = PhoneNumber.parse("+40747777777");

    private final JaasSimulator simulator = JaasSimulator.start();
    private final Vertx vertx = Vertx.vertx();
    private final VertxHttpTransport transport = VertxHttpTransport.create(vertx);
    private final Jaas jaas = Jaas.builder()
            .baseUrl(simulator.baseUrl())
            .keyId(simulator.keyId())
            .privateKey(simulator.privateKeyPem())
            .transport(transport)
            .build();
    private final DialOutVerticle verticle = new DialOutVerticle(jaas, 0);

    @BeforeEach
    void deploy() throws Exception {
        vertx.deployVerticle(verticle).toCompletionStage().toCompletableFuture().get(60, SECONDS);
        simulator.join(simulator.conference("standup"), UserId.parse("host"));
    }

    @AfterEach
    void close() {
        DialOutVerticle.stop(vertx, transport, jaas);
        simulator.close();
    }

    @Test
    void post_number_rings() throws Exception {
        var response = post(GUEST.toString()).get(60, SECONDS);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(simulator).room("standup").hasCall(GUEST, CallState.RINGING);
    }

    @ParameterizedTest
    @CsvSource({"''", "0747 777 777", "+40747777777 ext. 3"})
    void post_noNumber_isRefusedWithTheReason(String body) throws Exception {
        var response = post(body).get(60, SECONDS);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("phone number");
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void post_responseOfJaasIsLost_saysToCheckAndDialsOnce() throws Exception {
        simulator.respondTo(DialOutParticipant.class::isInstance, ScriptedResponse.dropConnectionAfterExecuting());

        var response = post(GUEST.toString()).get(60, SECONDS);

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(simulator).room("standup").hasDialled(GUEST, once());
    }

    @Test
    void post_jaasRejects_is502() throws Exception {
        simulator.respondTo(DialOutParticipant.class::isInstance, ScriptedResponse.status(403));

        assertThat(post(GUEST.toString()).get(60, SECONDS).statusCode()).isEqualTo(502);
    }

    @Test
    void stop_dialOutInFlight_letsItEndAndResponds() throws Exception {
        simulator.respondTo(
                DialOutParticipant.class::isInstance,
                ScriptedResponse.ordinary().delayResponse(Duration.ofMillis(500)));
        var response = post(GUEST.toString());
        awaitRequest();

        DialOutVerticle.stop(vertx, transport, jaas);

        assertThat(response.get(60, SECONDS).statusCode()).isEqualTo(202);
    }

    private CompletableFuture<HttpResponse<String>> post(String body) {
        URI uri = URI.create("http://127.0.0.1:" + verticle.port() + "/rooms/standup/calls");
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(uri)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private void awaitRequest() throws InterruptedException {
        long end = System.nanoTime() + SECONDS.toNanos(60);
        while (simulator.requests().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(5);
        }
    }
}
