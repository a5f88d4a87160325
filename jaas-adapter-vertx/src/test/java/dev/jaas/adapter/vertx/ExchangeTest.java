package dev.jaas.adapter.vertx;

import static dev.jaas.adapter.vertx.Requests.LONG;
import static dev.jaas.adapter.vertx.Requests.OK;
import static dev.jaas.adapter.vertx.Requests.SECRET;
import static dev.jaas.adapter.vertx.Requests.SHORT;
import static dev.jaas.adapter.vertx.Requests.await;
import static dev.jaas.adapter.vertx.Requests.failureOf;
import static dev.jaas.adapter.vertx.Requests.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportRequest;
import dev.jaas.port.driven.TransportResponse;
import dev.jaas.port.driven.TransportSettings;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ExchangeTest {

    @RegisterExtension
    final QuietVertx quiet = new QuietVertx();

    private final Vertx vertx = Vertx.vertx();
    private final VertxHttpTransport transport =
            VertxHttpTransport.create(vertx, TransportSettings.defaults().withConnectTimeout(SHORT));

    @AfterEach
    void close() throws Exception {
        transport.close();
        await(vertx.close());
    }

    @Test
    void request_withBody_arrivesAsItWasGiven() throws Exception {
        try (Peer peer = Peer.answering(OK)) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Accept", "*/*");
            headers.put("Authorization", SECRET);
            headers.put("User-Agent", "test");

            TransportResponse response = await(transport.send(new TransportRequest(
                    "POST", peer.uri("/a%2Fb/%7C/../c//d?q=%20"), headers, "{\"a\":1}".getBytes(UTF_8), LONG)));

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).asString().isEqualTo("{}");
            assertThat(response.complete()).isTrue();
            assertThat(response.header("content-LENGTH")).contains("2");
            assertThat(peer.requests())
                    .containsExactly("POST /a%2Fb/%7C/../c//d?q=%20 HTTP/1.1\r\nAccept: */*\r\nAuthorization: " + SECRET
                            + "\r\nUser-Agent: test\r\ncontent-length: 7\r\nhost: "
                            + peer.uri("").getRawAuthority() + "\r\n\r\n{\"a\":1}");
        }
    }

    @Test
    void request_postWithoutBody_saysSo() throws Exception {
        try (Peer peer = Peer.answering(OK)) {
            await(transport.send(post(peer.uri(""), LONG)));

            assertThat(peer.requests().element())
                    .startsWith("POST / HTTP/1.1\r\n")
                    .contains("\r\ncontent-length: 0\r\n");
        }
    }

    @Test
    void request_getWithoutBody_saysNothingOfIt() throws Exception {
        try (Peer peer = Peer.answering(OK)) {
            await(transport.send(new TransportRequest("GET", peer.uri("/?x=1"), Map.of(), new byte[0], LONG)));

            assertThat(peer.requests())
                    .containsExactly(
                            "GET /?x=1 HTTP/1.1\r\nhost: " + peer.uri("").getRawAuthority() + "\r\n\r\n");
        }
    }

    @Test
    void response_redirect_isNotFollowed() throws Exception {
        try (Peer target = Peer.answering(OK);
                Peer peer = Peer.answering(
                        "HTTP/1.1 303 See Other\r\nLocation: " + target.uri("/") + "\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(await(transport.send(post(peer.uri("/"), LONG))).status())
                    .isEqualTo(303);
            assertThat(target.requests()).isEmpty();
        }
    }

    @Test
    void response_compressed_isHandedOnAsItIs() throws Exception {
        try (Peer peer =
                Peer.answering("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\u001f\u008b")) {
            TransportResponse response = await(transport.send(post(peer.uri("/"), LONG)));

            assertThat(response.body()).containsExactly(0x1f, 0x8b);
            assertThat(peer.requests().element()).doesNotContainIgnoringCase("accept-encoding");
        }
    }

    @Test
    void response_largestBody_isComplete() throws Exception {
        int size = HttpTransport.MAX_BODY_BYTES;
        try (Peer peer = Peer.answering("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n" + "x".repeat(size))) {
            TransportResponse response = await(transport.send(post(peer.uri("/"), LONG)));

            assertThat(response.body()).hasSize(size);
            assertThat(response.complete()).isTrue();
        }
    }

    @Test
    void response_endlessBody_isCutAndItsConnectionClosed() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (Peer peer = Peer.serving(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 503 Busy\r\n\r\n");
            try {
                while (true) {
                    connection.write(new byte[8192]);
                }
            } finally {
                closed.countDown();
            }
        })) {
            TransportResponse response = await(transport.send(post(peer.uri("/"), LONG)));

            assertThat(response.status()).isEqualTo(503);
            assertThat(response.body()).hasSize(HttpTransport.MAX_BODY_BYTES);
            assertThat(response.complete()).isFalse();
            await(closed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10\r\n\r\nabc",
                "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nnonsense\r\n"
            })
    void response_brokenBody_keepsItsStatus(String rest) throws Exception {
        try (Peer peer = Peer.serving(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n" + rest);
        })) {
            TransportResponse response = await(transport.send(post(peer.uri("/"), LONG)));

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).asString().isEqualTo("abc");
            assertThat(response.complete()).isFalse();
        }
    }

    @Test
    void response_stalledBody_isCutAfterItsPatienceAndItsConnectionClosed() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (Peer peer = Peer.serving(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            connection.awaitClose();
            closed.countDown();
        })) {
            TransportResponse response = await(transport.send(post(peer.uri("/"), LONG)));

            assertThat(response.body()).asString().isEqualTo("abc");
            assertThat(response.complete()).isFalse();
            await(closed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 2", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 200 OK\r\nX: y\r\n"})
    void answer_notInTime_isUnknownAndItsConnectionClosed(String begun) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (Peer peer = Peer.serving(connection -> {
            connection.readRequest();
            connection.write(begun);
            connection.awaitClose();
            closed.countDown();
        })) {
            TransportException failure = failureOf(transport.send(post(peer.uri("/"), SHORT)));

            assertThat(failure.mayHaveBeenSent()).isTrue();
            await(closed);
        }
    }

    @Test
    void answer_floodOfContinues_endsInTime() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (Peer peer = Peer.serving(connection -> {
            connection.readRequest();
            try {
                while (true) {
                    connection.write("HTTP/1.1 100 Continue\r\n\r\n".repeat(100));
                }
            } finally {
                closed.countDown();
            }
        })) {
            TransportException failure = failureOf(transport.send(post(peer.uri("/"), SHORT)));

            assertThat(failure.mayHaveBeenSent()).isTrue();
            await(closed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 2", "nonsense\r\n\r\n", "HTTP/2.0 200 OK\r\n\r\n"})
    void answer_closedOrNonsense_isUnknown(String answer) throws Exception {
        try (Peer peer = Peer.serving(connection -> {
            connection.readRequest();
            connection.write(answer);
        })) {
            assertThat(failureOf(transport.send(post(peer.uri("/"), LONG))).mayHaveBeenSent())
                    .isTrue();
        }
    }

    @Test
    void answer_reset_isUnknown() throws Exception {
        try (Peer peer = Peer.serving(connection -> {
            connection.readRequest();
            connection.reset();
        })) {
            assertThat(failureOf(transport.send(post(peer.uri("/"), LONG))).mayHaveBeenSent())
                    .isTrue();
        }
    }

    @Test
    void connecting_refused_isNotSent() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        TransportException failure =
                failureOf(transport.send(post(URI.create("http://127.0.0.1:" + port + "/"), LONG)));

        assertThat(failure.mayHaveBeenSent()).isFalse();
        assertThat(failure).message().contains("connecting failed").contains("127.0.0.1:" + port);
    }

    @Test
    void connecting_nameUnknown_isNotSent() throws Exception {
        TransportException failure = failureOf(transport.send(post(URI.create("https://nowhere.invalid/"), LONG)));

        assertThat(failure.mayHaveBeenSent()).isFalse();
        assertThat(failure).message().contains("the name was not found").contains("nowhere.invalid:443");
    }

    @Test
    void connecting_unacknowledged_isNotSentAfterTheConnectTimeout() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            TransportException failure =
                    failureOf(transport.send(post(URI.create("http://127.0.0.1:" + full.getLocalPort()), LONG)));

            assertThat(failure.mayHaveBeenSent()).isFalse();
            assertThat(failure).message().contains("connecting failed");
        }
    }

    @Test
    void handshake_stalled_isNotSentAndItsConnectionClosed() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (Peer peer = Peer.serving(connection -> {
            connection.awaitClose();
            closed.countDown();
        })) {
            TransportException failure = failureOf(transport.send(post(peer.https("/"), Duration.ofSeconds(15))));

            assertThat(failure.mayHaveBeenSent()).isFalse();
            assertThat(failure).message().contains("TLS failed");
            await(closed);
        }
    }

    @Test
    void handshake_nonsenseOrClosed_isNotSent() throws Exception {
        try (Peer nonsense = Peer.answering("HTTP/1.1 400 Plain\r\n\r\n");
                Peer closing = Peer.serving(connection -> {})) {
            assertThat(failureOf(transport.send(post(nonsense.https("/"), LONG)))
                            .mayHaveBeenSent())
                    .isFalse();
            assertThat(failureOf(transport.send(post(closing.https("/"), LONG))).mayHaveBeenSent())
                    .isFalse();
        }
    }

    @Test
    void cancel_inFlight_closesTheConnection() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (Peer peer = Peer.serving(connection -> {
            connection.readRequest();
            arrived.countDown();
            connection.awaitClose();
            closed.countDown();
        })) {
            CompletableFuture<TransportResponse> exchange = transport.send(post(peer.uri("/"), LONG));
            await(arrived);

            exchange.cancel(true);

            await(closed);
        }
    }

    @Test
    void connection_afterACompleteAnswer_isUsedAgain() throws Exception {
        try (Peer peer = Peer.answering(OK)) {
            for (int i = 0; i < 5; i++) {
                await(transport.send(post(peer.uri("/"), LONG)));
            }
            assertThat(peer.connections()).isEqualTo(1);
        }
    }
}
