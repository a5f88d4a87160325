package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportResponse;
import dev.jaas.port.driven.TransportSettings;
import dev.jaas.testkit.Script;
import dev.jaas.testkit.ScriptedServer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That what fails as not sent was not sent, and what was sent is not sent again. */
class SentOnceOrNotTest extends TransportTests {

    /** Waits for more than a greeting of TLS has. */
    private static final Script STALL = Script.accept().readBytes(1 << 20);

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
    void send_nameUnknown_saysSoWithoutMessageOfJdk() {
        JdkHttpTransport transport = open(JdkHttpTransport.create());

        assertThat(failure(transport, post(URI.create("https://jaas.invalid/"), AMPLE)))
                .hasMessageStartingWith("the name in jaas.invalid:443 was not found (ConnectException");
    }
}
