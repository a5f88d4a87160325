// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import static java.util.Objects.requireNonNull;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportRequest;
import dev.jaas.spi.TransportSettings;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An {@link HttpTransport} on {@link HttpClient}, the HTTP client of the JDK, over HTTP/1.1. Thread-safe; meant to be shared
 * and kept.
 *
 * <p>Each exchange occupies a daemon thread ({@code jaas-jdkhttp-1}, {@code -2} and so on) until it ends. At most
 * {@link TransportSettings#maxConnections()} exchanges have one at once; the others wait. From Java 24 on, an exchange has a
 * virtual thread of its own; before, threads are kept for the next exchange, and end after ten idle seconds.
 *
 * <p>Limitations of the JDK's client:
 *
 * <ul>
 *   <li>It sends headers sorted by name, names itself in requests without a {@code User-Agent}, and leaves out a question
 *       mark with nothing after it. Of a status with more than three digits it reads the first three.
 *   <li>After a response head that it cannot read (too large, malformed, endless 1xx) it leaves the connection open and keeps
 *       what it has read, up to 2 MiB. This transport then replaces its client. On Java 21 and newer it shuts the old client
 *       down, which closes the connection; on Java 17 garbage collection reclaims the memory, but the connection stays open
 *       until the process ends. A wrapped client keeps both. {@link #abandonedConnections()} counts these connections.
 *   <li>It closes a connection for writing at once, but for reading when its selector wakes up: a server that goes on sending
 *       after an abort may notice it up to three seconds later.
 *   <li>A name lookup cannot be interrupted: an exchange that is aborted meanwhile occupies its thread until the lookup ends.
 *       The JVM keeps a name that it did not find for 10 s (security property {@code networkaddress.cache.negative.ttl}). Only
 *       the first address of a name is tried.
 *   <li>A chunk size of 2<sup>31</sup> or more makes it loop in its only thread. When the exchange is aborted, this transport
 *       replaces its client, but the loop goes on. A wrapped client stays unusable.
 *   <li>An HTTP proxy with a password requires {@code -Djdk.http.auth.tunneling.disabledSchemes=} (without a value) when the
 *       program starts: by default the JDK does not send a password to a proxy that tunnels.
 *   <li>With {@code -Djdk.httpclient.HttpClient.log=headers} (or {@code all}) it logs the admin token. The first transport of
 *       a JVM with that setting logs a warning.
 *   <li>On Java 17 a client cannot be shut down: {@link #close()} interrupts its selector thread, which then closes the idle
 *       connections and ends; a callback that runs on that thread sees the interrupt. A wrapped client keeps both.
 *   <li>An image made with {@code jlink} on Java 17 needs the module {@code jdk.crypto.ec} for TLS.
 * </ul>
 */
public final class JdkHttpTransport implements HttpTransport {

    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(10);

    private final ReplaceableHttpClient client;
    private final TransportSettings settings;
    private final @Nullable String proxyAuthorization;
    private final Workers workers;
    private final Set<JdkExchange> inFlight = ConcurrentHashMap.newKeySet();

    private JdkHttpTransport(ReplaceableHttpClient client, TransportSettings settings) {
        this.client = client;
        this.settings = settings;
        this.proxyAuthorization = HttpClientFactory.proxyAuthorization(settings);
        this.workers = new Workers(settings.maxConnections(), IDLE_TIMEOUT);
    }

    /**
     * Makes a transport with {@linkplain TransportSettings#defaults() default settings}.
     *
     * @return as {@link #create(TransportSettings)}
     * @throws IllegalStateException if the JDK is set to repeat requests, with
     *     {@code -Djdk.httpclient.enableAllMethodRetry}
     */
    public static JdkHttpTransport create() {
        return create(TransportSettings.defaults());
    }

    /**
     * Makes a transport with a client of its own.
     *
     * @param settings how to connect
     * @return a transport that owns its client; close it
     * @throws IllegalStateException if the JDK is set to repeat requests, with
     *     {@code -Djdk.httpclient.enableAllMethodRetry}, or not to send the proxy's password, as described above
     */
    public static JdkHttpTransport create(TransportSettings settings) {
        requireNonNull(settings, "the transport settings are null");
        HttpClientFactory.checkSystemProperties();
        return new JdkHttpTransport(ReplaceableHttpClient.owned(HttpClientFactory.create(settings)), settings);
    }

    /**
     * Makes a transport on a client of the caller, who configures and shares it. Its connect timeout, proxy, trust and
     * executor are used as they are; if it adds anything to requests, such as cookies, that is sent. Requests use HTTP/1.1
     * whatever version the client prefers. At most {@link TransportSettings#DEFAULT_MAX_CONNECTIONS} exchanges are in flight
     * at once.
     *
     * <p>With a wrapped client, an exchange whose server closes the connection within the TLS handshake fails as if the
     * request had been sent.
     *
     * @param client the client; it must neither follow redirects nor have an authenticator; it is not closed
     * @return a transport that borrows the client; closing it ends its exchanges
     * @throws IllegalArgumentException if the client follows redirects, which would send the admin token elsewhere, or has an
     *     authenticator, which would respond to a 401 itself and on Java 17 removes the admin token
     * @throws IllegalStateException if the JDK is set to repeat requests, with
     *     {@code -Djdk.httpclient.enableAllMethodRetry}
     */
    public static JdkHttpTransport wrap(HttpClient client) {
        requireNonNull(client, "the client is null");
        HttpClientFactory.checkSystemProperties();
        HttpClientFactory.requireWrappable(client);
        TransportSettings.Builder settings = TransportSettings.builder();
        client.connectTimeout().ifPresent(settings::connectTimeout);
        return new JdkHttpTransport(ReplaceableHttpClient.borrowed(client), settings.build());
    }

    @Override
    public Exchange start(TransportRequest request, ExchangeListener listener) {
        TransportSettings.Proxy proxy = TunnelSelector.tunnels(request.uri()) ? settings.proxy() : null;
        String server = request.uri().getRawAuthority();
        String route = proxy == null ? server : server + " through the proxy " + proxy.host() + ":" + proxy.port();
        JdkExchange exchange = new JdkExchange(
                proxy == null ? request : authorize(request), route, listener, client, workers, inFlight::remove);
        inFlight.add(exchange); // first: close() ends it, or it is refused
        exchange.start();
        return exchange;
    }

    /** Adds the proxy's credentials; the JDK's client sends them to the proxy alone. */
    private TransportRequest authorize(TransportRequest request) {
        if (proxyAuthorization == null) {
            return request;
        }
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.put("Proxy-Authorization", proxyAuthorization);
        byte[] body = new byte[request.body().remaining()];
        request.body().get(body);
        return new TransportRequest(request.method(), request.uri(), headers, body);
    }

    /**
     * Whether the current thread may wait for an exchange of this transport.
     *
     * @return false on the threads of this transport and on the selector threads of the JDK's clients
     */
    @Override
    public boolean mayBlockCurrentThread() {
        return !SelectorThread.isCurrent() && !workers.includeCurrentThread();
    }

    @Override
    public int maxConcurrentExchanges() {
        return settings.maxConnections();
    }

    @Override
    public Duration connectTimeout() {
        return settings.connectTimeout();
    }

    /**
     * How often the JDK's client has left a connection open after a response head that it could not read. On Java 21 and
     * newer this transport closes these connections, unless the client was wrapped.
     *
     * @return how often since this transport was made
     */
    public long abandonedConnections() {
        return client.abandonedConnections();
    }

    /** Ends all exchanges, the threads of this transport, and its client unless that was wrapped. Returns at once. */
    @Override
    public void close() {
        workers.shutdown();
        inFlight.forEach(exchange -> exchange.stop("the transport was closed"));
        client.shutdown();
    }
}
