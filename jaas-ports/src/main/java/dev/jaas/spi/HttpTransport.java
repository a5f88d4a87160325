// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spi;

import java.time.Duration;

/**
 * Executes HTTP exchanges. An adapter is mechanism only: it connects, asks, writes once, reports and aborts; the client
 * decides whether, how long and how much. An adapter therefore has no deadline, body limit or timer of its own.
 * Thread-safe.
 *
 * <p>The contract of an adapter, each point checked by {@code HttpTransportContract} of the testkit:
 *
 * <ol>
 *   <li><b>The caller.</b> {@link #start} never throws (but {@link NullPointerException}) and never blocks: name lookup,
 *       connecting and waiting for a free connection happen elsewhere. A request that the HTTP stack does not accept, or
 *       could only send in another form, fails. Every value that {@link TransportSettings} accepts can be used.
 *   <li><b>The request</b> is written at most once, whatever happens, and unchanged: no path is normalised or encoded again,
 *       not even {@code %7E}, dot segments or the question mark of an empty query. {@code Accept-Encoding} is the request's own,
 *       and no header is added but those of the connection ({@code Host}, {@code Content-Length}, {@code Connection}),
 *       though an HTTP stack may name itself where the request has no {@code User-Agent}. A request without a body that has
 *       a method with one, such as POST, says {@code Content-Length: 0}.
 *   <li><b>Permission to send.</b> {@link ExchangeListener#beforeSend} is called after TCP, tunnel and TLS, each time
 *       before a byte of the request is written. If it returns false, not one byte is written.
 *   <li><b>The response.</b> Every final status is reported, and no redirect is followed. No state is carried from one
 *       exchange to the next: no cookies, no authentication, no cached response or redirect, no part of an earlier response.
 *       Nor is what the program has set for everybody used: a {@link java.net.CookieHandler}, an
 *       {@link java.net.Authenticator}. A body is reported with its content coding, which the headers name. A 204 or 304
 *       has none and ends with its head. A connection on which TLS fails is no end of a body. Connections may be kept for
 *       further exchanges, or not.
 *   <li><b>The end.</b> Every exchange ends with {@link ExchangeListener#complete} or {@link ExchangeListener#failed}, unless
 *       it is aborted or the server stays silent. An exchange that fails leaves no connection open, and its connection
 *       permit is released. What arrives after the end of a response never reaches another exchange.
 *   <li><b>Stopping.</b> {@link Exchange#abort}, or false from a method of the listener, closes the connection within a
 *       second, also after a 101; one that is still being made, when its connect or handshake timeout ends. The rest of a
 *       body is not read to its end first.
 *   <li><b>The proxy</b> is the one that was set, or none: never the system's, not even the SOCKS proxy that a
 *       {@link java.net.Socket} looks up by itself. Credentials that it refuses are not sent again. Requests without TLS do
 *       not use it. If it makes no tunnel, the exchange fails, whatever the status of its response, and the description has
 *       the proxy's host and port and that status.
 *   <li><b>Trust.</b> {@link TransportSettings#trustedCertificates()} replace the JDK's; they are not added to them. The
 *       ClientHello carries the URI's host (SNI), since one address serves many (RFC 6066 §3).
 *   <li><b>Secrecy.</b> No header value, body or path appears in what is reported, thrown, logged or printed, and no exception
 *       leaves a thread of the stack uncaught, whatever the server sends.
 *   <li><b>Closing</b> ends every exchange and closes what the adapter created, but not what it was given. Exchanges in flight
 *       and later ones fail. Closing again does nothing, and closing never blocks.
 * </ol>
 */
public interface HttpTransport extends AutoCloseable {

    /**
     * Starts one exchange and returns at once.
     *
     * @param request what to send
     * @param listener receives its events, perhaps before this method returns
     * @return the exchange, with which the client can abort it
     */
    Exchange start(TransportRequest request, ExchangeListener listener);

    /**
     * Whether the current thread may wait for an exchange of this transport.
     *
     * @return false on a thread that completes this transport's exchanges, such as an event loop; true by default
     */
    default boolean mayBlockCurrentThread() {
        return true;
    }

    /**
     * How many exchanges may be in flight at once. The client does not exceed it, so that commands wait only in the client's queue.
     *
     * @return at least 1; {@link TransportSettings#DEFAULT_MAX_CONNECTIONS} by default
     */
    default int maxConcurrentExchanges() {
        return TransportSettings.DEFAULT_MAX_CONNECTIONS;
    }

    /**
     * How long the client waits from {@link #start} to {@link ExchangeListener#beforeSend}: name lookup, a free connection,
     * TCP, the proxy's tunnel and TLS together. The client aborts an exchange that takes longer. An adapter needs a timeout of
     * its own only where its HTTP stack cannot close a connection that is still being made.
     *
     * @return more than zero; {@link TransportSettings#DEFAULT_CONNECT_TIMEOUT} by default
     */
    default Duration connectTimeout() {
        return TransportSettings.DEFAULT_CONNECT_TIMEOUT;
    }

    /** Ends all exchanges and releases the resources of the adapter. The default has nothing to release. */
    @Override
    default void close() {}
}
