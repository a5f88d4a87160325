package dev.jaas.adapter.vertx;

import dev.jaas.port.driven.TransportSettings;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http1ClientConfig;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConfig;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The HTTP client of a transport that was given none. */
final class OwnClient {

    /** Below the 60 s and more of common servers and load balancers: one that they have left is seldom used. */
    private static final Duration IDLE_TIME = Duration.ofSeconds(30);

    /** A gateway's cookies and policies can be more than the 8 KiB that Vert.x allows. */
    private static final int MAX_HEAD_BYTES = 64 * 1024;

    /** As many as the client lets wait for their turn. */
    private static final int MAX_WAITING = 10_000;

    private OwnClient() {}

    static HttpClientAgent create(Vertx vertx, TransportSettings settings) {
        Duration connectTimeout = Duration.ofMillis(Deadlines.millis(settings.connectTimeout()));
        HttpClientConfig config = new HttpClientConfig()
                .setVersions(HttpVersion.HTTP_1_1)
                .setHttp1Config(new Http1ClientConfig()
                        .setPipelining(false)
                        .setKeepAliveTimeout(IDLE_TIME)
                        .setMaxHeaderSize(MAX_HEAD_BYTES))
                .setDecompressionEnabled(false)
                .setFollowAlternativeServices(false)
                .setConnectTimeout(connectTimeout);
        TransportSettings.Proxy proxy = settings.proxy();
        if (proxy != null) {
            config.getTcpConfig().setProxyOptions(options(proxy).setConnectTimeout(connectTimeout));
        }
        ClientSSLOptions tls = new ClientSSLOptions()
                .setUseAlpn(false)
                .setSslHandshakeTimeout(connectTimeout.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        if (!settings.trustedCertificates().isEmpty()) {
            tls.setTrustOptions(trusting(settings.trustedCertificates()));
        }
        PoolOptions pool =
                new PoolOptions().setHttp1MaxSize(settings.maxConnections()).setMaxWaitQueueSize(MAX_WAITING);
        return vertx.httpClientBuilder()
                .with(config)
                .with(tls)
                .with(pool)
                .withConnectHandler(OwnClient::silence)
                .build();
    }

    /** Vert.x logs what has no handler as severe, in words of the server's; the exchange learns of it anyway. */
    private static void silence(HttpConnection connection) {
        connection.exceptionHandler(failure -> {});
    }

    private static ProxyOptions options(TransportSettings.Proxy proxy) {
        ProxyOptions options =
                new ProxyOptions().setType(ProxyType.HTTP).setHost(proxy.host()).setPort(proxy.port());
        TransportSettings.Credentials credentials = proxy.credentials();
        return credentials == null
                ? options
                : options.setUsername(credentials.user()).setPassword(credentials.password());
    }

    private static PemTrustOptions trusting(List<X509Certificate> authorities) {
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
