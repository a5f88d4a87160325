// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.transport.ScriptedServer;
import dev.jaas.testkit.transport.TestAuthority;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link HttpTransport} does not require of every adapter, or what only the JDK's client could get wrong. */
class JdkHttpTransportTest extends TransportTests {

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
    void close_any_closesIdleConnections() throws Exception {
        ScriptedServer server = server(SERVE);
        JdkHttpTransport transport = open(JdkHttpTransport.create());
        post(transport, server.uri("/")).statusOfComplete();

        transport.close();

        assertThat(server.awaitNoOpenConnection(PROMPT)).isTrue();
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
}
