// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportRequest;
import dev.jaas.spi.TransportSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/** The skeleton of a transport on an HTTP stack whose methods block. */
final class BlockingTransport implements HttpTransport {

    /** A connection of the HTTP stack. Any thread may close it at any time, more than once; all other methods then fail. */
    interface StackConnection extends AutoCloseable {

        /** Connects, with the proxy's tunnel and TLS. */
        void connect() throws IOException;

        void write(TransportRequest request) throws IOException;

        /** Reads the head of the final response, and returns its status. */
        int readHead() throws IOException;

        /** Returns the values of a response header. */
        List<String> headers(String name);

        /** Reads a part of the body, and returns -1 at its end. */
        int readBody(ByteBuffer part) throws IOException;

        @Override
        void close();
    }

    private final TransportSettings settings;
    private final Function<URI, StackConnection> stack;
    private final Set<StackConnection> connections = ConcurrentHashMap.newKeySet();
    private final ThreadGroup group = new ThreadGroup("blocking-transport");
    private final ExecutorService threads;

    BlockingTransport(TransportSettings settings, Function<URI, StackConnection> stack) {
        this.settings = settings;
        this.stack = stack;
        threads = Executors.newFixedThreadPool(settings.maxConnections(), task -> new Thread(group, task));
    }

    @Override
    public Exchange start(TransportRequest request, ExchangeListener listener) {
        StackConnection connection = stack.apply(request.uri()); // not connected yet, since start must not block
        connections.add(connection);
        try {
            threads.execute(() -> exchange(connection, request, listener));
        } catch (RejectedExecutionException e) {
            connections.remove(connection);
            listener.failed("the transport is closed");
        }
        return connection::close;
    }

    private void exchange(StackConnection connection, TransportRequest request, ExchangeListener listener) {
        try (connection) {
            connection.connect(); // name lookup, TCP, the proxy's tunnel and TLS
            if (!listener.beforeSend()) {
                return; // not one byte is written, and the connection is closed
            }
            connection.write(request);
            ByteBuffer part = ByteBuffer.allocate(8192);
            boolean wanted = listener.head(connection.readHead(), connection::headers);
            while (wanted && connection.readBody(part.clear()) >= 0) {
                wanted = listener.body(part.flip());
            }
            if (wanted) {
                listener.complete();
            }
        } catch (IOException | RuntimeException e) { // whose messages may quote the token
            String host = request.uri().getRawAuthority();
            listener.failed(
                    "the exchange with " + host + " failed (" + e.getClass().getSimpleName() + ")");
        } finally {
            connections.remove(connection);
        }
    }

    /** An exchange that is waiting for a thread runs all the same, and fails because its connection is closed. */
    @Override
    public void close() {
        threads.shutdown();
        connections.forEach(StackConnection::close);
    }

    @Override
    public boolean mayBlockCurrentThread() {
        return Thread.currentThread().getThreadGroup() != group;
    }

    @Override
    public int maxConcurrentExchanges() {
        return settings.maxConnections();
    }

    @Override
    public Duration connectTimeout() {
        return settings.connectTimeout();
    }
}
