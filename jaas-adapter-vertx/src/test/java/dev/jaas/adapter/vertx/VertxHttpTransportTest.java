package dev.jaas.adapter.vertx;

import static dev.jaas.adapter.vertx.Requests.LONG;
import static dev.jaas.adapter.vertx.Requests.OK;
import static dev.jaas.adapter.vertx.Requests.SHORT;
import static dev.jaas.adapter.vertx.Requests.await;
import static dev.jaas.adapter.vertx.Requests.blockEventLoop;
import static dev.jaas.adapter.vertx.Requests.failureOf;
import static dev.jaas.adapter.vertx.Requests.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportResponse;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is peculiar to Vert.x: its threads, and whose its clients are. */
@Timeout(60)
class VertxHttpTransportTest {

    @RegisterExtension
    final QuietVertx quiet = new QuietVertx();

    // One event loop, so that whoever blocks it blocks all.
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    @AfterEach
    void closeVertx() throws Exception {
        await(vertx.close());
    }

    @Test
    void send_onTheEventLoop_returnsAtOnceAndMustNotBeWaitedFor() throws Exception {
        try (Peer peer = Peer.answering(OK);
                VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
            assertThat(transport.mayBlockCurrentThread()).isTrue();
            CompletableFuture<TransportResponse> response = new CompletableFuture<>();
            CompletableFuture<Boolean> mayBlock = new CompletableFuture<>();

            vertx.runOnContext(go -> {
                mayBlock.complete(transport.mayBlockCurrentThread());
                CompletableFuture<?> unused =
                        transport.send(post(peer.uri("/"), LONG)).thenAccept(response::complete);
            });

            assertThat(await(mayBlock)).isFalse();
            assertThat(await(response).status()).isEqualTo(200);
        }
    }

    @Test
    void send_inAWorkerVerticleThatWaits_isAnswered() throws Exception {
        try (Peer peer = Peer.answering(OK)) {
            CompletableFuture<Integer> status = new CompletableFuture<>();

            await(vertx.deployVerticle(
                    new AbstractVerticle() {
                        @Override
                        public void start() throws Exception {
                            try (VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
                                assertThat(transport.mayBlockCurrentThread()).isTrue();
                                status.complete(await(transport.send(post(peer.uri("/"), LONG)))
                                        .status());
                            }
                        }
                    },
                    new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)));

            assertThat(await(status)).isEqualTo(200);
        }
    }

    @Test
    void send_whileTheEventLoopIsBlocked_endsInTimeOnAThreadThatMustNotWait() throws Exception {
        try (Peer peer = Peer.answering(OK);
                VertxHttpTransport transport = VertxHttpTransport.create(vertx)) {
            CountDownLatch unblock = blockEventLoop(vertx);

            CompletableFuture<TransportResponse> exchange = transport.send(post(peer.uri("/"), SHORT));
            CompletableFuture<Boolean> mayBlock = exchange.handle((response, e) -> transport.mayBlockCurrentThread());

            assertThat(failureOf(exchange).mayHaveBeenSent()).isFalse();
            assertThat(await(mayBlock)).isFalse();
            unblock.countDown();
        }
    }

    @Test
    void create_inAVerticleThatIsGone_sendsNothing() throws Exception {
        CompletableFuture<VertxHttpTransport> made = new CompletableFuture<>();
        String id = await(vertx.deployVerticle(new AbstractVerticle() {
            @Override
            public void start() {
                made.complete(VertxHttpTransport.create(vertx));
            }
        }));
        await(vertx.undeploy(id));
        try (Peer peer = Peer.answering(OK);
                VertxHttpTransport transport = await(made)) {
            assertThat(failureOf(transport.send(post(peer.uri("/"), LONG))).mayHaveBeenSent())
                    .isFalse();
        }
    }

    @Test
    void send_afterVertxIsClosed_failsAsNotSent() throws Exception {
        Vertx gone = Vertx.vertx();
        try (Peer peer = Peer.answering(OK);
                VertxHttpTransport transport = VertxHttpTransport.create(gone)) {
            await(gone.close());

            assertThat(failureOf(transport.send(post(peer.uri("/"), LONG))).mayHaveBeenSent())
                    .isFalse();
        }
    }

    @Test
    void close_owned_endsExchangesConnectionsAndThread() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        try (Peer peer = Peer.serving(connection -> {
            connection.readRequest();
            arrived.countDown();
            connection.awaitClose();
            closed.countDown();
        })) {
            VertxHttpTransport transport = VertxHttpTransport.create(vertx);
            CompletableFuture<TransportResponse> underWay = transport.send(post(peer.uri("/"), LONG));
            await(arrived);
            Thread timer = threadNamed("jaas-vertx-deadlines");

            transport.close();
            transport.close();

            assertThat(failureOf(underWay).mayHaveBeenSent()).isTrue();
            TransportException later = failureOf(transport.send(post(peer.uri("/"), LONG)));
            assertThat(later.mayHaveBeenSent()).isFalse();
            timer.join(10_000);
            assertThat(timer.isAlive()).isFalse();
            assertThat(peer.connections()).isEqualTo(1);
            await(closed);
        }
    }

    @Test
    void close_wrapped_endsExchangesAndLeavesTheClient() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        HttpClient client = vertx.createHttpClient();
        try (Peer silent = Peer.serving(connection -> {
                    connection.readRequest();
                    arrived.countDown();
                    connection.awaitClose();
                    closed.countDown();
                });
                Peer peer = Peer.answering(OK)) {
            VertxHttpTransport transport = VertxHttpTransport.wrap(vertx, client, 5);
            assertThat(transport.maxConcurrentExchanges()).isEqualTo(5);
            CompletableFuture<TransportResponse> underWay = transport.send(post(silent.uri("/"), LONG));
            await(arrived);

            transport.close();

            assertThat(failureOf(underWay).mayHaveBeenSent()).isTrue();
            await(closed);
            assertThat(failureOf(transport.send(post(peer.uri("/"), LONG))).mayHaveBeenSent())
                    .isFalse();
            assertThat(await(statusOfTheClientsOwn(client, peer))).isEqualTo(200);
        }
    }

    @Test
    void wrap_clientThatPrefersHttp2_speaksHttp11() throws Exception {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2));
        HttpServer server = await(vertx.createHttpServer()
                .requestHandler(
                        request -> request.response().end(request.version().name()))
                .listen(0, "127.0.0.1"));
        try (VertxHttpTransport transport = VertxHttpTransport.wrap(vertx, client, 5)) {
            URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/");

            assertThat(await(transport.send(post(uri, LONG))).body()).asString().isEqualTo("HTTP_1_1");
        }
    }

    @Test
    void wrap_noExchanges_isRefused() {
        HttpClient client = vertx.createHttpClient();

        assertThatThrownBy(() -> VertxHttpTransport.wrap(vertx, client, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Future<Integer> statusOfTheClientsOwn(HttpClient client, Peer peer) {
        return client.request(HttpMethod.GET, peer.port(), "127.0.0.1", "/")
                .compose(request -> request.send().map(response -> response.statusCode()));
    }

    private static Thread threadNamed(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
