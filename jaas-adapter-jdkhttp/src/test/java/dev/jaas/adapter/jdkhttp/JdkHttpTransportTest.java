package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import dev.jaas.testkit.Script;
import dev.jaas.testkit.ScriptedServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What {@link HttpTransport} does not ask of every adapter, or what only the JDK's client could get wrong. */
class JdkHttpTransportTest extends TransportTests {

    @Test
    void send_twice_usesOneConnection() {
        ScriptedServer server = server(SERVE);
        JdkHttpTransport transport = open(JdkHttpTransport.create());

        answer(transport, post(server.uri("/"), AMPLE));
        answer(transport, post(server.uri("/"), AMPLE));

        assertThat(server.connections()).isEqualTo(1);
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
}
