// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.TransportRequest;
import dev.jaas.spi.TransportSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieHandler;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A {@link SocketTransport} that breaks one promise. */
final class BrokenTransport extends SocketTransport {

    final ContractViolation violation;

    /** What the connections share that should be each one's own. */
    final AtomicReference<InputStream> firstInput = new AtomicReference<>();

    /** What a cache keeps: the targets that were sent. */
    final Set<URI> sentBefore = ConcurrentHashMap.newKeySet();

    /** A lock that is not reentrant, so that it blocks the thread that holds it, too. */
    final Semaphore lock = new Semaphore(1);

    private final Semaphore manyConnections = new Semaphore(1_000);
    private final ExecutorService oneThread = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "broken-transport");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closed;
    private volatile boolean used;

    BrokenTransport(TransportSettings settings, ContractViolation violation) {
        super(settings);
        this.violation = violation;
        if (has(ContractViolation.OVERFLOWS_ON_LONG_TIMEOUT)) {
            settings.connectTimeout().toNanos();
        }
        if (has(ContractViolation.REFUSES_MANY_CONNECTIONS) && settings.maxConnections() > 10_000) {
            throw new IllegalArgumentException("too many connections");
        }
    }

    boolean has(ContractViolation other) {
        return violation == other;
    }

    @Override
    public Exchange start(TransportRequest request, ExchangeListener listener) {
        if (has(ContractViolation.LOOKS_UP_NAMES_ON_CALLER)) {
            lookUp(request.uri().getHost());
        }
        if (closed && has(ContractViolation.THROWS_AFTER_CLOSE)) {
            throw new IllegalStateException("closed");
        }
        lock();
        unlock();
        TransportRequest sent = used && has(ContractViolation.CARRIES_COOKIES)
                ? with(request, Map.of("Cookie", "session=carried"))
                : changed(request);
        used = true;
        BrokenExchange exchange = new BrokenExchange(this, sent, new BrokenListener(this, request, listener));
        if (has(ContractViolation.BLOCKS_CALLER)) {
            inFlight.add(exchange);
            exchange.run();
        } else if (has(ContractViolation.HAS_ONE_THREAD)) {
            oneThread.execute(exchange);
        } else if (closed && has(ContractViolation.WORKS_AFTER_CLOSE)) {
            new Thread(exchange, "broken-transport").start();
        } else {
            run(exchange);
        }
        return exchange;
    }

    /** Acquires the lock that only {@link ContractViolation#HOLDS_LOCK_IN_LISTENER} has, and gives up in the end. */
    void lock() {
        if (!has(ContractViolation.HOLDS_LOCK_IN_LISTENER)) {
            return;
        }
        try {
            if (!lock.tryAcquire(3, TimeUnit.SECONDS)) {
                lock.release(); // so that the caller can release it, too
                lock.acquire();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void unlock() {
        if (has(ContractViolation.HOLDS_LOCK_IN_LISTENER)) {
            lock.release();
        }
    }

    @Override
    SSLContext tls() {
        if (has(ContractViolation.TRUSTS_ANYBODY)) {
            return tls(new TrustManager[] {new TestAuthorityTest.AcceptingTrustManager()});
        }
        if (has(ContractViolation.ADDS_TRUST) && !settings.trustedCertificates().isEmpty()) {
            return tls(trustManagers(withThoseOfJdk(settings.trustedCertificates())));
        }
        return has(ContractViolation.IGNORES_TRUST_SETTINGS) ? tls(null) : super.tls();
    }

    private static List<X509Certificate> withThoseOfJdk(List<X509Certificate> certificates) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            X509TrustManager jdk = (X509TrustManager) factory.getTrustManagers()[0];
            return Stream.concat(certificates.stream(), Arrays.stream(jdk.getAcceptedIssuers()))
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    Socket newSocket() {
        return has(ContractViolation.USES_SOCKS_PROXY_OF_SYSTEM) ? new Socket() : super.newSocket();
    }

    @Override
    Semaphore connections() {
        return has(ContractViolation.OPENS_ANY_NUMBER_OF_CONNECTIONS) ? manyConnections : super.connections();
    }

    @Override
    public boolean mayBlockCurrentThread() {
        if (has(ContractViolation.SAYS_NO_THREAD_MAY_BLOCK)) {
            return false;
        }
        return has(ContractViolation.SAYS_ANY_THREAD_MAY_BLOCK) || super.mayBlockCurrentThread();
    }

    @Override
    public Duration connectTimeout() {
        return has(ContractViolation.HAS_CONNECT_TIMEOUT_OF_ITS_OWN)
                ? TransportSettings.DEFAULT_CONNECT_TIMEOUT
                : super.connectTimeout();
    }

    @Override
    public void close() {
        if (closed && has(ContractViolation.THROWS_ON_SECOND_CLOSE)) {
            throw new IllegalStateException("closed");
        }
        closed = true;
        oneThread.shutdownNow();
        lock();
        unlock();
        if (has(ContractViolation.ABANDONS_EXCHANGES_ON_CLOSE)) {
            workers.shutdown();
            return;
        }
        if (has(ContractViolation.LEAVES_THREADS)) {
            CountDownLatch never = new CountDownLatch(1);
            workers.execute(() -> awaitUninterruptibly(never));
            return;
        }
        if (has(ContractViolation.LEAVES_FORK_JOIN_POOL)) {
            CountDownLatch never = new CountDownLatch(1);
            new ForkJoinPool(1).execute(() -> awaitUninterruptibly(never));
        }
        if (has(ContractViolation.WAITS_ON_CLOSE)) {
            awaitTermination();
        }
        super.close();
    }

    private void awaitTermination() {
        workers.shutdown();
        try {
            for (int i = 0; i < 250; i++) { // 5 s on an idle machine: in short steps, as the suite counts them
                workers.awaitTermination(20, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void lookUp(String host) {
        try {
            InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            // The exchange will say so.
        }
    }

    /** Adds what another exchange, or the program, has left. */
    private TransportRequest changed(TransportRequest request) {
        boolean again = !sentBefore.add(request.uri());
        if (again && has(ContractViolation.CACHES_VALIDATORS)) {
            return with(request, Map.of("If-None-Match", "x"));
        }
        if (again && has(ContractViolation.CACHES_REDIRECTS)) {
            return request.with(request.uri().resolve("/elsewhere"), new byte[0]);
        }
        CookieHandler cookies = CookieHandler.getDefault();
        if (cookies != null && has(ContractViolation.SENDS_COOKIES_OF_SYSTEM)) {
            try {
                return with(request, Map.of("Cookie", String.valueOf(cookies.get(request.uri(), Map.of()))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return request;
    }

    private static TransportRequest with(TransportRequest request, Map<String, String> headers) {
        byte[] body = new byte[request.body().remaining()];
        request.body().get(body);
        return new TransportRequest(request.method(), request.uri(), headers, body);
    }
}
