// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.http.HttpClient;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The client of one transport: its own or a borrowed one. After a response head that it cannot read, the JDK's client
 * forgets the connection without closing it, and keeps up to 2 MiB that it has read of it. An own client is then replaced
 * and shut down, which lets its other exchanges end and then closes all connections. Before Java 21 a client cannot be shut
 * down: its memory is reclaimed by garbage collection, but the connection stays open. When the transport is closed, an
 * interrupt ends the client there; a replaced one is not interrupted earlier, since others of its exchanges may be in flight.
 */
final class ReplaceableHttpClient {

    private static final @Nullable MethodHandle SHUTDOWN = findShutdown();

    private final boolean owned;
    private final Supplier<HttpClient> factory;

    // Guarded by this.
    private final Set<Thread> selectorThreads = Collections.newSetFromMap(new WeakHashMap<>()); // before Java 21
    private @Nullable HttpClient current;
    private boolean closed;
    private long abandonedConnections;

    private ReplaceableHttpClient(boolean owned, Supplier<HttpClient> factory) {
        this.owned = owned;
        this.factory = factory;
    }

    static ReplaceableHttpClient owned(Supplier<HttpClient> factory) {
        return new ReplaceableHttpClient(true, factory);
    }

    static ReplaceableHttpClient borrowed(HttpClient client) {
        return new ReplaceableHttpClient(false, () -> client);
    }

    /**
     * Returns the client for one exchange.
     *
     * @throws IllegalStateException after {@link #shutdown()}
     */
    synchronized HttpClient get() {
        if (closed) {
            throw new IllegalStateException("the transport is closed");
        }
        if (current == null) {
            current = factory.get();
            if (owned && SHUTDOWN == null) {
                SelectorThread.find(current).ifPresent(selectorThreads::add);
            }
        }
        return current;
    }

    /** Replaces a client that has abandoned a connection. */
    synchronized void replaceAndCount(HttpClient client) {
        abandonedConnections++;
        replace(client);
    }

    /** Replaces a client, unless that has been done. */
    synchronized void replace(HttpClient client) {
        if (client == current) {
            shutdownCurrent();
        }
    }

    synchronized long abandonedConnections() {
        return abandonedConnections;
    }

    /** Shuts down the client and those that it replaced. Their exchanges have been stopped. */
    synchronized void shutdown() {
        closed = true;
        shutdownCurrent();
        selectorThreads.forEach(Thread::interrupt);
        selectorThreads.clear();
    }

    private void shutdownCurrent() {
        if (owned && current != null && SHUTDOWN != null) {
            try {
                SHUTDOWN.invokeExact(current);
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }
        current = null;
    }

    private static @Nullable MethodHandle findShutdown() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(HttpClient.class, "shutdown", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException beforeJava21) {
            return null;
        }
    }
}
