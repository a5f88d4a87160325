package dev.jaas.testkit.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Trust and proxies, as {@link TransportSettings} says. */
abstract class ConnectingContract extends TransportContract {

    static final String TUNNEL = "HTTP/1.1 200 Connection established\r\n\r\n";

    private final TestAuthority authority = TestAuthority.create();

    ConnectingContract(HttpTransportContract contract) {
        super(contract);
    }

    @TestFactory
    Stream<DynamicTest> trustedCertificates_authorityOfServer_isTrusted() {
        return Stream.of("localhost", "127.0.0.1")
                .map(host -> row(host, () -> {
                    ScriptedServer server = server(Script.accept()
                            .startTls(authority.issue("localhost", "127.0.0.1"))
                            .readRequest()
                            .respond(200, ""));

                    assertThat(exchange(transport(trusting()), server.tlsUri(host, "/"))
                                    .responseStatus())
                            .as("A server whose certificate is by a trusted authority must be trusted.")
                            .isEqualTo(200);
                    assertThat(server.requests()).hasSize(1);
                }));
    }

    @Test
    void trustedCertificates_none_areThoseOfJdk() {
        ScriptedServer server =
                server(Script.accept().startTls(authority.issue("localhost")).hold());

        assertNotSent(exchange(transport(), server.tlsUri("localhost", "/")));
    }

    @Test
    void proxy_https_isTunnelled() {
        ScriptedServer proxy = server(Script.accept()
                .readRequest()
                .send(TUNNEL)
                .startTls(authority.issue("conference.invalid"))
                .readRequest()
                .respond(200, ""));
        HttpTransport transport = transport(trusting().proxy("127.0.0.1", proxy.port()));

        Outcome outcome = exchange(transport, URI.create("https://conference.invalid/a%2Fb"));

        assertThat(outcome.responseStatus())
                .as("The exchange must go through the proxy, which looks up the name.")
                .isEqualTo(200);
        assertThat(proxy.requests())
                .as("The proxy is asked for a tunnel (RFC 9110 §9.3.6) and the request goes through it.")
                .extracting(RecordedRequest::requestLine)
                .containsExactly("CONNECT conference.invalid:443 HTTP/1.1", "POST /a%2Fb HTTP/1.1");
        assertThat(proxy.requests().get(0).header("Authorization"))
                .as("The proxy must not get the token.")
                .isEmpty();
    }

    @Test
    void proxy_refusesTunnel_isNoSuccess() {
        ScriptedServer proxy =
                server(Script.accept().readRequest().respond(502, "").forever());
        HttpTransport transport = transport(trusting().proxy("127.0.0.1", proxy.port()));

        Outcome outcome = exchange(transport, URI.create("https://conference.invalid/"));

        assertThat(outcome.status())
                .as("A proxy's refusal must not look like success.")
                .isIn(null, 502);
        assertThat(outcome.asked() && asksWhenConnected())
                .as("Without a tunnel beforeSend() must not be asked.")
                .isFalse();
        assertThat(proxy.requests())
                .as("Without a tunnel nothing may be sent.")
                .allMatch(request -> request.method().equals("CONNECT"));
    }

    /** Java's own client supports this only after a system property was changed, so an adapter on it may refuse instead. */
    @Test
    void proxy_withCredentials_getsThemOrTransportIsRefused() {
        String basic = "Basic " + Base64.getEncoder().encodeToString(("user:" + Canary.PASSWORD).getBytes(UTF_8));
        ScriptedServer proxy = server(Script.accept()
                .respond(request -> request.header("Proxy-Authorization").isPresent()
                        ? TUNNEL.getBytes(UTF_8)
                        : Script.response(407, "", "Proxy-Authenticate: Basic realm=\"x\"", "Connection: close"))
                .startTls(authority.issue("conference.invalid"))
                .readRequest()
                .respond(200, ""));
        TransportSettings settings = trusting()
                .proxy("127.0.0.1", proxy.port(), "user", Canary.PASSWORD)
                .build();
        HttpTransport transport;
        try {
            transport = transport(settings);
        } catch (IllegalStateException | IllegalArgumentException refusal) {
            assertThat(Canary.isIn(refusal.toString()))
                    .as("The refusal must not show the password.")
                    .isFalse();
            return;
        }

        Outcome outcome = exchange(transport, URI.create("https://conference.invalid/"));

        assertThat(outcome.responseStatus())
                .as("The proxy must get its credentials.")
                .isEqualTo(200);
        assertThat(proxy.requests())
                .as("Only the proxy may get its credentials.")
                .allSatisfy(request -> assertThat(request.headers("Proxy-Authorization"))
                        .isSubsetOf(request.method().equals("CONNECT") ? List.of(basic) : List.of()));
    }

    /** Only the ports of this test are proxied, since the selector is the whole program's. */
    @TestFactory
    Stream<DynamicTest> proxy_ofSystem_isNotUsed() {
        SSLContext certificate = authority.issue("localhost");
        return Stream.of(
                        READ.respond(200, ""),
                        Script.accept().startTls(certificate).readRequest().respond(200, ""))
                .map(script -> row(script.toString(), () -> {
                    ScriptedServer server = server(script);
                    ScriptedServer proxy = server(Script.accept().hold());
                    boolean tls = script.toString().contains("TLS");
                    URI uri = tls ? server.tlsUri("localhost", "/") : server.uri("/");
                    ProxySelector before = ProxySelector.getDefault();
                    closeLater(() -> ProxySelector.setDefault(before));
                    ProxySelector.setDefault(new ProxyForPort(server.port(), proxy.port(), before));

                    Outcome outcome = start(transport(trusting()), uri).outcomeOrAbort(TOLERANCE);

                    assertThat(proxy.connections())
                            .as("The proxy of the system must not be used.")
                            .isZero();
                    assertThat(outcome.responseStatus()).isEqualTo(200);
                }));
    }

    /** A selector that knows a proxy for one port of the target. */
    private static final class ProxyForPort extends ProxySelector {

        private final int port;
        private final Proxy proxy;
        private final @Nullable ProxySelector others;

        ProxyForPort(int port, int proxyPort, @Nullable ProxySelector others) {
            this.port = port;
            this.proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), proxyPort));
            this.others = others;
        }

        @Override
        public List<Proxy> select(URI uri) {
            if (uri.getPort() == port) {
                return List.of(proxy);
            }
            return others == null ? List.of(Proxy.NO_PROXY) : others.select(uri);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // The exchange fails and says so.
        }
    }

    private TransportSettings.Builder trusting() {
        return TransportSettings.builder().trustedCertificates(List.of(authority.certificate()));
    }
}
