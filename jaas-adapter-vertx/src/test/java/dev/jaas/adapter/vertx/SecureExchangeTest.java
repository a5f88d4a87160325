package dev.jaas.adapter.vertx;

import static dev.jaas.adapter.vertx.Requests.LONG;
import static dev.jaas.adapter.vertx.Requests.OK;
import static dev.jaas.adapter.vertx.Requests.await;
import static dev.jaas.adapter.vertx.Requests.failureOf;
import static dev.jaas.adapter.vertx.Requests.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportSettings;
import dev.jaas.port.driven.TransportSettings.Credentials;
import dev.jaas.port.driven.TransportSettings.Proxy;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SecureExchangeTest {

    private static final TransportSettings DEFAULTS =
            TransportSettings.defaults().withConnectTimeout(LONG);

    @RegisterExtension
    final QuietVertx quiet = new QuietVertx();

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void closeVertx() throws Exception {
        await(vertx.close());
    }

    @Test
    void certificate_trustedInTheSettings_isAccepted() throws Exception {
        SecureServer server = SecureServer.named("ip:127.0.0.1", directory);
        try (Peer peer = Peer.answering(server.sockets(), OK);
                VertxHttpTransport transport = VertxHttpTransport.create(vertx, trusting(server))) {
            assertThat(await(transport.send(post(peer.https("/"), LONG))).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void certificate_notTrusted_isNotSent() throws Exception {
        SecureServer server = SecureServer.named("ip:127.0.0.1", directory);
        try (Peer peer = Peer.answering(server.sockets(), OK);
                VertxHttpTransport transport = VertxHttpTransport.create(vertx, DEFAULTS)) {
            TransportException failure = failureOf(transport.send(post(peer.https("/"), LONG)));

            assertThat(failure.mayHaveBeenSent()).isFalse();
            assertThat(failure).message().contains("TLS failed");
            assertThat(peer.requests()).isEmpty();
        }
    }

    @Test
    void certificate_ofAnotherHost_isNotSent() throws Exception {
        SecureServer server = SecureServer.named("dns:elsewhere.example", directory);
        try (Peer peer = Peer.answering(server.sockets(), OK);
                VertxHttpTransport transport = VertxHttpTransport.create(vertx, trusting(server))) {
            TransportException failure = failureOf(transport.send(post(peer.https("/"), LONG)));

            assertThat(failure.mayHaveBeenSent()).isFalse();
            assertThat(peer.requests()).isEmpty();
        }
    }

    @Test
    void proxy_withCredentials_tunnels() throws Exception {
        SecureServer server = SecureServer.named("ip:127.0.0.1", directory);
        try (Peer peer = Peer.answering(server.sockets(), OK);
                Peer proxy = Peer.serving(connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 Connected\r\n\r\n");
                    connection.tunnelTo(peer.port());
                });
                VertxHttpTransport transport = VertxHttpTransport.create(
                        vertx,
                        trusting(server)
                                .withProxy(new Proxy("127.0.0.1", proxy.port(), new Credentials("me", "secret"))))) {
            assertThat(await(transport.send(post(peer.https("/p"), LONG))).status())
                    .isEqualTo(200);
            assertThat(peer.requests()).singleElement().asString().startsWith("POST /p HTTP/1.1");
            assertThat(proxy.requests())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT 127.0.0.1:" + peer.port() + " HTTP/1.1")
                    .containsIgnoringCase("\r\nproxy-authorization: Basic bWU6c2VjcmV0\r\n")
                    .doesNotContain("canary");
        }
    }

    @Test
    void proxy_thatRefusesOrStalls_isNotSent() throws Exception {
        try (Peer refusing = Peer.answering("HTTP/1.1 407 Who\r\nContent-Length: 0\r\n\r\n");
                Peer stalling = Peer.serving(Peer.Connection::awaitClose)) {
            for (Peer proxy : List.of(refusing, stalling)) {
                TransportSettings settings = TransportSettings.defaults()
                        .withConnectTimeout(Requests.SHORT)
                        .withProxy(new Proxy("127.0.0.1", proxy.port(), null));
                try (VertxHttpTransport transport = VertxHttpTransport.create(vertx, settings)) {
                    assertThat(failureOf(transport.send(post(refusing.https("/"), LONG)))
                                    .mayHaveBeenSent())
                            .isFalse();
                }
            }
        }
    }

    private static TransportSettings trusting(SecureServer server) throws Exception {
        return DEFAULTS.withTrustedCertificates(List.of(server.certificate()));
    }
}
