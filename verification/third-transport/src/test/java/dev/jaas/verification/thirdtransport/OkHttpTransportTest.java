// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.thirdtransport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.TransportRequest;
import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.transport.RecordedRequest;
import dev.jaas.testkit.transport.Script;
import dev.jaas.testkit.transport.ScriptedServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What OkHttp would do by itself and {@link OkHttpTransportContractTest} does not provoke. */
class OkHttpTransportTest {

    private static final int RACES = 200;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Script READ = Script.accept().readRequest();
    private static final Script SUCCESS = READ.respond(200, "");

    @Test
    void start_systemHasSocksProxy_doesNotUseIt() throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        try (ScriptedServer proxy = ScriptedServer.start(Script.accept().fin());
                ScriptedServer server = ScriptedServer.start(SUCCESS)) {
            ProxySelector.setDefault(
                    new SocksSelector(new Proxy(Proxy.Type.SOCKS, new InetSocketAddress("127.0.0.1", proxy.port()))));

            assertThat(outcome(TransportSettings.defaults(), get(server.uri("/"), Map.of())))
                    .isEqualTo("200");
            assertThat(proxy.connections()).isZero();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void start_headersThatOkHttpAdds_areSentAsGiven() throws Exception {
        RecordedRequest received = received("/", Map.of("Accept-Encoding", "br", "user-agent", "test"));

        assertThat(received.headers("Accept-Encoding")).containsExactly("br");
        assertThat(received.headers("User-Agent")).containsExactly("test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/it's?it's", "?it's", "/a;b=%7c?c=%7B&d=[e]", "/?", "/%2e%2E/."})
    void start_targetThatOkHttpChanges_isSentAsGiven(String target) throws Exception {
        assertThat(received(target, Map.of()).target()).isEqualTo(target.startsWith("?") ? "/" + target : target);
    }

    @Test
    void start_requestThatOkHttpDoesNotAccept_fails() throws Exception {
        URI uri = URI.create("http://127.0.0.1:65536/");

        assertThat(outcome(TransportSettings.defaults(), get(uri, Map.of())))
                .isEqualTo("OkHttp does not accept the request to 127.0.0.1:65536");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 -20 \r\n\r\n", "HTTP/1.1 101 \r\n\r\n", "HTTP/1.1 000 \r\n\r\n"})
    void start_statusIsNotFinal_failsWithoutUncaughtException(String head) throws Exception {
        Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
        try (ScriptedServer server = ScriptedServer.start(READ.send(head).hold())) {
            assertThat(outcome(TransportSettings.defaults(), get(server.uri("/"), Map.of())))
                    .startsWith("the exchange with 127.0.0.1:" + server.port() + " failed (");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught).isEmpty();
    }

    @Test
    void start_proxyRefusesCredentials_failsAfterOneAttempt() throws Exception {
        Script refuse = READ.respond(407, "", "Proxy-Authenticate: Basic realm=\"test\"")
                .forever();
        try (ScriptedServer proxy = ScriptedServer.start(refuse)) {
            TransportSettings settings = TransportSettings.builder()
                    .proxy("127.0.0.1", proxy.port(), "user", "password")
                    .build();

            assertThat(outcome(settings, get(URI.create("https://conference.invalid/"), Map.of())))
                    .isEqualTo("the exchange with conference.invalid through the proxy 127.0.0.1:" + proxy.port()
                            + ", status 407, failed (IOException)");
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    /** The server sees a connection about when OkHttp, between TCP and tunnel or TLS, overlooks that the call is cancelled. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void abort_betweenTcpAndTls_closesConnection(boolean tunnel) {
        try (ScriptedServer server = ScriptedServer.start(Script.accept().hold())) {
            TransportSettings settings = tunnel
                    ? TransportSettings.builder()
                            .proxy("127.0.0.1", server.port())
                            .build()
                    : TransportSettings.defaults();
            URI uri = tunnel ? URI.create("https://conference.invalid/") : server.tlsUri("localhost", "/");
            try (OkHttpTransport transport = new OkHttpTransport(settings)) {
                for (int i = 1; i <= RACES; i++) {
                    Exchange exchange = transport.start(get(uri, Map.of()), new Outcome());
                    assertThat(server.awaitConnections(i, LIMIT)).isTrue();
                    exchange.abort();
                }

                assertThat(server.awaitNoOpenConnection(LIMIT)).isTrue();
            }
        }
    }

    @Test
    void abort_aboutWhenConnectingBegins_closesConnection() {
        try (ScriptedServer server = ScriptedServer.start(Script.accept().hold());
                OkHttpTransport transport = new OkHttpTransport(TransportSettings.defaults())) {
            for (int i = 1; i <= RACES; i++) {
                Exchange exchange = transport.start(get(server.tlsUri("localhost", "/"), Map.of()), new Outcome());
                long end = System.nanoTime() + i * 1_000L;
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                exchange.abort();
            }

            assertThat(server.awaitNoOpenConnection(LIMIT)).isTrue();
        }
    }

    private static RecordedRequest received(String target, Map<String, String> headers) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(SUCCESS)) {
            assertThat(outcome(TransportSettings.defaults(), get(server.uri(target), headers)))
                    .isEqualTo("200");
            return server.requests().get(0);
        }
    }

    private static TransportRequest get(URI uri, Map<String, String> headers) {
        return new TransportRequest("GET", uri, headers, new byte[0]);
    }

    /** The status, or the description of the failure. */
    private static String outcome(TransportSettings settings, TransportRequest request) throws Exception {
        try (OkHttpTransport transport = new OkHttpTransport(settings)) {
            Outcome outcome = new Outcome();
            transport.start(request, outcome);
            return outcome.result.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static final class Outcome implements ExchangeListener {

        private final CompletableFuture<String> result = new CompletableFuture<>();
        private volatile int status;

        @Override
        public boolean beforeSend() {
            return true;
        }

        @Override
        public boolean head(int received, Function<String, List<String>> headers) {
            status = received;
            return true;
        }

        @Override
        public boolean body(ByteBuffer part) {
            return true;
        }

        @Override
        public void complete() {
            result.complete(String.valueOf(status));
        }

        @Override
        public void failed(String description) {
            result.complete(description);
        }
    }

    private static final class SocksSelector extends ProxySelector {

        private final Proxy proxy;

        SocksSelector(Proxy proxy) {
            this.proxy = proxy;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // The exchange fails and says so.
        }
    }
}
