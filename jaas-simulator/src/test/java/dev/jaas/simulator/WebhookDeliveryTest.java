// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.jaas.domain.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How events reach an endpoint, and how they do not. */
class WebhookDeliveryTest {

    private static final String SECRET = "whsec_0123456789abcdef";
    private static final String THREAD = "jaas-simulator-webhooks";
    private static final Duration LONG = Duration.ofHours(1);

    private final BlockingQueue<WebhookAttempt> attempts = new LinkedBlockingQueue<>();

    @Test
    void delivery_rejectedTwice_isRepeatedUntilAccepted() throws Exception {
        try (WebhookEndpoint endpoint = new WebhookEndpoint(503, 302);
                JaasSimulator simulator =
                        start(builder(endpoint.url(), Duration.ofMillis(1)).keepEmptyRooms(true))) {
            simulator.join(simulator.conference("standup"), UserId.parse("ann"));

            assertThat(simulator.awaitWebhooks(Duration.ofSeconds(60))).isTrue();

            // Room and participant, the first attempt of each rejected.
            assertThat(endpoint.deliveries).hasSize(4);
            assertThat(keys(endpoint))
                    .hasSize(4)
                    .satisfies(keys -> assertThat(keys.stream().distinct()).hasSize(2));
            assertThat(attempts).extracting(WebhookAttempt::isAccepted).contains(true, false);
            assertThat(attempts).extracting(WebhookAttempt::status).contains(503, 302, 204);
            assertThat(attempts).extracting(WebhookAttempt::attempt).contains(1, 2);
        }
    }

