// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.PageClient.Stream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class StateStreamTest {

    private static final String TOKEN =
            "eyJhbGciOiJSUzI1NiJ9.eyJjb250ZXh0Ijp7InVzZXIiOnsiaWQiOiJldmUifX19.c2lnbmF0dXJlLW9mLWV2ZQ";
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    @Test
    void state_changes_areSentAsTheyHappen() throws Exception {
        try (JaasSimulator simulator = JaasSimulator.builder().page(true).start();
                Stream stream = new PageClient(simulator.baseUrl()).stream()) {
            Caller caller = new Caller(simulator);
            assertThat(stream.awaitLine("Content-type: ")).endsWith("text/event-stream");
            assertThat(stream.awaitLine("data: "))
                    .contains("\"rooms\":[]", simulator.keyId().toString());

            simulator.join(simulator.conference("standup"), UserId.parse("ann"));
            assertThat(stream.awaitLine("\"ann\"")).contains("\"name\":\"standup\"", "\"isOpen\":true");

            caller.meeting("DIAL_OUT_PARTICIPANT", "standup", "\"phoneNo\":\"+40747777777\"");
            assertThat(stream.awaitLine("\"Dial out +40747777777\""))
                    .contains("\"RINGING\"", "\"room\":\"standup\",\"status\":200");

            caller.meeting("KICK_PARTICIPANT", "standup", "\"participantId\":\"00000000\"");
            assertThat(stream.awaitLine("\"Kick 00000000\"")).contains("404", "no such participant");

            caller.banUser("bob");
            assertThat(stream.awaitLine("\"bannedUsers\":[\"bob\"]")).contains("\"bannedUserCount\":1");

            simulator.reset();
            assertThat(stream.awaitLine("\"requests\":[]")).contains("\"rooms\":[]", "\"bannedUsers\":[]");
        }
    }

    @Test
    void state_always_hasNoSecret() throws Exception {
        String secret = "whsec_c2VjcmV0LW9mLXRoZS1lbmRwb2ludA==";
        try (WebhookEndpoint endpoint = new WebhookEndpoint(500);
                JaasSimulator simulator = JaasSimulator.builder()
                        .page(true)
                        .webhook(endpoint.url(), secret)
                        .start();
                Stream stream = new PageClient(simulator.baseUrl()).stream()) {
            Caller caller = new Caller(simulator);
            caller.banJwt(TOKEN);
            caller.post("/v1/" + TOKEN + "?jwt=" + TOKEN + "&x=query", "{}");
            caller.send("POST", Caller.MEETING, new byte[0], "Authorization: Bearer " + TOKEN);
            simulator.join(simulator.conference("standup"), UserId.parse("ann"));

            String state = stream.awaitLine("\"ROOM_CREATED\",\"room\":\"standup\",\"status\":500");

            assertThat(state)
                    .contains(
                            "\"bannedTokenCount\":1",
                            "\"Ban token\"",
                            "POST /v1/[redacted]",
                            "\"POST " + Caller.MEETING + "\"")
                    .doesNotContain("eyJ", "c2lnbmF0dXJl", "whsec", "c2VjcmV0", "Bearer ", "query", "BEGIN");
        }
    }

    @Test
    void stream_askedForByAnotherSite_403() throws Exception {
        try (JaasSimulator simulator = JaasSimulator.builder().page(true).start()) {
            PageClient page = new PageClient(simulator.baseUrl());

            assertThat(page.send(page.request("/page/state").header("Origin", "https://example.com"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(page.send(page.request("/page/state").header("Sec-Fetch-Site", "cross-site"))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void streams_asManyAsAllowed_takeNoThreadFromRequests() throws Exception {
        int requests = 64;
        List<Closeable> open = new ArrayList<>();
        try (JaasSimulator simulator = JaasSimulator.builder().page(true).start()) {
            PageClient page = new PageClient(simulator.baseUrl());
            for (int i = 0; i < StateStream.MAX_STREAMS; i++) {
                Stream stream = page.stream();
                open.add(stream);
                assertThat(stream.awaitLine("data: ")).isNotNull();
            }
            Caller caller = new Caller(simulator);
            for (int i = 0; i < requests; i++) {
                simulator.script(ScriptedResponse.status(200).delayResponse(LONG));
                Socket socket = caller.connect();
                open.add(socket);
                socket.getOutputStream().write("GET /x HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
            }
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (simulator.requests().size() < requests && System.nanoTime() < end) {
                Thread.sleep(10);
            }
            assertThat(simulator.requests()).hasSize(requests);
        } finally {
            for (Closeable each : open) {
                each.close();
            }
        }
    }

    /** Nothing changes meanwhile, so no write finds out at once that the page is gone. */
    @Test
    void stream_pageIsReloadedOftenWhileNothingChanges_isServedEachTime() throws Exception {
        try (JaasSimulator simulator = JaasSimulator.builder().page(true).start()) {
            PageClient page = new PageClient(simulator.baseUrl());
            for (int i = 0; i < 3 * StateStream.MAX_STREAMS; i++) {
                try (Stream stream = page.stream()) {
                    assertThat(stream.statusLine).contains(" 200 ");
                    assertThat(stream.awaitLine("data: ")).isNotNull();
                }
            }
        }
    }

    @Test
    void streams_morePagesThanAllowed_replaceTheOldest() throws Exception {
        List<Stream> open = new ArrayList<>();
        try (JaasSimulator simulator = JaasSimulator.builder().page(true).start()) {
            PageClient page = new PageClient(simulator.baseUrl());
            for (int i = 0; i <= StateStream.MAX_STREAMS; i++) {
                open.add(page.stream());
                assertThat(open.get(i).awaitLine("data: ")).isNotNull();
            }
            assertThat(open.get(0).awaitLine("event: ")).isEqualTo("event: replaced");
            assertThat(endOf(open.get(0))).isTrue();

            simulator.join(simulator.conference("standup"), UserId.parse("ann"));
            for (Stream stream : open.subList(1, open.size())) {
                assertThat(stream.awaitLine("\"ann\"")).isNotNull();
            }
        } finally {
            for (Stream each : open) {
                each.close();
            }
        }
    }

    @Test
    void close_withAnOpenStream_endsIt() throws Exception {
        JaasSimulator simulator = JaasSimulator.builder().page(true).start();
        Stream stream = new PageClient(simulator.baseUrl()).stream();
        assertThat(stream.awaitLine("data: ")).isNotNull();

        simulator.close();

        assertThat(endOf(stream)).isTrue();
    }

    @Test
    void stream_nothingChanges_isWrittenTo() throws Exception {
        StateStream stream = new StateStream(() -> "{}".getBytes(UTF_8), SHORT, SHORT, LONG);
        try (SimulatorServer server = new SimulatorServer(0, null, exchange -> send(stream, exchange));
                Stream received = new PageClient(server.baseUrl()).stream()) {
            assertThat(received.awaitLine("data: {}")).isNotNull();
            assertThat(received.awaitLine(":")).isEqualTo(":");
        }
    }

    @Test
    void stream_pageDoesNotRead_isDisconnected() throws Exception {
        AtomicInteger number = new AtomicInteger();
        StateStream stream = new StateStream(
                () -> ("\"" + number.incrementAndGet() + "x".repeat(1_000_000) + "\"").getBytes(UTF_8),
                SHORT,
                LONG,
                Duration.ofMillis(200));
        CountDownLatch ended = new CountDownLatch(1);
        try (SimulatorServer server = new SimulatorServer(0, null, exchange -> {
                    send(stream, exchange);
                    ended.countDown();
                });
                Socket slow = connect(server.baseUrl())) {
            slow.getOutputStream().write("GET /page/state HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));

            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(endsWithoutLastChunk(slow)).isTrue();
        }
    }

    private static void send(StateStream stream, HttpExchange exchange) throws IOException {
        try (exchange) {
            stream.send(exchange);
        } catch (IOException e) { // disconnected
            assertThat(exchange.getResponseCode()).isEqualTo(200);
        }
    }

    private static Socket connect(URI server) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
        return socket;
    }

    /** Whether what was buffered, once it is read, is followed by the end of the connection. */
    private static boolean endsWithoutLastChunk(Socket socket) throws IOException {
        try {
            byte[] received = socket.getInputStream().readAllBytes();
            return !new String(received, ISO_8859_1).endsWith("\r\n0\r\n\r\n");
        } catch (SocketException e) { // reset
            return true;
        }
    }

    private static boolean endOf(Stream stream) {
        try {
            return stream.awaitLine("no such line") == null;
        } catch (IOException e) {
            return true;
        }
    }
}
