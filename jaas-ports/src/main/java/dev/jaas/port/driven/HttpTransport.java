package dev.jaas.port.driven;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Carries one HTTP exchange: one request, one answer, nothing more. Thread-safe. What it must do, which
 * {@code HttpTransportContract} of the testkit checks:
 *
 * <ol>
 *   <li><b>The caller.</b> {@link #send} never throws (but {@link NullPointerException}) and never blocks: name lookup,
 *       connecting and waiting for a free connection happen elsewhere.
 *   <li><b>The request.</b> It is sent at most once, whatever happens, and unchanged: no redirect is followed, no path is
 *       normalised or encoded again, no header but those of the connection ({@code Host}, {@code Content-Length},
 *       {@code Connection}) is added, though an HTTP stack may name itself where the request has no {@code User-Agent}. A
 *       request without a body that has a method with one, such as POST, says {@code Content-Length: 0}.
 *   <li><b>The answer.</b> Every status is a response, not a failure. Once a well-formed head is read, the status alone
 *       decides: the body is read up to {@link #MAX_BODY_BYTES} and for at most {@link #BODY_PATIENCE} more; if it has not
 *       ended by then, or is broken, or the time of the exchange is up, the connection is closed and the response completes
 *       with what has come, marked as not {@linkplain TransportResponse#complete() complete}.
 *   <li><b>Time.</b> The whole exchange, from the call on, is bounded by {@link TransportRequest#timeout()}, by a clock of
 *       the adapter's own and not only the HTTP stack's.
 *   <li><b>Failure.</b> The future fails with a {@link TransportException} itself and not wrapped:
 *       {@link TransportException#notSent notSent} only where it is certain that no byte of the request can have been acted
 *       on (name not found, connection refused, connect timeout, TLS handshake failed, no free connection in time), and
 *       {@link TransportException#unknown unknown} for everything else. It has no cause, and its message holds no header
 *       value and no body: HTTP stacks quote the token in theirs.
 *   <li><b>Cancelling</b> the future stops the exchange and frees its connection within a second; one that is still being
 *       made, when its connect or handshake timeout ends.
 *   <li><b>Closing</b> ends what the adapter made and leaves alone what it was given. Exchanges in flight end at once, with
 *       their response if its head has come and with a failure otherwise; every later one fails as not sent. Closing again
 *       does nothing, and closing never blocks.
 * </ol>
 */
public interface HttpTransport extends AutoCloseable {

    /** How much of a response's body is read: 64 KiB. */
    int MAX_BODY_BYTES = 64 * 1024;

    /** How long a body may take after its response's head. */
    Duration BODY_PATIENCE = Duration.ofSeconds(1);

    /**
     * Sends a request.
     *
     * @param request the request
     * @return the response, or a failure with a {@link TransportException}; it may complete on any thread, so whoever
     *     continues it must not block there
     */
    CompletableFuture<TransportResponse> send(TransportRequest request);

    /**
     * Whether the current thread may wait for an exchange of this transport.
     *
     * @return false on a thread that completes this transport's exchanges, such as an event loop
     */
    default boolean mayBlockCurrentThread() {
        return true;
    }

    /**
     * How many exchanges may be in flight at once. The client keeps to it, so that commands wait in one queue, the
     * client's.
     *
     * @return at least 1
     */
    default int maxConcurrentExchanges() {
        return 32;
    }

    /** Releases what the adapter made. The default has nothing to release. */
    @Override
    default void close() {}
}
