package dev.jaas.adapter.jdkhttp;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportRequest;
import dev.jaas.port.driven.TransportResponse;
import dev.jaas.port.driven.TransportSettings;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@link HttpTransport} on {@link HttpClient}, the JDK's own, over HTTP/1.1. Thread-safe; meant to be shared and kept.
 *
 * <p>Exchanges are carried by daemon threads {@code jaas-jdkhttp-1}, {@code -2} and so on, one each, made on demand up to
 * the number of connections and gone after ten seconds without work. More exchanges than that wait for their turn until
 * their timeout.
 *
 * <p>An exchange fails as {@linkplain TransportException#notSent not sent} if and only if the client has not begun to write
 * the request, and the transport has made sure that it never will. The connect timeout covers the making of a connection,
 * and twice the connect timeout that and the TLS handshake together, since the JDK's client does not tell where one ends and
 * the other begins.
 *
 * <p>Limits of the JDK's client:
 *
 * <ul>
 *   <li>Headers are sent sorted by name, a request without a {@code User-Agent} gets the JDK's, and a question mark with
 *       nothing after it is left out. A status of more than three digits is read as its first three.
 *   <li>After an answer whose head it cannot read (too large, nonsense, endless 1xx) it leaves the connection open and keeps
 *       what it has read, up to 2 MiB. This transport then replaces the client. On Java 21 and newer the old one is ended
 *       and the connection closed; on 17 its memory goes with the next garbage collections, and the connection stays open
 *       until the process ends. In a client that was wrapped both stay. {@link #abandonedConnections()} counts them.
 *   <li>A name lookup cannot be interrupted: an exchange that waits for one fails in time, but its thread is free only when
 *       the lookup ends.
 *   <li>An HTTP proxy with a password needs {@code -Djdk.http.auth.tunneling.disabledSchemes=} (without a value) when the
 *       program starts: by default the JDK does not send a password to a proxy that tunnels.
 *   <li>With {@code -Djdk.httpclient.HttpClient.log=headers} (or {@code all}) it logs the admin token. The first transport
 *       of a JVM that is started so warns of it.
 *   <li>On Java 17 a client has no end: after {@link #close()} its idle connections and its one thread go with the next
 *       garbage collections; and an image made with {@code jlink} needs the module {@code jdk.crypto.ec} for TLS.
 * </ul>
 */
public final class JdkHttpTransport implements HttpTransport {

    private static final Duration IDLE_TIME = Duration.ofSeconds(10);

    private final Route route;
    private final int maxConnections;
    private final Threads threads;
    private final Set<Exchange> inFlight = ConcurrentHashMap.newKeySet();

    private JdkHttpTransport(Route route, int maxConnections) {
        this.route = route;
        this.maxConnections = maxConnections;
        this.threads = new Threads(maxConnections, IDLE_TIME);
    }

    /**
     * A transport with a client of its own and {@linkplain TransportSettings#defaults() default} settings.
     *
     * @return the transport, to be closed by the caller
     * @throws IllegalStateException if the JDK is set to send requests again by itself, with
     *     {@code -Djdk.httpclient.enableAllMethodRetry}
     */
    public static JdkHttpTransport create() {
        return create(TransportSettings.defaults());
    }

    /**
     * A transport with a client of its own.
     *
     * @param settings how it connects
     * @return the transport, to be closed by the caller
     * @throws IllegalStateException if the JDK is set to send requests again by itself, with
     *     {@code -Djdk.httpclient.enableAllMethodRetry}, or not to send the proxy's password, see above
     */
    public static JdkHttpTransport create(TransportSettings settings) {
        Setup.refuseRetries();
        Setup.warnOnceOfLoggedHeaders();
        return new JdkHttpTransport(Setup.route(settings), settings.maxConnections());
    }

    /**
     * A transport on a client that stays the caller's: closing the transport leaves it alone. Its connect timeout, proxy,
     * trust and executor are used as they are, and at most 32 exchanges at once; what it adds of its own, such as cookies,
     * is its owner's affair. Requests go by HTTP/1.1 whatever version it prefers.
     *
     * @param client the client; it must neither follow redirects nor have an authenticator
     * @return the transport, to be closed by the caller
     * @throws IllegalArgumentException if the client follows redirects, which would take the admin token elsewhere, or has an
     *     authenticator, which would answer a 401 in the caller's place and on Java 17 removes the admin token
     * @throws IllegalStateException if the JDK is set to send requests again by itself, with
     *     {@code -Djdk.httpclient.enableAllMethodRetry}
     */
    public static JdkHttpTransport wrap(HttpClient client) {
        Setup.refuseRetries();
        Setup.warnOnceOfLoggedHeaders();
        Setup.refuseToWrap(client);
        return new JdkHttpTransport(
                new Route(Clients.borrowed(client), null, null),
                TransportSettings.defaults().maxConnections());
    }

    @Override
    public CompletableFuture<TransportResponse> send(TransportRequest request) {
        Exchange exchange = new Exchange(request, route, threads);
        inFlight.add(exchange);
        CompletableFuture<TransportResponse> future = exchange.start();
        var unused = future.whenComplete((response, failure) -> inFlight.remove(exchange));
        return future;
    }

    /**
     * Whether the current thread may wait for an exchange of this transport.
     *
     * @return false on this transport's own threads
     */
    @Override
    public boolean mayBlockCurrentThread() {
        return !threads.includeCurrentThread();
    }

    /**
     * How many exchanges may be in flight at once.
     *
     * @return {@link TransportSettings#maxConnections()}, 32 by default
     */
    @Override
    public int maxConcurrentExchanges() {
        return maxConnections;
    }

    /**
     * How often the JDK's client has left a connection open after an answer that it could not read. On Java 21 and newer,
     * and with a client of this transport's own, they have been closed since.
     *
     * @return how often since this transport was made
     */
    public long abandonedConnections() {
        return route.clients().abandonedConnections();
    }

    /** Ends the exchanges in flight and this transport's threads, and its client unless that is borrowed. Returns at once. */
    @Override
    public void close() {
        threads.close();
        inFlight.forEach(exchange -> exchange.stop("the transport was closed", "the transport was closed"));
        route.clients().close();
    }
}
