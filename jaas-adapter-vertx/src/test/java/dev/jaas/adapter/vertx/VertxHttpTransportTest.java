// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import static dev.jaas.adapter.vertx.Requests.OK;
import static dev.jaas.adapter.vertx.Requests.await;
import static dev.jaas.adapter.vertx.Requests.post;
import static dev.jaas.adapter.vertx.Requests.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.TransportSettings;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is specific to Vert.x: its threads, its clients and who owns them. */
@Timeout(60)
class VertxHttpTransportTest {

    @RegisterExtension
    final QuietVertx quiet = new QuietVertx();

    // One event loop, so that a task that blocks it blocks all.
    private final Vertx vertx = Vertx.vertx(QuietVertx.options().setEventLoopPoolSize(1));

    @AfterEach
    void closeVertx() throws Exception {
        await(vertx.close());
    }

    @Test
    void start_onEventLoop_returnsAtOnceAndMustNotBeWaitedFor() throws Exception {
        try (Peer peer = Peer.responding(OK);
                VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
            assertThat(transport.mayBlockCurrentThread()).isTrue();
            RecordingListener listener = new RecordingListener();
            CompletableFuture<Boolean> mayBlock = new CompletableFuture<>();

            vertx.runOnContext(go -> {
                mayBlock.complete(transport.mayBlockCurrentThread());
                transport.start(post(peer.uri("/")), listener);
            });

            assertThat(await(mayBlock)).isFalse();
            assertThat(listener.statusOfCompleted()).isEqualTo(200);
        }
    }

    @Test
    void start_inWorkerVerticleThatWaits_completes() throws Exception {
        try (Peer peer = Peer.responding(OK)) {
            CompletableFuture<Integer> status = new CompletableFuture<>();

            await(vertx.deployVerticle(
                    new AbstractVerticle() {
                        @Override
                        public void start() throws Exception {
                            try (VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
                                assertThat(transport.mayBlockCurrentThread()).isTrue();
                                status.complete(
                                        Requests.start(transport, peer.uri("/")).statusOfCompleted());
                            }
                        }
                    },
                    new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)));

            assertThat(await(status)).isEqualTo(200);
        }
    }

    @Test
    void startAndAbort_whileEventLoopIsBlocked_returnAtOnceAndSendNothing() throws Exception {
        try (Peer peer = Peer.responding(OK);
                VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
            CountDownLatch unblock = Requests.blockEventLoop(vertx);
            RecordingListener listener = new RecordingListener();

            transport.start(post(peer.uri("/aborted")), listener).abort();

            unblock.countDown();
            assertThat(start(transport, peer.uri("/next")).statusOfCompleted()).isEqualTo(200);
            assertThat(listener.wasAsked()).isFalse();
            assertThat(peer.requests()).singleElement().asString().startsWith("POST /next ");
        }
    }

    @Test
    void listener_always_isCalledOnEventLoop() throws Exception {
        CompletableFuture<Boolean> mayBlock = new CompletableFuture<>();
        try (Peer peer = Peer.responding(OK);
                VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
            transport.start(post(peer.uri("/")), new RecordingListener() {
                @Override
                public void complete() {
                    mayBlock.complete(transport.mayBlockCurrentThread());
                }
            });

            assertThat(await(mayBlock)).isFalse();
        }
    }

    @Test
    void create_inVerticleThatIsGone_sendsNothing() throws Exception {
        CompletableFuture<VertxHttpTransport> made = new CompletableFuture<>();
        String id = await(vertx.deployVerticle(new AbstractVerticle() {
            @Override
            public void start() {
                made.complete(VertxHttpTransport.create(vertx));
            }
        }));
        await(vertx.undeploy(id));
        try (Peer peer = Peer.responding(OK);
                VertxHttpTransport transport = await(made)) {
            assertThat(start(transport, peer.uri("/")).failureBeforeSend()).startsWith("no connection to 127.0.0.1:");
        }
    }

    @Test
    void start_afterVertxIsClosed_failsBeforeSend() throws Exception {
        Vertx gone = Vertx.vertx();
        try (Peer peer = Peer.responding(OK);
                VertxHttpTransport transport = VertxHttpTransport.create(gone)) {
            await(gone.close());

            assertThat(start(transport, peer.uri("/")).failureBeforeSend()).contains("Vertx", "closed");
        }
    }

    @Test
    void create_settings_areTheTransports() {
        TransportSettings settings = TransportSettings.builder()
                .connectTimeout(Duration.ofSeconds(5))
                .maxConnections(7)
                .build();
        try (VertxHttpTransport transport = VertxHttpTransport.create(vertx, settings)) {
            assertThat(transport.maxConcurrentExchanges()).isEqualTo(7);
            assertThat(transport.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        }
    }

    @Test
    void close_owned_endsExchangesAndConnections() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        try (Peer peer = Peer.serving(connection -> {
            connection.readRequest();
            arrived.countDown();
            connection.awaitClose();
            closed.countDown();
        })) {
            VertxHttpTransport transport = VertxHttpTransport.create(vertx);
            RecordingListener inFlight = start(transport, peer.uri("/"));
            await(arrived);

            transport.close();
            transport.close();

            assertThat(inFlight.failureAfterSend()).contains("the transport was closed");
            assertThat(start(transport, peer.uri("/")).failureBeforeSend()).contains("the transport is closed");
            assertThat(peer.connections()).isEqualTo(1);
            await(closed);
        }
    }
}
