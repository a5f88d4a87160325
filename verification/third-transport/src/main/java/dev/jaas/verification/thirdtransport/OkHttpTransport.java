// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.thirdtransport;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportRequest;
import dev.jaas.spi.TransportSettings;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.Stream;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.tls.HandshakeCertificates;

/** {@link HttpTransport} on OkHttp, with a connection for each exchange. Thread-safe. */
public final class OkHttpTransport implements HttpTransport {

    private static final int MAX_THREADS = 0x7fff; // of a ForkJoinPool

    private final TransportSettings settings;
    private final OkHttpClient client;

    /**
     * Creates a transport.
     *
     * @param settings how it connects
     */
    public OkHttpTransport(TransportSettings settings) {
        this.settings = settings;
        // Its threads are daemons that know their pool.
        Dispatcher dispatcher = new Dispatcher(new ForkJoinPool(Math.min(settings.maxConnections(), MAX_THREADS)));
        dispatcher.setMaxRequests(settings.maxConnections());
        dispatcher.setMaxRequestsPerHost(settings.maxConnections());
        // Without timeouts: the caller aborts what takes too long, and that closes a connection in any state.
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .protocols(List.of(Protocol.HTTP_1_1))
                .retryOnConnectionFailure(false)
                .fastFallback(false)
                .connectTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .proxy(Proxy.NO_PROXY);
        TransportSettings.Proxy proxy = settings.proxy();
        if (proxy != null) {
            builder.proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
            if (proxy.credentials() != null) {
                builder.proxyAuthenticator(basic(proxy.credentials()));
            }
        }
        if (!settings.trustedCertificates().isEmpty()) {
            HandshakeCertificates.Builder trust = new HandshakeCertificates.Builder();
            settings.trustedCertificates().forEach(trust::addTrustedCertificate);
            HandshakeCertificates certificates = trust.build();
            builder.sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager());
        }
        client = builder.build();
    }

    @Override
    public Exchange start(TransportRequest request, ExchangeListener listener) {
        try {
            return new OkHttpExchange(client, request, listener);
        } catch (IllegalArgumentException e) {
            listener.failed(
                    "OkHttp does not accept the request to " + request.uri().getRawAuthority());
            return () -> {};
        }
    }

    @Override
    public boolean mayBlockCurrentThread() {
        return ForkJoinTask.getPool() != client.dispatcher().executorService();
    }

    @Override
    public int maxConcurrentExchanges() {
        return settings.maxConnections();
    }

    @Override
    public Duration connectTimeout() {
        return settings.connectTimeout();
    }

    /** Ends the executor first: a call that it has accepted is then in one of the two lists, and a later one fails. */
    @Override
    public void close() {
        Dispatcher dispatcher = client.dispatcher();
        dispatcher.executorService().shutdown();
        Stream.concat(dispatcher.queuedCalls().stream(), dispatcher.runningCalls().stream())
                .forEach(call -> call.request().tag(Exchange.class).abort());
    }

    /** Not again once they were refused. */
    private static Authenticator basic(TransportSettings.Credentials credentials) {
        String basic = Credentials.basic(credentials.user(), credentials.password());
        return (route, response) -> {
            Request.Builder next = response.request().newBuilder().header("Proxy-Authorization", basic);
            return response.request().header("Proxy-Authorization") == null ? next.build() : null;
        };
    }
}
