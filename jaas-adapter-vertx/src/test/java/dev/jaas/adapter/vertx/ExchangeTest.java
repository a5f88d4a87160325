// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import static dev.jaas.adapter.vertx.Requests.OK;
import static dev.jaas.adapter.vertx.Requests.SHORT;
import static dev.jaas.adapter.vertx.Requests.await;
import static dev.jaas.adapter.vertx.Requests.post;
import static dev.jaas.adapter.vertx.Requests.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.TransportSettings;
import io.vertx.core.Vertx;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What can happen to an exchange on Vert.x beyond what the contract tests. */
@Timeout(60)
class ExchangeTest {

    private static final TransportSettings ONE_CONNECTION =
            TransportSettings.builder().maxConnections(1).build();

    @RegisterExtension
    final QuietVertx quiet = new QuietVertx();

    // One event loop, so that a task that blocks it blocks all.
    private final Vertx vertx = Vertx.vertx(QuietVertx.options().setEventLoopPoolSize(1));

    @AfterEach
    void closeVertx() throws Exception {
        await(vertx.close());
    }

    @Test
    void start_afterTheEnd_leavesNothingBehind() throws Exception {
        try (Peer peer = Peer.responding(OK);
                VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
            WeakReference<?> trace = new WeakReference<>(completed(transport, peer));
            completed(transport, peer); // Vert.x keeps something of the last exchange only

            long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
            while (trace.get() != null && System.nanoTime() < deadline) {
                System.gc();
            }
            assertThat(trace.get()).isNull();
        }
    }

    @Test
    void start_moreThanMayWaitForConnection_failsBeforeSend() throws Exception {
        try (Peer peer = Peer.serving(Peer.Connection::awaitClose);
                VertxHttpTransport transport = VertxHttpTransport.create(vertx, ONE_CONNECTION)) {
            List<RecordingListener> listeners = new ArrayList<>();
            for (int i = 0; i < 10_010; i++) {
                listeners.add(start(transport, peer.uri("/")));
            }

            assertThat(listeners.get(10_009).failureBeforeSend()).contains("too many requests wait");
            assertThat(listeners.stream().filter(RecordingListener::hasEnded)).hasSizeLessThan(20);
        }
    }

    @Test
    void start_switchedProtocols_failsAndClosesConnection() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (Peer peer = Peer.serving(connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n");
                    connection.awaitClose();
                    closed.countDown();
                });
                VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
            assertThat(start(transport, peer.uri("/")).failureAfterSend()).contains("status 101");
            await(closed);
            assertThat(start(transport, peer.uri("/")).failureAfterSend()).contains("status 101");
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    @Test
    void body_refused_closesConnection() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (Peer peer = Peer.serving(connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{");
                    connection.awaitClose();
                    closed.countDown();
                });
                VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
            transport.start(post(peer.uri("/")), new RecordingListener() {
                @Override
                public boolean body(ByteBuffer part) {
                    return false;
                }
            });

            await(closed);
        }
    }

    @Test
    void head_long_isReported() throws Exception {
        try (Peer peer = Peer.responding(
                        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nPolicy: " + "x".repeat(60_000) + "\r\n\r\n");
                VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
            CompletableFuture<List<String>> policy = new CompletableFuture<>();
            RecordingListener listener = new RecordingListener() {
                @Override
                public boolean head(int status, Function<String, List<String>> headers) {
                    policy.complete(headers.apply("policy"));
                    return super.head(status, headers);
                }
            };
            transport.start(post(peer.uri("/")), listener);

            assertThat(listener.statusOfCompleted()).isEqualTo(200);
            assertThat(await(policy)).singleElement().asString().hasSize(60_000);
        }
    }

    @Test
    void start_handshakeStalls_failsBeforeSendAndClosesConnection() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (Peer peer = Peer.serving(connection -> {
                    connection.awaitClose();
                    closed.countDown();
                });
                VertxHttpTransport transport = VertxHttpTransport.create(
                        vertx, TransportSettings.builder().connectTimeout(SHORT).build())) {
            assertThat(start(transport, peer.https("/")).failureBeforeSend()).contains("TLS failed");
            await(closed);
        }
    }

    @Test
    void start_proxyStalls_failsBeforeSendAfterConnectTimeout() throws Exception {
        try (Peer proxy = Peer.serving(Peer.Connection::awaitClose);
                VertxHttpTransport transport = VertxHttpTransport.create(
                        vertx,
                        TransportSettings.builder()
                                .connectTimeout(SHORT)
                                .proxy("127.0.0.1", proxy.port())
                                .build())) {
            assertThat(start(transport, proxy.https("/")).failureBeforeSend()).contains("connecting failed");
        }
    }

    @Test
    void start_addressIsIpv6_namesItInBrackets() throws Exception {
        try (VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
            assertThat(start(transport, URI.create("http://[::1]:1/")).failureBeforeSend())
                    .contains("[::1]:1", "ConnectException");
        }
    }

    private static Exchange completed(VertxHttpTransport transport, Peer peer) throws Exception {
        RecordingListener listener = new RecordingListener();
        Exchange exchange = transport.start(post(peer.uri("/")), listener);
        assertThat(listener.statusOfCompleted()).isEqualTo(200);
        return exchange;
    }
}
