package dev.jaas.adapter.jdkhttp;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.http.HttpClient;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The client that exchanges use: a borrowed one, or one of our own. After an answer that the JDK's client could not read it
 * forgets the connection without closing it, and keeps what it has read of it, up to 2 MiB. So the next exchange gets a new
 * client, and the old one is let go when its last exchange is done: on Java 21 and newer it is shut down, which closes the
 * connection; on 17 the next collections take all but the socket.
 */
final class Clients {

    private static final @Nullable MethodHandle SHUTDOWN_NOW = shutdownNow();

    /** A client while somebody uses it. */
    static final class Lease {

        private final HttpClient client;
        private int users;

        private Lease(HttpClient client) {
            this.client = client;
        }

        HttpClient client() {
            return client;
        }
    }

    private final boolean own;
    private final Supplier<HttpClient> source;
    private @Nullable Lease current;
    private boolean closed;
    private long abandonedConnections;

    private Clients(boolean own, Supplier<HttpClient> source) {
        this.own = own;
        this.source = source;
    }

    static Clients own(Supplier<HttpClient> maker) {
        return new Clients(true, maker);
    }

    static Clients borrowed(HttpClient client) {
        return new Clients(false, () -> client);
    }

    synchronized Lease take() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if (current == null) {
            current = new Lease(source.get());
        }
        current.users++;
        return current;
    }

    synchronized void giveBack(Lease lease, boolean connectionAbandoned) {
        lease.users--;
        if (connectionAbandoned) {
            abandonedConnections++;
            if (own && lease == current) {
                current = null;
            }
        }
        if (lease != current && lease.users == 0) {
            end(lease);
        }
    }

    synchronized long abandonedConnections() {
        return abandonedConnections;
    }

    synchronized void close() {
        closed = true;
        if (current != null) {
            end(current);
            current = null;
        }
    }

    private void end(Lease lease) {
        if (own && SHUTDOWN_NOW != null) {
            try {
                SHUTDOWN_NOW.invokeExact(lease.client);
            } catch (Throwable impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    private static @Nullable MethodHandle shutdownNow() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(HttpClient.class, "shutdownNow", MethodType.methodType(void.class));
        } catch (NoSuchMethodException beforeJava21) {
            return null;
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
