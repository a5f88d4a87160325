// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import dev.jaas.spi.TransportSettings;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes the Web Client of a transport that was given none, by what is common to Vert.x 5.0, 5.1 and 5.2. */
final class HttpClients {

    /** Less than the 60 s and more of common servers and load balancers, so that they seldom close it first. */
    private static final int KEEP_ALIVE_SECONDS = 30;

    /** A gateway's cookies and policies can be more than the 8 KiB that Vert.x allows. */
    private static final int MAX_HEAD_BYTES = 64 * 1024;

    /** As many as the client lets wait. */
    private static final int MAX_WAITING = 10_000;

    /** So many connections to one server there can be; the pool makes an array for as many as it is told. */
    private static final int MAX_PORTS = 0xffff;

    private HttpClients() {}

    static WebClient create(Vertx vertx, TransportSettings settings) {
        try {
            return WebClient.create(vertx, options(settings), pool(settings.maxConnections()));
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "Vert.x cannot make its Web Client (" + e
                            + "): the versions of vertx-core, vertx-web-client and Netty on"
                            + " the class path do not belong together; docs/compatibility.md says what to set.",
                    e);
        }
    }

    private static WebClientOptions options(TransportSettings settings) {
        int connectMillis = connectMillis(settings);
        WebClientOptions options = new WebClientOptions().setUserAgentEnabled(false);
        options.setProtocolVersion(HttpVersion.HTTP_1_1)
                .setUseAlpn(false)
                .setPipelining(false)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxHeaderSize(MAX_HEAD_BYTES)
                .setDecompressionSupported(false)
                .setConnectTimeout(connectMillis)
                .setSslHandshakeTimeout(connectMillis)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        if (!settings.trustedCertificates().isEmpty()) {
            options.setTrustOptions(trusting(settings.trustedCertificates()));
        }
        return options;
    }

    static PoolOptions pool(int maxConnections) {
        return new PoolOptions()
                .setHttp1MaxSize(Math.min(maxConnections, MAX_PORTS))
                .setMaxWaitQueueSize(MAX_WAITING);
    }

    /** Says in one sentence what would otherwise be a {@link LinkageError} at some later call. */
    static void requireVertx5() {
        try {
            Class<?> unused = HttpClientAgent.class; // new in 5.0
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "jaas-adapter-vertx needs Vert.x 5.0 to 5.2, and an older one is on the class path: update"
                            + " vertx-core and vertx-web-client.",
                    e);
        }
    }

    /** Returns the proxy for requests with TLS, or null for none. */
    static @Nullable ProxyOptions proxy(TransportSettings settings) {
        TransportSettings.Proxy proxy = settings.proxy();
        if (proxy == null) {
            return null;
        }
        ProxyOptions options =
                new ProxyOptions().setType(ProxyType.HTTP).setHost(proxy.host()).setPort(proxy.port());
        try {
            options.setConnectTimeout(Duration.ofMillis(connectMillis(settings)));
        } catch (NoSuchMethodError e) {
            // New in 5.0.2. Before, a tunnel has 10 s, and an aborted exchange may keep its connection that long.
        }
        TransportSettings.Credentials credentials = proxy.credentials();
        return credentials == null
                ? options
                : options.setUsername(credentials.user()).setPassword(credentials.password());
    }

    static int connectMillis(TransportSettings settings) {
        long millis = TimeUnit.MILLISECONDS.convert(settings.connectTimeout());
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, millis)); // 0 would be no limit
    }

    static PemTrustOptions trusting(List<X509Certificate> authorities) {
        PemTrustOptions options = new PemTrustOptions();
        for (X509Certificate authority : authorities) {
            try {
                options.addCertValue(Buffer.buffer("-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(authority.getEncoded())
                        + "\n-----END CERTIFICATE-----\n"));
            } catch (CertificateEncodingException e) {
                throw new IllegalArgumentException("This certificate cannot be encoded: " + authority, e);
            }
        }
        return options;
    }
}
