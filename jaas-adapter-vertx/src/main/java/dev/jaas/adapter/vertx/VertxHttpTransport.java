package dev.jaas.adapter.vertx;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportRequest;
import dev.jaas.port.driven.TransportResponse;
import dev.jaas.port.driven.TransportSettings;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An {@link HttpTransport} on Vert.x. Thread-safe; {@link #send} may be called from any thread, an event loop as well.
 *
 * <p>All exchanges of a transport run on one event-loop context of its own, and futures complete there, or, when their
 * time is up, on the transport's one timer thread (a daemon). What the caller of {@code send} does with its own context
 * does not hold them up, so a worker or virtual-thread verticle may wait for one.
 *
 * <p>The {@link Vertx} stays the caller's: close the transport first, then the {@code Vertx}.
 */
public final class VertxHttpTransport implements HttpTransport {

    private final Context context;
    private final HttpClient client;
    private final Runnable closeClient;
    private final int maxConcurrentExchanges;
    private final Deadlines deadlines = new Deadlines();
    private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();

    private VertxHttpTransport(Vertx vertx, HttpClient client, Runnable closeClient, int maxConcurrentExchanges) {
        this.context = ownContext(vertx);
        this.client = client;
        this.closeClient = closeClient;
        this.maxConcurrentExchanges = maxConcurrentExchanges;
    }

    /**
     * Makes a transport with {@linkplain TransportSettings#defaults() default settings}.
     *
     * @param vertx the Vert.x to run on; it is not closed
     * @return a transport that owns its HTTP client; close it
     */
    public static VertxHttpTransport create(Vertx vertx) {
        return create(vertx, TransportSettings.defaults());
    }

    /**
     * Makes a transport. Its HTTP client speaks HTTP/1.1 only. If this is called in a verticle, Vert.x closes that
     * client with the verticle, and exchanges fail as not sent from then on.
     *
     * @param vertx the Vert.x to run on; it is not closed
     * @param settings how to connect
     * @return a transport that owns its HTTP client; close it
     */
    public static VertxHttpTransport create(Vertx vertx, TransportSettings settings) {
        HttpClient client = OwnClient.create(vertx, settings);
        return new VertxHttpTransport(vertx, client, client::close, settings.maxConnections());
    }

    /**
     * Makes a transport on an HTTP client of the caller, who configures, shares and closes it; a
     * {@code WebClient.wrap(client)} may use it too.
     *
     * <p>What {@link #create(Vertx, TransportSettings)} sets is then the caller's to set: a connect timeout, the same
     * {@code sslHandshakeTimeout} (nothing else frees a connection that hangs in its TLS handshake), no decompression,
     * no pipelining, verification of certificates and host names as they are by default, and HTTP/1.1 among the
     * versions, which is what is used. Redirects are not followed, whatever the client does otherwise. What breaks a
     * connection Vert.x logs as severe, unless the client's connect handler sets the connection's exception handler.
     *
     * @param vertx the Vert.x that the client was made with; it is not closed
     * @param client the client; it is not closed
     * @param maxConcurrentExchanges what {@link #maxConcurrentExchanges()} says: the size of the client's HTTP/1.1 pool
     *     per host ({@code PoolOptions.getHttp1MaxSize()}, 5 by default), or the share of it that commands may take
     * @return a transport that borrows the client; closing it ends its exchanges
     * @throws IllegalArgumentException if the number is below 1
     */
    public static VertxHttpTransport wrap(Vertx vertx, HttpClient client, int maxConcurrentExchanges) {
        if (maxConcurrentExchanges < 1) {
            throw new IllegalArgumentException(
                    "There must be at least one exchange at a time, not %d.".formatted(maxConcurrentExchanges));
        }
        return new VertxHttpTransport(vertx, client, () -> {}, maxConcurrentExchanges);
    }

    @Override
    public CompletableFuture<TransportResponse> send(TransportRequest request) {
        Exchange exchange = new Exchange(request, context, deadlines, underWay::remove);
        underWay.add(exchange);
        exchange.begin(client);
        return exchange.result();
    }

    /**
     * Whether the current thread may wait for an exchange.
     *
     * @return false on an event loop of Vert.x and on the transport's timer thread
     */
    @Override
    public boolean mayBlockCurrentThread() {
        return !Context.isOnEventLoopThread() && !deadlines.ownCurrentThread();
    }

    /**
     * {@inheritDoc}
     *
     * @return the number of connections that the transport was made with
     */
    @Override
    public int maxConcurrentExchanges() {
        return maxConcurrentExchanges;
    }

    @Override
    public void close() {
        deadlines.close(); // first: from here on no exchange can begin, and those that have are known
        underWay.forEach(exchange -> exchange.stop("the transport was closed"));
        closeClient.run();
    }

    /**
     * An event-loop context that belongs to no verticle, which is what Vert.x gives a thread that is not its own. On
     * the context of the one who sends, an answer could not come through while that one waits for it.
     */
    private static Context ownContext(Vertx vertx) {
        return CompletableFuture.supplyAsync(vertx::getOrCreateContext, task -> new Thread(task).start())
                .join();
    }
}
