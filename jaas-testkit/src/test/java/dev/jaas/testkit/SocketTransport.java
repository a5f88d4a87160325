package dev.jaas.testkit;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportRequest;
import dev.jaas.port.driven.TransportResponse;
import dev.jaas.port.driven.TransportSettings;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A plain transport on blocking sockets, with a connection and a thread for each exchange, that keeps every promise; and,
 * given {@link Vice}s, one that breaks them.
 */
final class SocketTransport implements HttpTransport {

    private static final String THREAD_NAME = "socket-transport";

    final TransportSettings settings;
    final Semaphore connections;
    final AtomicReference<InputStream> firstInput = new AtomicReference<>();
    final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(SocketTransport::thread);

    private final Set<Vice> vices;
    private final ExecutorService threads;
    private final Set<SocketExchange> inFlight = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    SocketTransport(TransportSettings settings, Set<Vice> vices) {
        this.settings = settings;
        this.vices = Set.copyOf(vices);
        this.connections = new Semaphore(has(Vice.OPENS_ANY_NUMBER_OF_CONNECTIONS) ? 1_000 : settings.maxConnections());
        this.threads = has(Vice.HAS_ONE_THREAD)
                ? Executors.newSingleThreadExecutor(SocketTransport::thread)
                : Executors.newCachedThreadPool(SocketTransport::thread);
    }

    boolean has(Vice vice) {
        return vices.contains(vice);
    }

    @Override
    public CompletableFuture<TransportResponse> send(TransportRequest request) {
        CompletableFuture<TransportResponse> future = sendOnce(request);
        if (has(Vice.FOLLOWS_REDIRECTS)) {
            return future.thenCompose(response -> response.status() / 100 == 3
                            && response.header("Location").isPresent()
                    ? sendOnce(elsewhere(request, response.header("Location").get()))
                    : CompletableFuture.completedFuture(response));
        }
        if (has(Vice.SENDS_AGAIN_AFTER_FAILURE)) {
            return future.handle((response, failure) ->
                            failure == null ? CompletableFuture.completedFuture(response) : sendOnce(request))
                    .thenCompose(Function.identity());
        }
        return has(Vice.WRAPS_FAILURES) ? future.thenApply(Function.identity()) : future;
    }

    private CompletableFuture<TransportResponse> sendOnce(TransportRequest request) {
        SocketExchange exchange = new SocketExchange(this, request);
        CompletableFuture<TransportResponse> future = exchange.future;
        inFlight.add(exchange);
        future.whenComplete((response, failure) -> {
            inFlight.remove(exchange);
            if (!has(Vice.IGNORES_CANCELLING) || !future.isCancelled()) {
                exchange.closeSocket();
            }
        });
        if (has(Vice.LOOKS_UP_NAMES_ON_CALLER)) {
            lookUp(request.uri().getHost());
        }
        if (closed && !has(Vice.WORKS_AFTER_CLOSE)) {
            future.completeExceptionally(TransportException.notSent("The transport is closed."));
            return future;
        }
        if (!has(Vice.HAS_NO_TIMEOUT)) {
            long timeout = request.timeout().toNanos() / (has(Vice.IS_IMPATIENT) ? 8 : 1);
            clock.schedule(exchange::timeIsUp, timeout, TimeUnit.NANOSECONDS);
        }
        if (has(Vice.BLOCKS_CALLER)) {
            exchange.run();
        } else {
            threads.execute(exchange);
        }
        return future;
    }

    @Override
    public boolean mayBlockCurrentThread() {
        if (has(Vice.SAYS_NO_THREAD_MAY_BLOCK)) {
            return false;
        }
        return has(Vice.SAYS_ANY_THREAD_MAY_BLOCK)
                || !Thread.currentThread().getName().equals(THREAD_NAME);
    }

    @Override
    public void close() {
        if (closed && has(Vice.THROWS_ON_SECOND_CLOSE)) {
            throw new IllegalStateException("closed");
        }
        closed = true;
        if (has(Vice.WORKS_AFTER_CLOSE) || has(Vice.LEAVES_THREADS)) {
            return;
        }
        if (has(Vice.WAITS_ON_CLOSE)) {
            inFlight.forEach(exchange ->
                    exchange.future.handle((response, failure) -> failure).join());
        }
        if (!has(Vice.ABANDONS_EXCHANGES_ON_CLOSE)) {
            inFlight.forEach(exchange -> exchange.fail("The transport was closed."));
            threads.shutdownNow();
        }
        clock.shutdownNow();
    }

    private static void lookUp(String host) {
        try {
            InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            // The exchange will say so.
        }
    }

    private static TransportRequest elsewhere(TransportRequest request, String location) {
        URI target = request.uri().resolve(location);
        return new TransportRequest(request.method(), target, request.headers(), request.body(), request.timeout());
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, THREAD_NAME);
        thread.setDaemon(true);
        return thread;
    }
}