    @Test
    void delivery_thatWaitsForItsNextAttempt_doesNotHoldUpLaterEvents() throws Exception {
        try (WebhookEndpoint endpoint = new WebhookEndpoint(500);
                JaasSimulator simulator = start(builder(endpoint.url(), LONG))) {
            simulator.join(simulator.conference("standup"), UserId.parse("ann"));

            assertThat(attempts.poll(60, SECONDS)).hasToString("ROOM_CREATED -> 500");
            assertThat(attempts.poll(60, SECONDS)).hasToString("PARTICIPANT_JOINED -> 204");
            assertThat(simulator.awaitWebhooks(Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void delivery_noEndpoint_isRepeatedUntilThereIsOne() throws Exception {
        int port = unusedPort();
        try (JaasSimulator simulator =
                start(builder(URI.create("http://127.0.0.1:" + port + "/webhooks"), Duration.ofMillis(1)))) {
            simulator.join(simulator.conference("standup"), UserId.parse("ann"));
            assertThat(attempts.poll(60, SECONDS)).hasToString("ROOM_CREATED -> no response");

            try (WebhookEndpoint endpoint = new WebhookEndpoint(port, List.of())) {
                assertThat(simulator.awaitWebhooks(Duration.ofSeconds(120))).isTrue();
                assertThat(endpoint.types()).contains("ROOM_CREATED", "PARTICIPANT_JOINED");
            }
        }
    }

    @Test
    void pause_afterEachFailedAttempt_doublesUpToAMinute() {
        try (WebhookSender sender = builder(URI.create("http://127.0.0.1:1"), Duration.ofSeconds(1))
                .webhookSender((event, attempt) -> {})) {
            assertThat(IntStream.of(1, 2, 3, 6, 7, 1000).mapToLong(sender::pauseMillis))
                    .containsExactly(1000L, 2000L, 4000L, 32_000L, 60_000L, 60_000L);
        }
    }

    @Test
    void faults_lose_sendsNothing() throws Exception {
        try (WebhookEndpoint endpoint = new WebhookEndpoint();
                JaasSimulator simulator = start(builder(endpoint.url(), LONG)
                        .webhookFaults(WebhookFaults.none().lose(100)))) {
            simulator.join(simulator.conference("standup"), UserId.parse("ann"));

            assertThat(simulator.awaitWebhooks(Duration.ofSeconds(60))).isTrue();
            assertThat(endpoint.deliveries).isEmpty();
        }
    }

    @Test
    void faults_repeat_deliversEachEventTwice() throws Exception {
        try (WebhookEndpoint endpoint = new WebhookEndpoint();
                JaasSimulator simulator = start(builder(endpoint.url(), LONG)
                        .webhookFaults(WebhookFaults.none().repeat(100)))) {
            simulator.join(simulator.conference("standup"), UserId.parse("ann"));

            assertThat(simulator.awaitWebhooks(Duration.ofSeconds(60))).isTrue();
            assertThat(endpoint.types())
                    .containsExactly("ROOM_CREATED", "ROOM_CREATED", "PARTICIPANT_JOINED", "PARTICIPANT_JOINED");
            assertThat(keys(endpoint).stream().distinct()).hasSize(2);
        }
    }

    @Test
    void faults_reorder_deliversEveryEventInAnotherOrder() throws Exception {
        List<String> joined = new ArrayList<>();
        try (WebhookEndpoint endpoint = new WebhookEndpoint();
                JaasSimulator simulator = start(builder(endpoint.url(), LONG)
                        .webhookFaults(WebhookFaults.none().reorder(50).seed(7)))) {
            for (int i = 0; i < 100; i++) {
                joined.add(simulator
                        .join(simulator.conference("standup"), UserId.parse("user" + i))
                        .value());
            }

            assertThat(simulator.awaitWebhooks(Duration.ofSeconds(60))).isTrue();
            List<String> delivered = endpoint.deliveries.stream()
                    .filter(delivery -> delivery.type().equals("PARTICIPANT_JOINED"))
                    .map(delivery -> String.valueOf(delivery.data().get("participantId")))
                    .toList();
            assertThat(delivered).containsExactlyInAnyOrderElementsOf(joined).isNotEqualTo(joined);
        }
    }

    @Test
    void reset_dropsWhatWasNotDelivered() throws Exception {
        try (WebhookEndpoint endpoint = new WebhookEndpoint(500, 500);
                JaasSimulator simulator = start(builder(endpoint.url(), LONG))) {
            simulator.join(simulator.conference("standup"), UserId.parse("ann"));
            attempts.poll(60, SECONDS);
            attempts.poll(60, SECONDS);

            simulator.reset();

            assertThat(simulator.awaitWebhooks(Duration.ZERO)).isTrue();
            simulator.join(simulator.conference("standup"), UserId.parse("bob"));
            assertThat(simulator.awaitWebhooks(Duration.ofSeconds(60))).isTrue();
            assertThat(endpoint.deliveries).hasSize(4);
        }
    }

    /** The listener is notified of an attempt before the next one is scheduled. */
    @Test
    void reset_duringAnAttempt_dropsItsEvent() throws Exception {
        AtomicReference<JaasSimulator> running = new AtomicReference<>();
        CountDownLatch reset = new CountDownLatch(1);
        try (WebhookEndpoint endpoint = new WebhookEndpoint(500);
                JaasSimulator simulator = builder(endpoint.url(), Duration.ZERO)
                        .onWebhook(attempt -> {
                            if (!attempt.isAccepted()) {
                                running.get().reset();
                                reset.countDown();
                            }
                        })
                        .start()) {
            running.set(simulator);
            simulator.join(simulator.conference("standup"), UserId.parse("ann"));
            assertThat(reset.await(60, SECONDS)).isTrue();

            simulator.join(simulator.conference("standup"), UserId.parse("bob"));

            assertThat(simulator.awaitWebhooks(Duration.ofSeconds(60))).isTrue();
            // Sent later than the dropped event would have been.
            simulator.join(simulator.conference("standup"), UserId.parse("carl"));
            assertThat(simulator.awaitWebhooks(Duration.ofSeconds(60))).isTrue();
            assertThat(endpoint.types())
                    .containsExactly("ROOM_CREATED", "ROOM_CREATED", "PARTICIPANT_JOINED", "PARTICIPANT_JOINED");
            assertThat(keys(endpoint)).doesNotHaveDuplicates();
        }
    }

    @Test
    void reset_beforeTheEndpointResponds_reportsNoAttempt() throws Exception {
        AtomicReference<JaasSimulator> running = new AtomicReference<>();
        CountDownLatch reset = new CountDownLatch(1);
        HttpServer endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/", exchange -> {
            try (exchange) {
                if (reset.getCount() > 0) {
                    running.get().reset();
                    reset.countDown();
                }
                exchange.sendResponseHeaders(204, -1);
            }
        });
        endpoint.start();
        URI url = URI.create("http://127.0.0.1:" + endpoint.getAddress().getPort());
        try (JaasSimulator simulator = start(builder(url, LONG))) {
            running.set(simulator);
            simulator.join(simulator.conference("standup"), UserId.parse("ann"));
            assertThat(reset.await(60, SECONDS)).isTrue();

            simulator.join(simulator.conference("standup"), UserId.parse("bob"));

            assertThat(simulator.awaitWebhooks(Duration.ofSeconds(60))).isTrue();
            assertThat(attempts)
                    .extracting(WebhookAttempt::toString)
                    .containsExactly("ROOM_CREATED -> 204", "PARTICIPANT_JOINED -> 204");
        } finally {
            endpoint.stop(0);
        }
    }

    /** The endpoint accepts connections and never responds. */
    @Test
    void close_duringAnAttempt_endsTheThread() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            silent.setSoTimeout(60_000);
            JaasSimulator simulator =
                    start(builder(URI.create("http://127.0.0.1:" + silent.getLocalPort()), Duration.ofMillis(1)));
            simulator.join(simulator.conference("standup"), UserId.parse("ann"));
            try (Socket connection = silent.accept()) {
                assertThat(connection.isConnected()).isTrue();
                List<Thread> senders = senders();

                simulator.close();

                for (Thread thread : senders) {
                    thread.join(5_000); // less than the timeout of an attempt
                    assertThat(thread.isAlive()).isFalse();
                }
                assertThat(senders).isNotEmpty();
            }
            simulator.join(simulator.conference("standup"), UserId.parse("bob")); // sends nothing, and does not fail
            assertThat(simulator.awaitWebhooks(Duration.ZERO)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1/", "/webhooks", "http:///webhooks", "localhost:8080"})
    void webhook_urlOfAnotherKind_isRefused(String url) {
        assertThatThrownBy(() -> JaasSimulator.builder().webhook(URI.create(url), SECRET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "whsec_1 ", "whsec_1\n"})
    void webhook_unusableSecret_isRefusedAndNotShown(String secret) {
        assertThatThrownBy(() -> JaasSimulator.builder().webhook(URI.create("http://127.0.0.1:1/"), secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("whsec_1");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void faults_percentageOutOfRange_isRefused(int percent) {
        WebhookFaults faults = WebhookFaults.none();

        assertThatThrownBy(() -> faults.lose(percent)).hasMessageContaining("0 to 100");
        assertThatThrownBy(() -> faults.repeat(percent)).hasMessageContaining("0 to 100");
        assertThatThrownBy(() -> faults.reorder(percent)).hasMessageContaining("0 to 100");
    }

    private SimulatorBuilder builder(URI endpoint, Duration pause) {
        SimulatorBuilder builder = JaasSimulator.builder().webhook(endpoint, SECRET);
        builder.webhookPause = pause;
        return builder;
    }

    private JaasSimulator start(SimulatorBuilder builder) {
        return builder.onWebhook(attempts::add).start();
    }

    private static List<Object> keys(WebhookEndpoint endpoint) {
        return endpoint.deliveries.stream()
                .map(delivery -> delivery.json().get("idempotencyKey"))
                .toList();
    }

    private static List<Thread> senders() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(THREAD))
                .toList();
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
