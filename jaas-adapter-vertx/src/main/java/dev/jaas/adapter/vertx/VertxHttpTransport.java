// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import static java.util.Objects.requireNonNull;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportRequest;
import dev.jaas.spi.TransportSettings;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.ProxyOptions;
import io.vertx.ext.web.client.OAuth2WebClient;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientSession;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An {@link HttpTransport} on Vert.x Web Client 5.0 to 5.2. Thread-safe; {@link #start} may be called from any thread, an
 * event loop as well.
 *
 * <p>Vert.x needs the Netty that it was released with, or a newer one of the same line. Where a bill of materials chooses an
 * older one, as Spring Boot's does, set Netty's version: {@code docs/compatibility.md} says how.
 *
 * <p>All exchanges of a transport run on one event-loop context of its own, which calls the listeners. What the caller does
 * with its own context does not hold them up, so a worker or virtual-thread verticle may wait for one.
 *
 * <p>Only the first address of a name is tried. If a proxy resets a tunnel that it has just granted, before TLS has begun, Vert.x
 * 5.2.0 loses the connection's place in its pool: after {@link TransportSettings#maxConnections()} of these, exchanges fail
 * before they are sent, until a new transport is created.
 *
 * <p>The {@link Vertx} stays the caller's: close the transport first, then the {@code Vertx}.
 */
public final class VertxHttpTransport implements HttpTransport {

    private final Context context;
    private final WebClient client;
    private final boolean ownsClient;
    private final TransportSettings settings;
    private final @Nullable ProxyOptions proxy;
    private final Set<VertxExchange> inFlight = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private VertxHttpTransport(Vertx vertx, WebClient client, boolean ownsClient, TransportSettings settings) {
        // A thread that is not Vert.x's gets an event-loop context that belongs to no verticle. On the context of the
        // caller,
        // a response could not come through while the caller waits for it.
        this.context = CompletableFuture.supplyAsync(vertx::getOrCreateContext, task -> new Thread(task).start())
                .join();
        this.client = client;
        this.ownsClient = ownsClient;
        this.settings = settings;
        this.proxy = HttpClients.proxy(settings);
    }

    /**
     * Makes a transport with {@linkplain TransportSettings#defaults() default settings}.
     *
     * @param vertx the Vert.x to run on; it is not closed
     * @return as {@link #create(Vertx, TransportSettings)}
     * @throws IllegalStateException if this is Vert.x 4 or older, or if Netty is too old for this Vert.x
     */
    public static VertxHttpTransport create(Vertx vertx) {
        return create(vertx, TransportSettings.defaults());
    }

    /**
     * Makes a transport. Its Web Client speaks HTTP/1.1 only. If this is called in a verticle, Vert.x closes that client
     * with the verticle, and from then on exchanges fail before they are sent.
     *
     * @param vertx the Vert.x to run on; it is not closed
     * @param settings how to connect
     * @return a transport that owns its Web Client; close it
     * @throws IllegalStateException if this is Vert.x 4 or older, or if Netty is too old for this Vert.x
     */
    public static VertxHttpTransport create(Vertx vertx, TransportSettings settings) {
        HttpClients.requireVertx5();
        requireNonNull(vertx, "the Vertx is null");
        requireNonNull(settings, "the transport settings are null");
        return new VertxHttpTransport(vertx, HttpClients.create(vertx, settings), true, settings);
    }

    /**
     * Makes a transport on a Web Client of the caller, who configures, shares and closes it.
     *
     * <p>The caller sets what {@link #create(Vertx, TransportSettings)} would set: HTTP/1.1 (over HTTP/2, what the port says
     * of connections holds for streams), a connect timeout and the same {@code sslHandshakeTimeout} (nothing else frees a
     * connection that hangs in its TLS handshake), no proxy for requests without TLS, no decompression, no pipelining, and verification of certificates and
     * host names as by default. Redirects are never followed. A connection that serves a command gets an exception handler
     * that ignores failures, which are the exchange's to report: Vert.x would log them with what the server sent.
     *
     * <p>The client must not change requests or responses: a {@code WebClientSession} and an {@code OAuth2WebClient} are
     * refused; a {@code CachingWebClient} cannot be recognised, and does no harm while it caches no {@code POST}.
     *
     * @param vertx the Vert.x that the client was made with; it is not closed
     * @param client the client; it is not closed
     * @param maxConcurrentExchanges what {@link #maxConcurrentExchanges()} returns: the size of the client's pool per host
     *     ({@code PoolOptions.getHttp1MaxSize()}, 5 by default), or the share of it that commands may take
     * @return a transport that borrows the client; closing it ends its exchanges
     * @throws IllegalArgumentException if the number is below 1 or the client is one of those that are refused
     * @throws IllegalStateException if this is Vert.x 4 or older
     */
    public static VertxHttpTransport wrap(Vertx vertx, WebClient client, int maxConcurrentExchanges) {
        HttpClients.requireVertx5();
        requireNonNull(vertx, "the Vertx is null");
        requireNonNull(client, "the client is null");
        if (client instanceof WebClientSession || client instanceof OAuth2WebClient) {
            throw new IllegalArgumentException(
                    "A WebClientSession or OAuth2WebClient adds headers to the requests: pass"
                            + " the WebClient that it was made from.");
        }
        TransportSettings settings = TransportSettings.builder()
                .maxConnections(maxConcurrentExchanges)
                .build();
        return new VertxHttpTransport(vertx, client, false, settings);
    }

    @Override
    public Exchange start(TransportRequest request, ExchangeListener listener) {
        VertxExchange exchange = new VertxExchange(request, listener, context, inFlight::remove);
        inFlight.add(exchange);
        if (closed) {
            exchange.fail("the transport is closed");
        } else {
            exchange.start(client, proxy);
        }
        return exchange;
    }

    @Override
    public boolean mayBlockCurrentThread() {
        return !Context.isOnEventLoopThread();
    }

    @Override
    public int maxConcurrentExchanges() {
        return settings.maxConnections();
    }

    @Override
    public Duration connectTimeout() {
        return settings.connectTimeout();
    }

    @Override
    public void close() {
        closed = true; // first: no exchange can begin that is not ended below
        inFlight.forEach(exchange -> exchange.fail("the transport was closed"));
        if (ownsClient) {
            client.close();
        }
    }
}
