// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import static dev.jaas.adapter.vertx.Requests.OK;
import static dev.jaas.adapter.vertx.Requests.await;
import static dev.jaas.adapter.vertx.Requests.post;
import static dev.jaas.adapter.vertx.Requests.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.spi.TransportRequest;
import dev.jaas.spi.TransportSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.OAuth2WebClient;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.client.WebClientSession;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A transport on a client of the caller. */
@Timeout(60)
class WrappedClientTest {

    @RegisterExtension
    final QuietVertx quiet = new QuietVertx();

    private final Vertx vertx = Vertx.vertx(QuietVertx.options());

    @AfterEach
    void closeVertx() throws Exception {
        await(vertx.close());
    }

    @Test
    void close_wrapped_endsExchangesAndLeavesClientOpen() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        WebClient client = WebClient.create(vertx);
        try (Peer silent = Peer.serving(connection -> {
                    connection.readRequest();
                    arrived.countDown();
                    connection.awaitClose();
                    closed.countDown();
                });
                Peer peer = Peer.responding(OK)) {
            VertxHttpTransport transport = VertxHttpTransport.wrap(vertx, client, 5);
            assertThat(transport.maxConcurrentExchanges()).isEqualTo(5);
            assertThat(transport.connectTimeout()).isEqualTo(TransportSettings.DEFAULT_CONNECT_TIMEOUT);
            RecordingListener inFlight = start(transport, silent.uri("/"));
            await(arrived);

            transport.close();

            assertThat(inFlight.failureAfterSend()).contains("the transport was closed");
            await(closed);
            assertThat(start(transport, peer.uri("/")).failureBeforeSend()).contains("the transport is closed");
            assertThat(await(client.get(peer.port(), "127.0.0.1", "/").send()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void wrap_clientWithItsOwnUserAgentAndRedirects_sendsTheRequestAsItIs() throws Exception {
        WebClient client = WebClient.create(
                vertx, new WebClientOptions().setUserAgent("theirs").setFollowRedirects(true));
        try (Peer peer = Peer.responding("HTTP/1.1 303 See Other\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");
                VertxHttpTransport transport = VertxHttpTransport.wrap(vertx, client, 5)) {
            RecordingListener listener = new RecordingListener();
            transport.start(
                    new TransportRequest("POST", peer.uri("/"), Map.of("User-Agent", "ours"), new byte[0]), listener);

            assertThat(listener.statusOfCompleted()).isEqualTo(303);
            assertThat(peer.requests())
                    .singleElement()
                    .asString()
                    .containsIgnoringCase("user-agent: ours\r\n")
                    .doesNotContain("theirs");
        }
    }

    @Test
    void wrap_clientThatPrefersHttp2_completesAndRefusesStreams() throws Exception {
        WebClientOptions http2 = new WebClientOptions();
        http2.setProtocolVersion(HttpVersion.HTTP_2);
        AtomicInteger connections = new AtomicInteger();
        Queue<String> paths = new ConcurrentLinkedQueue<>();
        HttpServer server = await(vertx.createHttpServer()
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(request -> {
                    paths.add(request.path());
                    request.response().end(request.version().name());
                })
                .listen(0, "127.0.0.1"));
        try (VertxHttpTransport transport = VertxHttpTransport.wrap(vertx, WebClient.create(vertx, http2), 5)) {
            URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/");
            assertThat(start(transport, uri).body()).isEqualTo("HTTP_2");
            RecordingListener refusing = new RecordingListener() {
                @Override
                public boolean beforeSend() {
                    return !super.beforeSend();
                }
            };

            transport.start(post(uri.resolve("/refused")), refusing);
            assertThat(refusing.sender()).isNotNull();

            assertThat(start(transport, uri).body()).isEqualTo("HTTP_2");
            assertThat(paths).containsExactly("/", "/");
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void start_releaseOfWebClientThatHidesItsRequest_failsBeforeSend() throws Exception {
        HttpRequest<?> request = proxy(
                HttpRequest.class,
                (method, arguments) -> method.equals("sendStream") ? pipeElsewhere(arguments[0]) : null);
        WebClient client = proxy(WebClient.class, (method, arguments) -> request);
        try (VertxHttpTransport transport = VertxHttpTransport.wrap(vertx, client, 5)) {
            assertThat(start(transport, URI.create("http://127.0.0.1:1/")).failureBeforeSend())
                    .isEqualTo("no connection to 127.0.0.1:1: this release of Vert.x Web Client hides its"
                            + " HttpClientRequest: use one of 5.0 to 5.2");
        }
    }

    @Test
    void wrap_noExchanges_isRefused() {
        WebClient client = WebClient.create(vertx);

        assertThatThrownBy(() -> VertxHttpTransport.wrap(vertx, client, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one");
    }

    @Test
    void wrap_clientThatAddsHeaders_isRefused() {
        WebClient session = WebClientSession.create(WebClient.create(vertx));
        WebClient oauth2 = (WebClient) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {OAuth2WebClient.class},
                (proxy, method, arguments) -> null);

        assertThat(List.of(session, oauth2))
                .allSatisfy(client -> assertThatThrownBy(() -> VertxHttpTransport.wrap(vertx, client, 5))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(
                                "A WebClientSession or OAuth2WebClient adds headers to the requests: pass the WebClient"
                                        + " that it was made from."));
    }

    @SuppressWarnings("unchecked")
    private static Future<?> pipeElsewhere(Object body) {
        return ((ReadStream<Object>) body).pipe().to(proxy(WriteStream.class, (method, arguments) -> null));
    }

    /** An implementation of an interface of Vert.x that returns itself where the function returns null. */
    private static <T> T proxy(Class<T> type, BiFunction<String, Object[], Object> methods) {
        return type.cast(Proxy.newProxyInstance(
                WrappedClientTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result = methods.apply(method.getName(), arguments);
                    return result == null && method.getReturnType().isInstance(proxy) ? proxy : result;
                }));
    }
}
