package dev.jaas.adapter.vertx;

import static dev.jaas.adapter.vertx.Requests.LONG;
import static dev.jaas.adapter.vertx.Requests.OK;
import static dev.jaas.adapter.vertx.Requests.SHORT;
import static dev.jaas.adapter.vertx.Requests.await;
import static dev.jaas.adapter.vertx.Requests.blockEventLoop;
import static dev.jaas.adapter.vertx.Requests.failureOf;
import static dev.jaas.adapter.vertx.Requests.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportResponse;
import dev.jaas.port.driven.TransportSettings;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What can befall an exchange on Vert.x beyond what the contract tests. */
@Timeout(60)
class ExchangeTest {

    @RegisterExtension
    final QuietVertx quiet = new QuietVertx();

    // One event loop, so that whoever blocks it blocks all.
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    @AfterEach
    void closeVertx() throws Exception {
        await(vertx.close());
    }

    @Test
    void send_noConnectionFreeInTime_isNotSentThenOrLater() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        try (Peer peer = Peer.serving(connection -> {
                    while (connection.readRequest()) {
                        await(answer);
                        connection.write(OK);
                    }
                });
                VertxHttpTransport transport = VertxHttpTransport.create(
                        vertx, TransportSettings.defaults().withMaxConnections(1))) {
            CompletableFuture<TransportResponse> first = transport.send(post(peer.uri("/first"), LONG));

            CompletableFuture<TransportResponse> late = transport.send(post(peer.uri("/late"), SHORT));
            assertThat(failureOf(late).mayHaveBeenSent()).isFalse();
            CompletableFuture<TransportResponse> cancelled = transport.send(post(peer.uri("/cancelled"), LONG));
            cancelled.cancel(false);
            answer.countDown();

            assertThat(await(first).status()).isEqualTo(200);
            assertThat(await(transport.send(post(peer.uri("/last"), LONG))).status())
                    .isEqualTo(200);
            assertThat(peer.requests()).hasSize(2).last().asString().startsWith("POST /last ");
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    /**
     * The event loop finds two answers at once. What follows the first cancels the exchange of the second, whose
     * connection by the time of its reset serves the next one.
     */
    @Test
    void send_afterOneThatWasCancelledAsItsAnswerCame_isAnswered() throws Exception {
        Turnstile first = new Turnstile();
        Turnstile second = new Turnstile();
        TransportSettings oneConnection = TransportSettings.defaults().withMaxConnections(1);
        try (Peer firstPeer = Peer.serving(first);
                Peer secondPeer = Peer.serving(second);
                VertxHttpTransport firstTransport = VertxHttpTransport.create(vertx, oneConnection);
                VertxHttpTransport secondTransport = VertxHttpTransport.create(vertx, oneConnection)) {
            for (int round = 0; round < 20; round++) {
                CompletableFuture<TransportResponse> trigger = firstTransport.send(post(firstPeer.uri("/"), LONG));
                CompletableFuture<TransportResponse> cancelled = secondTransport.send(post(secondPeer.uri("/"), LONG));
                CompletableFuture<TransportResponse> next = secondTransport.send(post(secondPeer.uri("/"), LONG));
                CompletableFuture<?> unused = trigger.thenRun(() -> cancelled.cancel(false));
                first.arrived.acquire();
                second.arrived.acquire();
                CountDownLatch unblock = blockEventLoop(vertx);
                first.answer();
                second.answer();
                unblock.countDown();

                second.arrived.acquire();
                second.answer();
                assertThat(await(next).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void send_whenItIsOver_leavesNothing() throws Exception {
        try (Peer peer = Peer.answering(OK);
                VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
            CompletableFuture<TransportResponse> exchange = transport.send(post(peer.uri("/"), LONG));
            await(exchange);
            WeakReference<?> trace = new WeakReference<>(exchange);
            exchange = transport.send(post(peer.uri("/"), LONG)); // what Vert.x keeps of the last one is of this one
            await(exchange);

            long patience = System.nanoTime() + Duration.ofSeconds(15).toNanos();
            while (trace.get() != null && System.nanoTime() < patience) {
                System.gc();
            }
            assertThat(trace.get()).isNull();
        }
    }

    @Test
    void send_moreThanMayWaitForAConnection_isNotSent() throws Exception {
        try (Peer peer = Peer.serving(Peer.Connection::awaitClose);
                VertxHttpTransport transport = VertxHttpTransport.create(
                        vertx, TransportSettings.defaults().withMaxConnections(1))) {
            List<CompletableFuture<TransportResponse>> exchanges = new ArrayList<>();
            for (int i = 0; i < 10_010; i++) {
                exchanges.add(transport.send(post(peer.uri("/"), LONG)));
            }

            assertThat(failureOf(exchanges.get(10_009)).mayHaveBeenSent()).isFalse();
            assertThat(exchanges.stream().filter(CompletableFuture::isDone)).hasSizeLessThan(20);
        }
    }

    @Test
    void send_switchedProtocols_isAResponseAndItsConnectionIsNotUsedAgain() throws Exception {
        try (Peer peer = Peer.serving(connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n");
                    connection.awaitClose();
                });
                VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
            assertThat(await(transport.send(post(peer.uri("/"), LONG))).status())
                    .isEqualTo(101);
            assertThat(await(transport.send(post(peer.uri("/"), LONG))).status())
                    .isEqualTo(101);
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    @Test
    void send_floodOfInterimResponses_isUnknownBeforeTheTimeIsUp() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (Peer peer = Peer.serving(connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n".repeat(60));
                    connection.awaitClose();
                    closed.countDown();
                });
                VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
            assertThat(failureOf(transport.send(post(peer.uri("/"), LONG))).mayHaveBeenSent())
                    .isTrue();
            await(closed);
        }
    }

    @Test
    void send_longHead_isAResponse() throws Exception {
        try (Peer peer = Peer.answering(
                        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nPolicy: " + "x".repeat(60_000) + "\r\n\r\n");
                VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
            assertThat(await(transport.send(post(peer.uri("/"), LONG))).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void send_handshakeStalls_isNotSentAndItsConnectionClosed() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (Peer peer = Peer.serving(connection -> {
                    connection.awaitClose();
                    closed.countDown();
                });
                VertxHttpTransport transport = VertxHttpTransport.create(
                        vertx, TransportSettings.defaults().withConnectTimeout(SHORT))) {
            TransportException failure = failureOf(transport.send(post(peer.https("/"), Duration.ofSeconds(6))));

            assertThat(failure.mayHaveBeenSent()).isFalse();
            assertThat(failure).message().contains("TLS failed");
            await(closed);
        }
    }

    @Test
    void send_proxyStalls_isNotSentAfterTheConnectTimeout() throws Exception {
        try (Peer proxy = Peer.serving(Peer.Connection::awaitClose);
                VertxHttpTransport transport = VertxHttpTransport.create(
                        vertx,
                        TransportSettings.defaults()
                                .withConnectTimeout(SHORT)
                                .withProxy(new TransportSettings.Proxy("127.0.0.1", proxy.port(), null)))) {
            TransportException failure = failureOf(transport.send(post(proxy.https("/"), Duration.ofSeconds(6))));

            assertThat(failure.mayHaveBeenSent()).isFalse();
            assertThat(failure).message().contains("connecting failed");
        }
    }

    @Test
    void send_toAnAddressOfIpv6_namesItInBrackets() throws Exception {
        try (VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
            CompletableFuture<TransportResponse> exchange = transport.send(post(URI.create("http://[::1]:1/"), LONG));

            assertThat(failureOf(exchange).mayHaveBeenSent()).isFalse();
            assertThat(failureOf(exchange)).message().contains("[::1]:1").contains("ConnectException");
        }
    }

    /** Answers one request each time it is told. */
    private static final class Turnstile implements Peer.Script {

        final Semaphore arrived = new Semaphore(0);
        private final Semaphore told = new Semaphore(0);
        private final Semaphore answered = new Semaphore(0);

        @Override
        public void serve(Peer.Connection connection) throws IOException {
            while (connection.readRequest()) {
                arrived.release();
                told.acquireUninterruptibly();
                connection.write(OK);
                answered.release();
            }
        }

        void answer() throws InterruptedException {
            told.release();
            answered.acquire();
        }
    }
}
