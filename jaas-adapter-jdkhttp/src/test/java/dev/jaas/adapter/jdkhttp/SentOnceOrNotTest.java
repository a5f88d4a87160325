// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.testkit.transport.Script;
import dev.jaas.testkit.transport.ScriptedServer;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fails before the listener was asked was not sent, and what was sent is not sent again. */
class SentOnceOrNotTest extends TransportTests {

    private static final URI TUNNELLED = URI.create("https://conference.invalid/");

    /** The JDK's client repeats a GET. */
    @Test
    void start_getOnConnectionThatCloses_isSentOnce() throws Exception {
        ScriptedServer server = closeLater(ScriptedServer.start(
                number -> number == 1 ? READ.respond(200, "").readRequest().fin() : SERVE));
        JdkHttpTransport transport = open(JdkHttpTransport.create());
        start(transport, request("GET", server.uri("/first")), new RecordingListener())
                .statusOfComplete();

        start(transport, request("GET", server.uri("/second")), new RecordingListener())
                .failureAfterSend();

        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void abort_whileTlsHandshakeStalls_closesConnectionUnasked() {
        ScriptedServer server = server(Script.accept().readBytes(1 << 20));
        RecordingListener listener = new RecordingListener();
        var exchange =
                open(JdkHttpTransport.create()).start(request("POST", server.tlsUri("localhost", "/")), listener);
        assertThat(server.awaitConnections(1, AMPLE)).isTrue();

        exchange.abort();

        assertThat(server.awaitNoOpenConnection(AMPLE)).isTrue();
        assertThat(listener.wasAsked()).isFalse();
    }

    @Test
    void abort_whileWaiting_leavesTheConnectionAlone() throws Exception {
        CountDownLatch aborted = new CountDownLatch(1);
        ScriptedServer server = server(respondAfter(aborted).forever());
        JdkHttpTransport transport = withOneConnection();
        RecordingListener first = post(transport, server.uri("/"));

        transport
                .start(request("POST", server.uri("/")), new RecordingListener())
                .abort();
        aborted.countDown();

        first.statusOfComplete();
        post(transport, server.uri("/")).statusOfComplete();
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void close_whileWaiting_failsUnasked() throws Exception {
        ScriptedServer server = server(READ.hold());
        JdkHttpTransport transport = withOneConnection();
        RecordingListener first = post(transport, server.uri("/"));
        assertThat(server.awaitRequests(1, AMPLE)).isTrue();
        RecordingListener second = post(transport, server.uri("/"));

        transport.close();

        String peer = "127.0.0.1:" + server.port();
        assertThat(first.failureAfterSend())
                .isEqualTo("no complete response from " + peer + ": the transport was closed");
        assertThat(second.failureBeforeSend()).isEqualTo("no connection to " + peer + ": the transport was closed");
    }

    @Test
    void start_proxyClosesWithinTunnel_failsUnasked() throws Exception {
        ScriptedServer proxy = server(READ.fin());

        post(through(proxy), TUNNELLED).failureBeforeSend();
    }

    @ParameterizedTest
    @MethodSource("refusalsOfProxy")
    void start_proxyRefuses_failsUnasked(int status) throws Exception {
        ScriptedServer proxy = server(READ.respond(status, "no").forever());

        post(through(proxy), TUNNELLED).failureBeforeSend();
    }

    static Stream<Integer> refusalsOfProxy() {
        return Stream.of(403, 407, 502);
    }

    @Test
    void start_nameUnknown_saysSoWithoutMessageOfJdk() throws Exception {
        JdkHttpTransport transport = open(JdkHttpTransport.create());

        assertThat(post(transport, URI.create("https://jaas.invalid/")).failureBeforeSend())
                .startsWith("no connection to jaas.invalid: the host name was not found (ConnectException");
    }
}
