// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScriptedServerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String POST =
            "POST /a%2Fb HTTP/1.1\r\nHost: x\r\nX-Two: 1\r\nx-two: 2\r\nContent-Length: 3\r\n\r\n";

    private ScriptedServer server = ScriptedServer.start(Script.accept().hold());

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void requests_complete_areCountedWithWhatCame() throws IOException {
        try (Socket client = connect(Script.accept().hold())) {
            send(client, POST + "abc" + POST + "ab");

            assertThat(server.awaitRequests(1, TIMEOUT)).isTrue();
            send(client, "c");
            assertThat(server.awaitRequests(2, TIMEOUT)).isTrue();
        }

        RecordedRequest request = server.requests().get(1);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/a%2Fb");
        assertThat(request.headers("X-TWO")).containsExactly("1", "2");
        assertThat(request.headerNames()).containsExactlyInAnyOrder("host", "x-two", "content-length");
        assertThat(request.body()).asString(ISO_8859_1).isEqualTo("abc");
        assertThat(request.connection()).isEqualTo(1);
    }

    @Test
    void requests_incomplete_isNotCounted() throws IOException {
        try (Socket client = connect(Script.accept().hold())) {
            send(client, POST + "ab");
            client.shutdownOutput();

            assertThat(server.awaitNoOpenConnection(TIMEOUT)).isTrue();
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void requests_chunked_areJoined() throws IOException {
        try (Socket client = connect(Script.accept().readRequest().respond(200, ""))) {
            send(
                    client,
                    "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2;x\r\nab\r\n1\r\nc\r\n0\r\nT: t\r\n\r\n");

            assertThat(received(client)).isEqualTo("HTTP/1.1 200 Scripted\r\nContent-Length: 0\r\n\r\n");
        }
        assertThat(server.requests().get(0).body()).asString(ISO_8859_1).isEqualTo("abc");
    }

    @Test
    void requests_afterFin_areCountedToo() throws IOException {
        try (Socket client = connect(Script.accept().fin())) {
            assertThat(received(client)).isEmpty();

            send(client, POST + "abc");

            assertThat(server.awaitRequests(1, TIMEOUT)).isTrue();
            assertThat(server.openConnections()).isEqualTo(1);
        }
        assertThat(server.awaitNoOpenConnection(TIMEOUT)).isTrue();
    }

    @Test
    void reset_onConnection_isReset() throws IOException {
        try (Socket client = connect(Script.accept().readBytes(1).reset())) {
            send(client, "x");

            assertThatThrownBy(() -> received(client)).isInstanceOf(SocketException.class);
            assertThat(server.awaitNoOpenConnection(TIMEOUT)).isTrue();
        }
    }

    @Test
    void script_forever_startsAgain() throws IOException {
        try (Socket client = connect(Script.accept().readRequest().send("x").forever())) {
            for (int i = 0; i < 3; i++) {
                send(client, POST + "abc");
                assertThat(client.getInputStream().read()).isEqualTo('x');
            }
        }
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void script_byConnection_isTheOneForItsNumber() throws IOException {
        server.close();
        server = ScriptedServer.start(number -> Script.accept().send("connection " + number));
        for (String expected : new String[] {"connection 1", "connection 2"}) {
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                assertThat(received(client)).isEqualTo(expected);
            }
        }
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void script_inWords_isTheFault() {
        assertThat(Script.accept().readRequest().send("HTTP/1.1 2\r\n").reset())
                .hasToString("accept, read a request, send \"HTTP/1.1 2\\r\\n\", RST");
    }

    @Test
    void close_openConnections_areClosed() throws IOException {
        try (Socket client = connect(Script.accept().pause(Duration.ofHours(1)))) {
            assertThat(server.awaitConnections(1, TIMEOUT)).isTrue();

            server.close();

            assertThat(received(client)).isEmpty();
        }
    }

    @Test
    void withFullBacklog_connecting_timesOut() throws IOException {
        server.close();
        server = ScriptedServer.withFullBacklog();
        try (Socket client = new Socket()) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());

            assertThatThrownBy(() -> client.connect(address, 200)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private Socket connect(Script script) throws IOException {
        server.close();
        server = ScriptedServer.start(script);
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private static String received(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        return new String(in.readAllBytes(), ISO_8859_1);
    }
}
