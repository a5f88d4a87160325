// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What the program or the JVM has set for everybody does not reach the transport: proxies, cookies, passwords, trust. Alone,
 * since it sets them.
 */
@Isolated
abstract class IsolationContract extends TransportContract {

    private static final String STORE_PASSWORD = "changeit";

    private final TestAuthority authority = TestAuthority.create();
    private final SSLContext certificate = authority.issue("localhost");

    IsolationContract(HttpTransportContract contract) {
        super(contract);
    }

    /** A socket asks the selector, too, with a URI whose scheme is {@code socket}. */
    @UsualCause(
            "The stack, or new Socket(), asks ProxySelector.getDefault(). Use Proxy.NO_PROXY and new Socket(Proxy.NO_PROXY).")
    @TestFactory
    Stream<DynamicTest> proxy_ofSystem_isNotUsed() {
        return Stream.of(Proxy.Type.HTTP, Proxy.Type.SOCKS)
                .flatMap(type -> Stream.of("http", "https")
                        .map(scheme -> row("ProxySelector, " + type + ", " + scheme, () -> {
                            ProxySelector before = ProxySelector.getDefault();
                            closeLater(() -> ProxySelector.setDefault(before));

                            assertNotUsed(
                                    scheme,
                                    (server, proxy) -> ProxySelector.setDefault(
                                            new ProxyForPort(server.port(), new Proxy(type, address(proxy)), before)));
                        })));
    }

    @UsualCause("The stack reads http.proxyHost, or new Socket() reads socksProxyHost. Use Proxy.NO_PROXY for both.")
    @TestFactory
    Stream<DynamicTest> proxy_ofSystemProperties_isNotUsed() {
        return Stream.of("http.proxy", "https.proxy", "socksProxy")
                .flatMap(prefix -> Stream.of("http", "https")
                        .map(scheme -> row(prefix + "Host, " + scheme, () -> {
                            assertNotUsed(scheme, (server, proxy) -> {
                                setProperty("http.nonProxyHosts", "");
                                setProperty("socksNonProxyHosts", "");
                                setProperty(prefix + "Host", "127.0.0.1");
                                setProperty(prefix + "Port", String.valueOf(proxy.port()));
                            });
                        })));
    }

    /** Sets a proxy for everybody. */
    @FunctionalInterface
    private interface ProxySetting {
        void set(ScriptedServer server, ScriptedServer proxy);
    }

    private void assertNotUsed(String scheme, ProxySetting setting) {
        boolean tls = scheme.equals("https");
        Script accept = Script.accept();
        ScriptedServer server = server(
                (tls ? accept.startTls(certificate) : accept).readRequest().respond(200, ""));
        ScriptedServer proxy = server(Script.accept().hold());
        setting.set(server, proxy);

        Outcome outcome = start(transport(trusting()), tls ? server.tlsUri("localhost", "/") : server.uri("/"))
                .outcomeOrAbort(limit());

        assertThat(proxy.connections())
                .as("The proxy of the system must not be used.")
                .isZero();
        assertThat(outcome.responseStatus()).isEqualTo(200);
    }

    @UsualCause("The stack uses CookieHandler.getDefault(). Give it a store that keeps nothing.")
    @Test
    void cookies_ofSystem_areNeitherSentNorKept() {
        ScriptedServer server =
                server(READ.respond(200, "", "Set-Cookie: kept=x").forever());
        CookieHandler before = CookieHandler.getDefault();
        closeLater(() -> CookieHandler.setDefault(before));
        CookiesForPort cookies = new CookiesForPort(server.port());
        CookieHandler.setDefault(cookies);

        exchange(transport(), server.uri("/")).responseStatus();

        assertThat(server.requests().get(0).headers("Cookie"))
                .as("The cookies of the program must not be sent.")
                .isEmpty();
        assertThat(cookies.kept)
                .as("A cookie must not be kept for the program.")
                .isFalse();
    }

    @UsualCause("The stack uses Authenticator.getDefault(). Turn authentication off.")
    @Test
    void authenticator_ofSystem_isNotAsked() {
        ScriptedServer server = server(
                READ.respond(401, "", "WWW-Authenticate: Basic realm=\"x\"").forever());
        Authenticator before = Authenticator.getDefault();
        closeLater(() -> Authenticator.setDefault(before));
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("user", Canary.PASSWORD.toCharArray());
            }
        });
        HttpTransport transport = transport();

        assertThat(exchange(transport, server.uri("/")).responseStatus())
                .as("A 401 must be reported.")
                .isEqualTo(401);
        assertThat(requestsInTheEnd(transport, server))
                .as("The program's passwords must not be sent after a 401.")
                .isEqualTo(1);
    }

    /** A file of certificates takes the place of the JDK's for this test, since nobody has the key of one of those. */
    @UsualCause("The certificates were added to the JDK's. Begin with an empty KeyStore.")
    @Test
    void trustedCertificates_any_replaceThoseOfJdk() throws Exception {
        SSLContext.getDefault(); // so that it keeps the certificates that it should have
        TestAuthority ofJdk = TestAuthority.create();
        Path store = Files.createTempFile("jaas-testkit", ".p12");
        closeLater(() -> Files.delete(store));
        write(store, ofJdk);
        setProperty("javax.net.ssl.trustStore", store.toString());
        setProperty("javax.net.ssl.trustStoreType", "PKCS12");
        setProperty("javax.net.ssl.trustStorePassword", STORE_PASSWORD);
        ScriptedServer server = server(
                Script.accept().startTls(ofJdk.issue("localhost")).readRequest().respond(200, ""));

        Outcome outcome = exchange(transport(trusting()), server.tlsUri("localhost", "/"));

        assertThat(outcome.status())
                .as("Certificates that are set are trusted instead of the JDK's, not besides them.")
                .isNull();
        assertNotSent(outcome);
    }

    private static void write(Path file, TestAuthority trusted) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("jdk", trusted.certificate());
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, STORE_PASSWORD.toCharArray());
        }
    }

    private void setProperty(String name, String value) {
        String before = System.setProperty(name, value);
        closeLater(() -> {
            if (before == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, before);
            }
        });
    }

    private static InetSocketAddress address(ScriptedServer server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    private TransportSettings.Builder trusting() {
        return TransportSettings.builder().trustedCertificates(List.of(authority.certificate()));
    }

    /** Cookies for one port of the target, since the handler is the whole program's. */
    private static final class CookiesForPort extends CookieHandler {

        private final int port;
        private volatile boolean kept;

        CookiesForPort(int port) {
            this.port = port;
        }

        @Override
        public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
            return uri.getPort() == port ? Map.of("Cookie", List.of("of=program")) : Map.of();
        }

        @Override
        public void put(URI uri, Map<String, List<String>> headers) {
            kept |= uri.getPort() == port;
        }
    }

    /** A selector that knows a proxy for one port of the target. */
    private static final class ProxyForPort extends ProxySelector {

        private final int port;
        private final Proxy proxy;
        private final @Nullable ProxySelector others;

        ProxyForPort(int port, Proxy proxy, @Nullable ProxySelector others) {
            this.port = port;
            this.proxy = proxy;
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
}
