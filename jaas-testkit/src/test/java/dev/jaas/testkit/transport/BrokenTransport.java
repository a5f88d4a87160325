package dev.jaas.testkit.transport;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.TransportRequest;
import dev.jaas.spi.TransportSettings;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** A {@link SocketTransport} that breaks one promise. */
final class BrokenTransport extends SocketTransport {

    final ContractViolation violation;

    /** What the connections share that should be each one's own. */
    final AtomicReference<InputStream> firstInput = new AtomicReference<>();

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
        TransportRequest sent = used && has(ContractViolation.CARRIES_COOKIES) ? withCookie(request) : request;
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
        return has(ContractViolation.IGNORES_TRUST_SETTINGS) ? tls(null) : super.tls();
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
        if (has(ContractViolation.WAITS_ON_CLOSE)) {
            awaitTermination();
        }
        super.close();
    }

    private void awaitTermination() {
        workers.shutdown();
        try {
            workers.awaitTermination(5, TimeUnit.SECONDS);
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

    private static TransportRequest withCookie(TransportRequest request) {
        byte[] body = new byte[request.body().remaining()];
        request.body().get(body);
        return new TransportRequest(request.method(), request.uri(), Map.of("Cookie", "session=carried"), body);
    }
}
