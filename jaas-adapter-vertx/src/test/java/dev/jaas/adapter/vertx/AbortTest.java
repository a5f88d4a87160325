// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import static dev.jaas.adapter.vertx.Requests.OK;
import static dev.jaas.adapter.vertx.Requests.await;
import static dev.jaas.adapter.vertx.Requests.blockEventLoop;
import static dev.jaas.adapter.vertx.Requests.post;
import static dev.jaas.adapter.vertx.Requests.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.TransportSettings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When an exchange is aborted on Vert.x: before it is sent, as its response comes, after its end. */
@Timeout(60)
class AbortTest {

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
    void abort_whileWaitingForConnection_isNotSentThenOrLater() throws Exception {
        CountDownLatch respond = new CountDownLatch(1);
        try (Peer peer = Peer.serving(connection -> {
                    while (connection.readRequest()) {
                        await(respond);
                        connection.write(OK);
                    }
                });
                VertxHttpTransport transport = VertxHttpTransport.create(vertx, ONE_CONNECTION)) {
            RecordingListener first = start(transport, peer.uri("/first"));
            RecordingListener aborted = new RecordingListener();
            transport.start(post(peer.uri("/aborted")), aborted).abort();
            blockEventLoop(vertx).countDown(); // by now it has been aborted there
            respond.countDown();

            assertThat(first.statusOfCompleted()).isEqualTo(200);
            assertThat(start(transport, peer.uri("/last")).statusOfCompleted()).isEqualTo(200);
            assertThat(peer.requests()).hasSize(2).last().asString().startsWith("POST /last ");
            assertThat(aborted.wasAsked()).isFalse();
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void abort_withinBeforeSend_isNotSent() throws Exception {
        try (Peer peer = Peer.responding(OK);
                VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
            CompletableFuture<Exchange> exchange = new CompletableFuture<>();
            RecordingListener aborting = new RecordingListener() {
                @Override
                public boolean beforeSend() {
                    exchange.join().abort();
                    return super.beforeSend();
                }
            };

            exchange.complete(transport.start(post(peer.uri("/aborted")), aborting));
            assertThat(aborting.sender()).isNotNull();

            assertThat(start(transport, peer.uri("/next")).statusOfCompleted()).isEqualTo(200);
            assertThat(peer.requests()).singleElement().asString().startsWith("POST /next ");
            assertThat(aborting.hasEnded()).isFalse();
        }
    }

    /**
     * The event loop finds two responses at once. What follows the first aborts the exchange of the second, whose
     * connection by the time of its reset serves the next one.
     */
    @Test
    void start_afterOneThatWasAbortedAsItsResponseCame_completes() throws Exception {
        RespondingOnDemand first = new RespondingOnDemand();
        RespondingOnDemand second = new RespondingOnDemand();
        try (Peer firstPeer = Peer.serving(first);
                Peer secondPeer = Peer.serving(second);
                VertxHttpTransport firstTransport = VertxHttpTransport.create(vertx, ONE_CONNECTION);
                VertxHttpTransport secondTransport = VertxHttpTransport.create(vertx, ONE_CONNECTION)) {
            for (int round = 0; round < 20; round++) {
                CompletableFuture<Exchange> aborted = new CompletableFuture<>();
                firstTransport.start(post(firstPeer.uri("/")), new RecordingListener() {
                    @Override
                    public void complete() {
                        aborted.join().abort();
                    }
                });
                aborted.complete(secondTransport.start(post(secondPeer.uri("/")), new RecordingListener()));
                RecordingListener next = start(secondTransport, secondPeer.uri("/"));
                first.arrived.acquire();
                second.arrived.acquire();
                CountDownLatch unblock = blockEventLoop(vertx);
                first.respond();
                second.respond();
                unblock.countDown();

                second.arrived.acquire();
                second.respond();
                assertThat(next.statusOfCompleted()).isEqualTo(200);
            }
        }
    }

    @Test
    void abort_afterEnd_leavesConnectionToTheNext() throws Exception {
        try (Peer peer = Peer.responding(OK);
                VertxHttpTransport transport = VertxHttpTransport.create(vertx, ONE_CONNECTION)) {
            for (int round = 0; round < 20; round++) {
                RecordingListener listener = new RecordingListener();
                Exchange exchange = transport.start(post(peer.uri("/")), listener);
                assertThat(listener.statusOfCompleted()).isEqualTo(200);
                RecordingListener next = start(transport, peer.uri("/"));

                exchange.abort();

                assertThat(next.statusOfCompleted()).isEqualTo(200);
            }
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    /** It ends when the client aborts it, and until then the event loop serves the others. */
    @Test
    void abort_floodOfInterimResponses_closesConnection() throws Exception {
        CountDownLatch flooding = new CountDownLatch(1_000);
        CountDownLatch closed = new CountDownLatch(1);
        String flood = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n".repeat(60);
        try (Peer flooder = Peer.serving(connection -> {
                    connection.readRequest();
                    try {
                        while (true) {
                            connection.write(flood);
                            flooding.countDown();
                        }
                    } finally {
                        closed.countDown();
                    }
                });
                Peer peer = Peer.responding(OK);
                VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
            RecordingListener flooded = new RecordingListener();
            Exchange exchange = transport.start(post(flooder.uri("/")), flooded);
            await(flooding);

            assertThat(start(transport, peer.uri("/")).statusOfCompleted()).isEqualTo(200);
            assertThat(flooded.hasEnded()).isFalse();
            exchange.abort();

            await(closed);
        }
    }

    /** Responds to one request each time it is asked to. */
    private static final class RespondingOnDemand implements Peer.Script {

        final Semaphore arrived = new Semaphore(0);
        private final Semaphore demanded = new Semaphore(0);
        private final Semaphore responded = new Semaphore(0);

        @Override
        public void serve(Peer.Connection connection) throws IOException {
            while (connection.readRequest()) {
                arrived.release();
                demanded.acquireUninterruptibly();
                connection.write(OK);
                responded.release();
            }
        }

        void respond() throws InterruptedException {
            demanded.release();
            responded.acquire();
        }
    }
}
