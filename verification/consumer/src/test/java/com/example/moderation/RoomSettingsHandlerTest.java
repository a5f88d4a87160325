// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.jaas.events.JaasEvent;
import dev.jaas.events.RoomEvent;
import dev.jaas.events.WebhookVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example that responds with a room's settings, on a socket. */
class RoomSettingsHandlerTest {

    private static final byte[] SETTINGS_WANTED = "{\"fqn\":\"vpaas-magic-cookie-test/standup\"}".getBytes(UTF_8);
    private static final byte[] ROOM_CREATED = """
            {"eventType":"ROOM_CREATED","idempotencyKey":"45892714","timestamp":1600951818143,
            "fqn":"vpaas-magic-cookie-test/standup","data":{}}""".getBytes(UTF_8);

    private final Queue<JaasEvent> otherEvents = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var verifier = WebhookVerifier.of(GatekeeperTest.SECRET);
        server.createContext("/webhooks", new RoomSettingsHandler(verifier, otherEvents::add));
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void handle_settingsWanted_respondsWithThem() throws Exception {
        HttpURLConnection response = post(SETTINGS_WANTED, GatekeeperTest.signature(SETTINGS_WANTED));

        assertThat(response.getResponseCode()).isEqualTo(200);
        assertThat(response.getContentType()).isEqualTo("application/json");
        try (InputStream settings = response.getInputStream()) {
            assertThat(settings.readAllBytes())
                    .asString(UTF_8)
                    .isEqualTo("{\"lobbyEnabled\":true,\"lobbyType\":\"WAIT_FOR_MODERATOR\",\"maxOccupants\":20}");
        }
        assertThat(otherEvents).isEmpty();
    }

    @Test
    void handle_anotherEvent_passesItOn() throws Exception {
        assertThat(post(ROOM_CREATED, GatekeeperTest.signature(ROOM_CREATED)).getResponseCode())
                .isEqualTo(200);

        assertThat(otherEvents).singleElement().isInstanceOf(RoomEvent.Created.class);
    }

    @Test
    void handle_forgedRequest_respondsWith401() throws Exception {
        assertThat(post(SETTINGS_WANTED, GatekeeperTest.signature(ROOM_CREATED)).getResponseCode())
                .isEqualTo(401);

        assertThat(otherEvents).isEmpty();
    }

    private HttpURLConnection post(byte[] body, String signature) throws IOException {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks");
        var request = (HttpURLConnection) endpoint.toURL().openConnection();
        request.setReadTimeout(60_000);
        request.setRequestProperty(WebhookVerifier.SIGNATURE_HEADER, signature);
        request.setDoOutput(true);
        request.getOutputStream().write(body);
        return request;
    }
}
