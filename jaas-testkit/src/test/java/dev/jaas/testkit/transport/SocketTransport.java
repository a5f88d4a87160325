// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.util.Objects.requireNonNull;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportRequest;
import dev.jaas.spi.TransportSettings;
import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A transport on blocking sockets, with a connection and a thread for each exchange: an example of how an adapter is
 * written. It is not final, so that {@link BrokenTransport} can break its promises.
 */
class SocketTransport implements HttpTransport {

    final TransportSettings settings;
    final ExecutorService workers = Executors.newCachedThreadPool(Worker::new);
    final Set<SocketExchange> inFlight = ConcurrentHashMap.newKeySet();

    private final SSLContext tls;
    private final Semaphore connections;

    SocketTransport(TransportSettings settings) {
        this.settings = settings;
        this.tls = tls(trustManagers(settings.trustedCertificates()));
        this.connections = new Semaphore(settings.maxConnections());
    }

    @Override
    public Exchange start(TransportRequest request, ExchangeListener listener) {
        SocketExchange exchange =
                new SocketExchange(this, requireNonNull(request, "request"), requireNonNull(listener, "listener"));
        run(exchange);
        return exchange;
    }

    final void run(SocketExchange exchange) {
        inFlight.add(exchange);
        try {
            workers.execute(exchange);
        } catch (RejectedExecutionException e) {
            inFlight.remove(exchange);
            exchange.listener.failed("the transport is closed");
        }
    }

    /** It uses no proxy by itself, since the system's must not be used. */
    Socket newSocket() {
        return new Socket(Proxy.NO_PROXY);
    }

    SSLContext tls() {
        return tls;
    }

    Semaphore connections() {
        return connections;
    }

    @Override
    public boolean mayBlockCurrentThread() {
        return !(Thread.currentThread() instanceof Worker);
    }

    @Override
    public int maxConcurrentExchanges() {
        return settings.maxConnections();
    }

    @Override
    public Duration connectTimeout() {
        return settings.connectTimeout();
    }

    /** Exchanges that are in flight, or wait for a connection, fail on their own threads. */
    @Override
    public void close() {
        workers.shutdownNow();
        inFlight.forEach(SocketExchange::abort);
    }

    static SSLContext tls(TrustManager @Nullable [] trustManagers) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no TLS.", e);
        }
    }

    static TrustManager @Nullable [] trustManagers(List<X509Certificate> trusted) {
        if (trusted.isEmpty()) {
            return null;
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (X509Certificate certificate : trusted) {
                store.setCertificateEntry("trusted" + store.size(), certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("These certificates cannot be used.", e);
        }
    }

    /** A thread that runs exchanges. */
    private static final class Worker extends Thread {
        Worker(Runnable task) {
            super(task, "socket-transport");
            setDaemon(true);
        }
    }
}
