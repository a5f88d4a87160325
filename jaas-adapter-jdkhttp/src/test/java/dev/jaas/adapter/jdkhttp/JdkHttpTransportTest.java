// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.transport.Script;
import dev.jaas.testkit.transport.ScriptedServer;
import dev.jaas.testkit.transport.TestAuthority;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link HttpTransport} does not require of every adapter, or what only the JDK's client could get wrong. */
class JdkHttpTransportTest extends TransportTests {

    /** With a pause of {@link #SHORT} after each; the JDK's client looks every three seconds whether it has been collected. */
    private static final int MAX_COLLECTIONS = 50;

    @Test
    void start_twice_usesOneConnection() throws Exception {
        ScriptedServer server = server(SERVE);
        JdkHttpTransport transport = open(JdkHttpTransport.create());

        post(transport, server.uri("/")).statusOfComplete();
        post(transport, server.uri("/")).statusOfComplete();

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void start_proxyOfJdkButNotOfSettings_goesDirectly() throws Exception {
        ScriptedServer server = server(SERVE);
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)));
        try {
            assertThat(post(open(JdkHttpTransport.create()), server.uri("/")).statusOfComplete())
                    .isEqualTo(200);
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    /** The context is made beside what the application does next, so that only an exchange can report this. */
    @Test
    void start_tlsContextCannotBeMade_failsBeforeSend() throws Exception {
        ScriptedServer server = server(SERVE);
        String keyStoreType = Security.getProperty("keystore.type");
        Security.setProperty("keystore.type", "unknown");
        try {
            JdkHttpTransport transport = open(JdkHttpTransport.create(TransportSettings.builder()
                    .trustedCertificates(List.of(TestAuthority.create().certificate()))
                    .build()));

            assertThat(post(transport, server.tlsUri("localhost", "/")).failureBeforeSend())
                    .contains("TLS failed", "KeyStoreException");
        } finally {
            Security.setProperty("keystore.type", keyStoreType);
        }
    }

    /** On workers, and on the selector thread of the JDK's client. */
    @Test
    void mayBlockCurrentThread_inListener_isFalse() throws Exception {
        ScriptedServer server = server(READ.respond(200, "body"));
        JdkHttpTransport transport = open(JdkHttpTransport.create());
        Queue<Boolean> mayBlock = new ConcurrentLinkedQueue<>();

        RecordingListener listener = new RecordingListener() {
            @Override
            public boolean beforeSend() {
                mayBlock.add(transport.mayBlockCurrentThread());
                return super.beforeSend();
            }

            @Override
            public boolean head(int responseStatus, Function<String, List<String>> headers) {
                mayBlock.add(transport.mayBlockCurrentThread());
                return super.head(responseStatus, headers);
            }

            @Override
            public boolean body(ByteBuffer part) {
                mayBlock.add(transport.mayBlockCurrentThread());
                return super.body(part);
            }

            @Override
            public void complete() {
                mayBlock.add(transport.mayBlockCurrentThread());
                super.complete();
            }
        };
        start(transport, request("POST", server.uri("/")), listener).statusOfComplete();

        assertThat(mayBlock).containsExactly(false, false, false, false);
        assertThat(transport.mayBlockCurrentThread()).isTrue();
    }

    @Test
    void maxConcurrentExchanges_any_isThatOfSettings() {
        assertThat(open(JdkHttpTransport.create()).maxConcurrentExchanges()).isEqualTo(32);
        assertThat(withOneConnection().maxConcurrentExchanges()).isEqualTo(1);
    }

    @Test
    void close_onJavaWithShutdown_closesIdleConnections() throws Exception {
        ScriptedServer server = server(SERVE);
        JdkHttpTransport transport = open(JdkHttpTransport.create());
        post(transport, server.uri("/")).statusOfComplete();

        transport.close();

        assertThat(!CLIENT_CAN_BE_SHUT_DOWN || server.awaitNoOpenConnection(AMPLE))
                .isTrue();
    }

    /** On Java 17 the JDK's client closes them when it has been collected, unless it waits for the end of an exchange. */
    @Test
    @Tag("slow")
    void close_afterAbortWithinBody_closesIdleConnections() throws Exception {
        Script half =
                READ.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npart").hold();
        ScriptedServer server = closeLater(ScriptedServer.start(number -> number == 1 ? half : SERVE));
        JdkHttpTransport transport = open(JdkHttpTransport.create());
        RecordingListener listener = new RecordingListener();
        Exchange exchange = transport.start(request("POST", server.uri("/")), listener);
        listener.awaitStatus();
        exchange.abort();
        post(transport, server.uri("/")).statusOfComplete();

        transport.close();

        assertThat(isDisconnectedByCollection(server)).isTrue();
    }

    private static boolean isDisconnectedByCollection(ScriptedServer server) {
        for (int i = 0; i < MAX_COLLECTIONS; i++) {
            System.gc();
            if (server.awaitNoOpenConnection(SHORT)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void wrap_clientOfHttp2_sendsHttp11() throws Exception {
        ScriptedServer server = server(SERVE);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

        post(open(JdkHttpTransport.wrap(client)), server.uri("/")).statusOfComplete();

        assertThat(server.requests().get(0).requestLine()).endsWith(" HTTP/1.1");
        assertThat(server.requests().get(0).header("Upgrade")).isEmpty();
    }

    @Test
    void wrap_any_connectTimeoutIsThatOfClientOrDefault() {
        HttpClient client = HttpClient.newBuilder().connectTimeout(SHORT).build();

        Duration set = open(JdkHttpTransport.wrap(client)).connectTimeout();
        Duration unset = open(JdkHttpTransport.wrap(HttpClient.newHttpClient())).connectTimeout();

        assertThat(set).isEqualTo(SHORT);
        assertThat(unset).isEqualTo(TransportSettings.DEFAULT_CONNECT_TIMEOUT);
    }

    @Test
    void close_wrappedClient_staysUsable() throws Exception {
        ScriptedServer server = server(SERVE);
        HttpClient client = HttpClient.newHttpClient();
        JdkHttpTransport transport = open(JdkHttpTransport.wrap(client));
        post(transport, server.uri("/")).statusOfComplete();

        transport.close();

        assertThat(client.send(HttpRequest.newBuilder(server.uri("/")).build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }
}
