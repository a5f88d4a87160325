// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Trust and proxies, as {@link TransportSettings} says. */
abstract class ConnectingContract extends TransportContract {

    static final String TUNNEL = "HTTP/1.1 200 Connection established\r\n\r\n";

    private static final URI TUNNELLED = URI.create("https://conference.invalid/");

    private final TestAuthority authority = TestAuthority.create();
    private final SSLContext certificate = authority.issue("localhost");

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

    /** In a tunnel, since the name must have a dot and need not be found. */
    @UsualCause("The TLS socket is made without the host, or with its address.")
    @Test
    void tls_hostIsName_isServerNameIndication() {
        Queue<String> names = new ConcurrentLinkedQueue<>();
        ScriptedServer proxy = server(READ.send(TUNNEL)
                .startTls(authority.issue("conference.invalid"), socket -> record(names, socket))
                .readRequest()
                .respond(200, ""));

        exchange(transport(trusting().proxy("127.0.0.1", proxy.port())), TUNNELLED)
                .responseStatus();

        assertThat(names)
                .as("The ClientHello must have the host's name (RFC 6066 §3): one address serves many hosts.")
                .containsExactly("conference.invalid");
    }

    private static void record(Queue<String> names, SSLSocket socket) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setSNIMatchers(List.of(new SNIMatcher(StandardConstants.SNI_HOST_NAME) {
            @Override
            public boolean matches(SNIServerName name) {
                names.add(new String(name.getEncoded(), US_ASCII));
                return true;
            }
        }));
        socket.setSSLParameters(parameters);
    }

    @UsualCause("The proxy's response is taken for the server's, or its status is lost in an exception.")
    @TestFactory
    Stream<DynamicTest> proxy_refusesTunnel_failsAsNotSentAndIsNamed() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        for (int status : new int[] {302, 401, 403, 407, 429, 502, 503}) {
            scripts.put("status " + status, READ.respond(status, "").forever());
        }
        for (String challenge : List.of("Basic realm=\"x\"", "Digest realm=\"x\", nonce=\"x\"", "Negotiate", "NTLM")) {
            scripts.put(
                    "status 407, " + challenge,
                    READ.respond(407, Canary.BODY, "Proxy-Authenticate: " + challenge)
                            .forever());
        }
        scripts.put("status 401, asking for the token", READ.respond(401, "", "WWW-Authenticate: Bearer"));
        scripts.put("FIN", READ.fin());
        scripts.put("RST", READ.reset());
        scripts.put("FIN in the head", READ.send("HTTP/1.1 20").fin());
        scripts.put("no HTTP", READ.send("SSH-2.0-OpenSSH_9.2\r\n\r\n").fin());
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    ScriptedServer proxy = server(entry.getValue());
                    HttpTransport transport = transport(trusting().proxy("127.0.0.1", proxy.port()));

                    assertRefused(exchange(transport, TUNNELLED), proxy, entry.getKey());
                }));
    }

    @UsualCause("The authenticator returns the same credentials again and again. Return none if the request had some.")
    @Test
    void proxy_refusesCredentials_failsAsNotSentWithoutThem() {
        ScriptedServer proxy = server(
                READ.respond(407, "", "Proxy-Authenticate: Basic realm=\"x\"").forever());
        transport(trusting().proxy("127.0.0.1", proxy.port(), "user", Canary.PASSWORD), transport -> {
            assertRefused(exchange(transport, TUNNELLED), proxy, "status 407");
            assertThat(proxy.requests())
                    .as("Credentials that were refused must not be sent again.")
                    .hasSizeLessThanOrEqualTo(2); // the first may come without them
        });
    }

    private void assertRefused(Outcome outcome, ScriptedServer proxy, String script) {
        assertNotSent(outcome);
        assertThat(outcome.status())
                .as("A proxy's response must not be reported as the server's.")
                .isNull();
        assertThat(outcome.failure())
                .as("The description must name the proxy, and the status of its response.")
                .contains("127.0.0.1:" + proxy.port())
                .contains(script.startsWith("status") ? script.substring(0, "status 999".length()) : "");
        assertThat(proxy.requests())
                .as("Without a tunnel nothing may be sent.")
                .allMatch(request -> request.method().equals("CONNECT"));
    }

    /** Only a loopback address is reached without TLS, and a proxy would read the token. */
    @UsualCause("The proxy is set for every request. Set it for https alone.")
    @Test
    void proxy_withoutTls_isNotUsed() {
        ScriptedServer proxy = server(READ.respond(200, "").forever());
        ScriptedServer server = server(READ.respond(200, "").forever());
        HttpTransport transport = transport(trusting().proxy("127.0.0.1", proxy.port()));

        exchange(transport, server.uri("/")).responseStatus();

        assertThat(proxy.connections())
                .as("A request without TLS must not go through the proxy, which could read the token.")
                .isZero();
        assertArrived(server, 1);
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
        transport(trusting().proxy("127.0.0.1", proxy.port(), "user", Canary.PASSWORD), transport -> {
            assertThat(exchange(transport, TUNNELLED).responseStatus())
                    .as("The proxy must get its credentials.")
                    .isEqualTo(200);
            assertThat(proxy.requests())
                    .as("Only the proxy may get its credentials.")
                    .allSatisfy(request -> assertThat(request.headers("Proxy-Authorization"))
                            .isSubsetOf(request.method().equals("CONNECT") ? List.of(basic) : List.of()));
        });
    }

    /** Uses a transport with credentials, unless it is refused. */
    private void transport(TransportSettings.Builder settings, Consumer<HttpTransport> test) {
        HttpTransport transport;
        try {
            transport = transport(settings);
        } catch (IllegalStateException | IllegalArgumentException refusal) {
            assertThat(Canary.isIn(refusal.toString()))
                    .as("The refusal must not show the password.")
                    .isFalse();
            return;
        }
        test.accept(transport);
    }

    /** A command must not fail because a number does not fit in another unit or is the size of an array. */
    @UsualCause(
            "A number does not fit in the stack's unit or is the size of an array. Limit it before it is passed on.")
    @TestFactory
    Stream<DynamicTest> settings_extreme_areAccepted() {
        Map<String, TransportSettings.Builder> settings = new LinkedHashMap<>();
        settings.put("longest connect timeout", trusting().connectTimeout(Duration.ofSeconds(Long.MAX_VALUE)));
        settings.put("a connect timeout of 300 years", trusting().connectTimeout(Duration.ofDays(109_500)));
        settings.put("most connections", trusting().maxConnections(Integer.MAX_VALUE));
        settings.put("one connection", trusting().maxConnections(1));
        return settings.entrySet().stream()
                .flatMap(entry -> Stream.of("http", "https")
                        .map(scheme -> row(entry.getKey() + ", " + scheme, () -> {
                            boolean tls = scheme.equals("https");
                            Script accept = Script.accept();
                            ScriptedServer server = server((tls ? accept.startTls(certificate) : accept)
                                    .readRequest()
                                    .respond(200, ""));
                            HttpTransport transport = transport(entry.getValue());

                            assertThat(transport.maxConcurrentExchanges())
                                    .as("maxConcurrentExchanges() is at least 1.")
                                    .isPositive();
                            assertThat(exchange(transport, tls ? server.tlsUri("localhost", "/") : server.uri("/"))
                                            .responseStatus())
                                    .as("Settings must be usable up to the ends of their ranges.")
                                    .isEqualTo(200);
                        })));
    }

    /** The client aborts such an exchange; with a tiny timeout of its own the stack may fail first. */
    @UsualCause("The timeout is rounded down to 0 ms, which means none. Round up.")
    @TestFactory
    Stream<DynamicTest> settings_shortestConnectTimeout_isNoInfiniteOne() {
        return Stream.of(Duration.ofNanos(1), Duration.ofNanos(999_999))
                .map(timeout -> row(timeout.toString(), () -> {
                    ScriptedServer server = server(Script.accept().hold());
                    HttpTransport transport =
                            transport(TransportSettings.builder().connectTimeout(timeout));
                    RecordedExchange exchange = start(transport, server.tlsUri("localhost", "/"));
                    Bounds.within(limit(), step -> exchange.awaitEnd(step) || server.awaitConnections(1, step));

                    exchange.abort();

                    assertConnectionsClosed(server, "after a handshake that takes longer than the connect timeout");
                }));
    }

    private TransportSettings.Builder trusting() {
        return TransportSettings.builder().trustedCertificates(List.of(authority.certificate()));
    }
}
