package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportRequest;
import dev.jaas.port.driven.TransportResponse;
import dev.jaas.port.driven.TransportSettings;
import dev.jaas.port.driven.TransportSettings.Proxy;
import dev.jaas.testkit.Script;
import dev.jaas.testkit.ScriptedServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link HttpTransport} does not ask of every adapter, or what only the JDK's client could get wrong. */
class JdkHttpTransportTest {

    private static final Duration AMPLE = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Script READ = Script.accept().readRequest();
    /** Waits for more than a greeting of TLS has. */
    private static final Script STALL = Script.accept().readBytes(1 << 20);

    private static final Script SERVE = READ.respond(200, "").forever();
    private static final boolean CLIENTS_CAN_BE_ENDED = Runtime.version().feature() >= 21;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void closeWhatWasOpened() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Test
    void send_twice_usesOneConnection() {
        ScriptedServer server = server(SERVE);
        JdkHttpTransport transport = open(JdkHttpTransport.create());

        answer(transport, post(server.uri("/"), AMPLE));
        answer(transport, post(server.uri("/"), AMPLE));

        assertThat(server.connections()).isEqualTo(1);
    }

    /** Of a GET the JDK's client thinks that it may be sent again. */
    @Test
    void send_getOnConnectionThatCloses_isSentOnce() {
        ScriptedServer server = closeLater(ScriptedServer.start(
                number -> number == 1 ? READ.respond(200, "").readRequest().fin() : SERVE));
        JdkHttpTransport transport = open(JdkHttpTransport.create());
        answer(transport, request("GET", server.uri("/first"), AMPLE));

        TransportException failure = failure(transport, request("GET", server.uri("/second"), AMPLE));

        assertThat(failure.mayHaveBeenSent()).isTrue();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void send_tlsHandshakeStalls_failsAsNotSentAfterTwiceTheConnectTimeout() {
        ScriptedServer server = server(STALL);
        JdkHttpTransport transport =
                open(JdkHttpTransport.create(TransportSettings.defaults().withConnectTimeout(SHORT)));
        long start = System.nanoTime();

        TransportException failure = failure(transport, post(server.tlsUri("localhost", "/"), AMPLE));

        assertThat(failure.mayHaveBeenSent()).isFalse();
        assertThat(failure).hasMessage("no connection to localhost:%d in time", server.port());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT.multipliedBy(2), AMPLE.dividedBy(2));
        assertThat(server.awaitNoOpenConnection(AMPLE)).isTrue();
    }

    @Test
    void send_tlsHandshakeStallsUntilTimeout_failsAsNotSent() {
        ScriptedServer server = server(STALL);

        TransportException failure =
                failure(open(JdkHttpTransport.create()), post(server.tlsUri("localhost", "/"), SHORT));

        assertThat(failure.mayHaveBeenSent()).isFalse();
        assertThat(failure).hasMessage("no connection to localhost:%d in time", server.port());
    }

