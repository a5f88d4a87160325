package dev.jaas.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Trust and proxies, as {@link TransportSettings} says. */
abstract class ConnectingPromises extends TransportPromises {

    private static final String TUNNEL = "HTTP/1.1 200 Connection established\r\n\r\n";

    private final TestAuthority authority = TestAuthority.create();

    ConnectingPromises(HttpTransportContract contract) {
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

                    assertThat(exchange(transport(trusting()), server.tlsUri(host, "/"), AMPLE)
                                    .answer()
                                    .status())
                            .as("A server whose certificate is by a trusted authority must be trusted.")
                            .isEqualTo(200);
                    assertThat(server.requests()).hasSize(1);
                }));
    }

    @Test
    void trustedCertificates_none_areThoseOfJdk() {
        ScriptedServer server =
                server(Script.accept().startTls(authority.issue("localhost")).hold());

        exchange(transport(), server.tlsUri("localhost", "/"), AMPLE).assertNotSent();
    }

    @Test
    void proxy_https_isTunnelled() {
        ScriptedServer proxy = server(Script.accept()
                .readRequest()
                .send(TUNNEL)
                .startTls(authority.issue("conference.invalid"))
                .readRequest()
                .respond(200, ""));
        HttpTransport transport =
                transport(trusting().withProxy(new TransportSettings.Proxy("127.0.0.1", proxy.port(), null)));

        Outcome outcome = exchange(transport, URI.create("https://conference.invalid/a%2Fb"), AMPLE);

        assertThat(outcome.answer().status())
                .as("The exchange must go through the proxy, which looks up the name.")
                .isEqualTo(200);
        assertThat(proxy.requests())
                .as("The proxy is asked for a tunnel (RFC 9110 §9.3.6) and the request goes through it.")
                .extracting(ReceivedRequest::requestLine)
                .containsExactly("CONNECT conference.invalid:443 HTTP/1.1", "POST /a%2Fb HTTP/1.1");
        assertThat(proxy.requests().get(0).header("Authorization"))
                .as("The proxy must not get the token.")
                .isEmpty();
    }

    @Test
    void proxy_refusesTunnel_isNoSuccess() {
        ScriptedServer proxy =
                server(Script.accept().readRequest().respond(502, "").forever());
        HttpTransport transport =
                transport(trusting().withProxy(new TransportSettings.Proxy("127.0.0.1", proxy.port(), null)));

        Outcome outcome = exchange(transport, URI.create("https://conference.invalid/"), AMPLE);

        if (outcome.response() == null) {
            outcome.failure();
        } else {
            assertThat(outcome.answer().status())
                    .as("A proxy's refusal must not look like success.")
                    .isEqualTo(502);
        }
        assertThat(proxy.requests())
                .as("Without a tunnel nothing may be sent.")
                .allMatch(request -> request.method().equals("CONNECT"));
    }

    /** Java's own client needs a system property changed for this, so an adapter on it may refuse instead. */
    @Test
    void proxy_withCredentials_getsThemOrTransportIsRefused() {
        String basic = "Basic " + Base64.getEncoder().encodeToString(("user:" + Canary.PASSWORD).getBytes(UTF_8));
        ScriptedServer proxy = server(Script.accept()
                .answer(request -> request.header("Proxy-Authorization").isPresent()
                        ? TUNNEL.getBytes(UTF_8)
                        : Script.response(407, "", "Proxy-Authenticate: Basic realm=\"x\"", "Connection: close"))
                .startTls(authority.issue("conference.invalid"))
                .readRequest()
                .respond(200, ""));
        TransportSettings settings = trusting()
                .withProxy(new TransportSettings.Proxy(
                        "127.0.0.1", proxy.port(), new TransportSettings.Credentials("user", Canary.PASSWORD)));
        HttpTransport transport;
        try {
            transport = transport(settings);
        } catch (IllegalStateException | IllegalArgumentException refusal) {
            assertThat(Canary.isIn(refusal.toString()))
                    .as("The refusal must not show the password.")
                    .isFalse();
            return;
        }

        Outcome outcome = exchange(transport, URI.create("https://conference.invalid/"), AMPLE);

        assertThat(outcome.answer().status())
                .as("The proxy must get its credentials.")
                .isEqualTo(200);
        assertThat(proxy.requests())
                .as("Only the proxy may get its credentials.")
                .allSatisfy(request -> assertThat(request.headers("Proxy-Authorization"))
                        .isSubsetOf(request.method().equals("CONNECT") ? List.of(basic) : List.of()));
    }

    private TransportSettings trusting() {
        return TransportSettings.defaults().withTrustedCertificates(List.of(authority.certificate()));
    }
}
