// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.testkit.transport.Script;
import dev.jaas.testkit.transport.ScriptedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses after which the JDK's client would leave a connection open, or use it again. */
class UnreadableResponseTest extends TransportTests {

    private static final Script NOT_HTTP = READ.send("Good day to you\r\n\r\n").hold();

    @Test
    void start_proxyUnreadable_failsUnaskedAndConnectionIsClosedWhereJdkCan() throws Exception {
        ScriptedServer proxy = server(NOT_HTTP);
        JdkHttpTransport transport = through(proxy);

        post(transport, URI.create("https://conference.invalid/")).failureBeforeSend();

        assertAbandonedConnectionIsClosed(transport, proxy);
    }

    /** The JDK's client obeys one length and would leave the rest of the body to the next exchange (RFC 9112 §6.3). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"
            })
    void head_falseForAmbiguousLength_connectionIsNotUsedAgain(String headersAndBody) throws Exception {
        ScriptedServer server =
                server(READ.send("HTTP/1.1 200 OK\r\n" + headersAndBody).forever());
        RecordingListener listener = new RecordingListener() {
            @Override
            public boolean head(int responseStatus, Function<String, List<String>> headers) {
                super.head(responseStatus, headers);
                return false;
            }
        };

        start(open(JdkHttpTransport.create()), request("POST", server.uri("/")), listener);

        assertThat(listener.awaitStatus()).isEqualTo(200);
        assertThat(server.awaitNoOpenConnection(AMPLE)).isTrue();
        assertThat(listener.hasEnded()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("unreadableResponses")
    void start_responseUnreadable_connectionIsClosedWhereJdkCan(Script unreadable) throws Exception {
        ScriptedServer server = closeLater(ScriptedServer.start(number -> number == 1 ? unreadable : SERVE));
        JdkHttpTransport transport = open(JdkHttpTransport.create());

        post(transport, server.uri("/")).failureAfterSend();

        assertAbandonedConnectionIsClosed(transport, server);
        assertThat(post(transport, server.uri("/")).statusOfComplete()).isEqualTo(200);
        assertThat(transport.abandonedConnections()).isEqualTo(1);
    }

    static Stream<Script> unreadableResponses() {
        return Stream.of(
                NOT_HTTP,
                READ.send("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n").hold(),
                READ.send("HTTP/1.1 200 OK\r\n").repeat("X-More: " + "x".repeat(8000) + "\r\n", Duration.ZERO),
                READ.repeat("HTTP/1.1 100 Continue\r\n\r\n", Duration.ZERO));
    }

    @Test
    void start_responseUnreadableBesideAnother_leavesTheOtherAlone() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        ScriptedServer server =
                closeLater(ScriptedServer.start(number -> number == 1 ? respondAfter(second) : NOT_HTTP));
        JdkHttpTransport transport = open(JdkHttpTransport.create());
        RecordingListener slow = post(transport, server.uri("/slow"));
        assertThat(server.awaitConnections(1, AMPLE)).isTrue();

        post(transport, server.uri("/unreadable")).failureAfterSend();
        second.countDown();

        assertThat(slow.statusOfComplete()).isEqualTo(200);
    }

    @Test
    void wrap_responseUnreadable_clientStaysInUse() throws Exception {
        ScriptedServer server = closeLater(ScriptedServer.start(number -> number == 1 ? NOT_HTTP : SERVE));
        JdkHttpTransport transport = open(JdkHttpTransport.wrap(HttpClient.newHttpClient()));

        post(transport, server.uri("/")).failureAfterSend();

        assertThat(transport.abandonedConnections()).isEqualTo(1);
        assertThat(post(transport, server.uri("/")).statusOfComplete()).isEqualTo(200);
    }

    private static void assertAbandonedConnectionIsClosed(JdkHttpTransport transport, ScriptedServer server) {
        assertThat(server.awaitNoOpenConnection(CLIENT_CAN_BE_SHUT_DOWN ? AMPLE : SHORT))
                .isEqualTo(CLIENT_CAN_BE_SHUT_DOWN);
        assertThat(transport.abandonedConnections()).isEqualTo(1);
    }
}