    @Test
    void send_cancelledWhileWaiting_leavesTheConnectionAlone() {
        CountDownLatch cancelled = new CountDownLatch(1);
        ScriptedServer server = server(Script.accept()
                .answer(request -> {
                    await(cancelled);
                    return Script.response(200, "");
                })
                .forever());
        JdkHttpTransport transport =
                open(JdkHttpTransport.create(TransportSettings.defaults().withMaxConnections(1)));
        CompletableFuture<TransportResponse> first = transport.send(post(server.uri("/"), AMPLE));

        transport.send(post(server.uri("/"), AMPLE)).cancel(true);
        cancelled.countDown();

        assertThat(first).succeedsWithin(AMPLE);
        answer(transport, post(server.uri("/"), AMPLE));
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void send_noConnectionFree_saysSo() {
        ScriptedServer server = server(READ.hold());
        JdkHttpTransport transport =
                open(JdkHttpTransport.create(TransportSettings.defaults().withMaxConnections(1)));
        var unused = transport.send(post(server.uri("/"), AMPLE));

        assertThat(failure(transport, post(server.uri("/"), SHORT))).hasMessage("no free connection in time");
    }

    @Test
    void send_proxyStalls_failsAsNotSent() {
        ScriptedServer proxy = server(READ.hold());

        assertThat(failure(through(proxy), post(URI.create("https://conference.invalid/"), AMPLE))
                        .mayHaveBeenSent())
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("refusalsOfProxy")
    void send_proxyRefuses_failsAsNotSent(int status) {
        ScriptedServer proxy = server(READ.respond(status, "no").forever());

        assertThat(failure(through(proxy), post(URI.create("https://conference.invalid/"), AMPLE))
                        .mayHaveBeenSent())
                .isFalse();
    }

    static Stream<Integer> refusalsOfProxy() {
        return Stream.of(403, 407, 502);
    }

    @Test
    void send_proxyUnreadable_failsAsNotSentAndConnectionIsClosedWhereJdkCan() {
        ScriptedServer proxy = server(READ.send("Good day to you\r\n\r\n").hold());
        JdkHttpTransport transport = through(proxy);

        assertThat(failure(transport, post(URI.create("https://conference.invalid/"), AMPLE))
                        .mayHaveBeenSent())
                .isFalse();

        assertThat(transport.abandonedConnections()).isEqualTo(1);
        assertThat(proxy.awaitNoOpenConnection(CLIENTS_CAN_BE_ENDED ? AMPLE : SHORT))
                .isEqualTo(CLIENTS_CAN_BE_ENDED);
    }

    @Test
    void send_proxyOfJdkButNotOfSettings_goesDirectly() {
        ScriptedServer server = server(SERVE);
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)));
        try {
            assertThat(answer(open(JdkHttpTransport.create()), post(server.uri("/"), AMPLE))
                            .status())
                    .isEqualTo(200);
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void send_nameUnknown_saysSoWithoutMessageOfJdk() {
        JdkHttpTransport transport = open(JdkHttpTransport.create());

        assertThat(failure(transport, post(URI.create("https://jaas.invalid/"), AMPLE)))
                .hasMessageStartingWith("the name in jaas.invalid:443 was not found (ConnectException");
    }

    @Test
    void send_lengthAndChunks_statusDecidesAndConnectionIsNotUsedAgain() {
        ScriptedServer server = server(READ.send(
                        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
                .forever());

        TransportResponse response = answer(open(JdkHttpTransport.create()), post(server.uri("/"), AMPLE));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.complete()).isFalse();
        assertThat(server.awaitNoOpenConnection(AMPLE)).isTrue();
    }

    @Test
    void send_lengthsContradict_connectionIsNotUsedAgain() {
        ScriptedServer server = server(READ.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")
                .forever());

        assertThat(failure(open(JdkHttpTransport.create()), post(server.uri("/"), AMPLE)))
                .hasMessageContaining("not valid HTTP");

        assertThat(server.awaitNoOpenConnection(AMPLE)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("unreadableAnswers")
    void send_answerUnreadable_connectionIsClosedWhereJdkCan(Script unreadable) {
        ScriptedServer server = closeLater(ScriptedServer.start(number -> number == 1 ? unreadable : SERVE));
        JdkHttpTransport transport = open(JdkHttpTransport.create());

        assertThat(failure(transport, post(server.uri("/"), AMPLE)).mayHaveBeenSent())
                .isTrue();

        assertThat(transport.abandonedConnections()).isEqualTo(1);
        assertThat(server.awaitNoOpenConnection(CLIENTS_CAN_BE_ENDED ? AMPLE : SHORT))
                .isEqualTo(CLIENTS_CAN_BE_ENDED);
        assertThat(answer(transport, post(server.uri("/"), AMPLE)).status()).isEqualTo(200);
        assertThat(transport.abandonedConnections()).isEqualTo(1);
    }

    static Stream<Script> unreadableAnswers() {
        return Stream.of(
                READ.send("Good day to you\r\n\r\n").hold(),
                READ.send("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n").hold(),
                READ.send("HTTP/1.1 200 OK\r\n").repeat("X-More: " + "x".repeat(8000) + "\r\n", Duration.ZERO),
                READ.repeat("HTTP/1.1 100 Continue\r\n\r\n", Duration.ZERO));
    }

    @Test
    void send_answerUnreadableBesideAnother_leavesTheOtherAlone() {
        CountDownLatch second = new CountDownLatch(1);
        ScriptedServer server = closeLater(ScriptedServer.start(number -> number == 1
                ? Script.accept().answer(request -> {
                    await(second);
                    return Script.response(200, "");
                })
                : READ.send("Good day to you\r\n\r\n").hold()));
        JdkHttpTransport transport = open(JdkHttpTransport.create());
        CompletableFuture<TransportResponse> slow = transport.send(post(server.uri("/slow"), AMPLE));
        assertThat(server.awaitConnections(1, AMPLE)).isTrue();

        failure(transport, post(server.uri("/unreadable"), AMPLE));
        second.countDown();

        assertThat(slow)
                .succeedsWithin(AMPLE)
                .extracting(TransportResponse::status)
                .isEqualTo(200);
    }

    @Test
    void mayBlockCurrentThread_inContinuation_isFalse() {
        CountDownLatch continued = new CountDownLatch(1);
        ScriptedServer server = server(Script.accept().answer(request -> {
            await(continued);
            return Script.response(200, "");
        }));
        JdkHttpTransport transport = open(JdkHttpTransport.create());

        CompletableFuture<String> continuation = transport
                .send(post(server.uri("/"), AMPLE))
                .thenApply(response -> transport.mayBlockCurrentThread() + " on "
                        + Thread.currentThread().getName());
        continued.countDown();

        assertThat(continuation).succeedsWithin(AMPLE).isEqualTo("false on jaas-jdkhttp-1");
    }

    @Test
    void maxConcurrentExchanges_isThatOfSettings() {
        assertThat(open(JdkHttpTransport.create()).maxConcurrentExchanges()).isEqualTo(32);
        assertThat(open(JdkHttpTransport.create(TransportSettings.defaults().withMaxConnections(3)))
                        .maxConcurrentExchanges())
                .isEqualTo(3);
    }

    @Test
    void close_onJavaWhereClientsEnd_closesIdleConnections() {
        ScriptedServer server = server(SERVE);
        JdkHttpTransport transport = open(JdkHttpTransport.create());
        answer(transport, post(server.uri("/"), AMPLE));

        transport.close();

        assertThat(!CLIENTS_CAN_BE_ENDED || server.awaitNoOpenConnection(AMPLE)).isTrue();
    }

    @Test
    void wrap_clientOfHttp2_sendsHttp11() {
        ScriptedServer server = server(SERVE);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

        answer(open(JdkHttpTransport.wrap(client)), post(server.uri("/"), AMPLE));

        assertThat(server.requests().get(0).requestLine()).endsWith(" HTTP/1.1");
        assertThat(server.requests().get(0).header("Upgrade")).isEmpty();
    }

    @Test
    void wrap_closed_clientGoesOn() throws Exception {
        ScriptedServer server = server(SERVE);
        HttpClient client = HttpClient.newHttpClient();
        JdkHttpTransport transport = open(JdkHttpTransport.wrap(client));
        answer(transport, post(server.uri("/"), AMPLE));

        transport.close();

        assertThat(client.send(HttpRequest.newBuilder(server.uri("/")).build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void wrap_answerUnreadable_clientGoesOn() {
        ScriptedServer server = closeLater(ScriptedServer.start(
                number -> number == 1 ? READ.send("Good day to you\r\n\r\n").hold() : SERVE));
        JdkHttpTransport transport = open(JdkHttpTransport.wrap(HttpClient.newHttpClient()));

        failure(transport, post(server.uri("/"), AMPLE));

        assertThat(transport.abandonedConnections()).isEqualTo(1);
        assertThat(answer(transport, post(server.uri("/"), AMPLE)).status()).isEqualTo(200);
    }

    private JdkHttpTransport through(ScriptedServer proxy) {
        return open(JdkHttpTransport.create(TransportSettings.defaults()
                .withConnectTimeout(SHORT)
                .withProxy(new Proxy("127.0.0.1", proxy.port(), null))));
    }

    private ScriptedServer server(Script script) {
        return closeLater(ScriptedServer.start(script));
    }

    private JdkHttpTransport open(JdkHttpTransport transport) {
        return closeLater(transport);
    }

    private <T extends AutoCloseable> T closeLater(T resource) {
        opened.push(resource);
        return resource;
    }

    private static TransportRequest post(URI uri, Duration timeout) {
        return request("POST", uri, timeout);
    }

    private static TransportRequest request(String method, URI uri, Duration timeout) {
        return new TransportRequest(method, uri, Map.of("User-Agent", "test"), new byte[0], timeout);
    }

    private static TransportResponse answer(HttpTransport transport, TransportRequest request) {
        return transport
                .send(request)
                .orTimeout(AMPLE.toSeconds() * 2, TimeUnit.SECONDS)
                .join();
    }

    private static TransportException failure(HttpTransport transport, TransportRequest request) {
        return (TransportException) assertThat(transport.send(request))
                .failsWithin(AMPLE.multipliedBy(2))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(TransportException.class)
                .actual();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(AMPLE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
