// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * A server on loopback that does with each connection what a {@link Script} says, and records every complete request. It
 * shows what a client did: how often it sent, on how many connections, and whether it closed them.
 *
 * <p>Each connection has a daemon thread of its own, named {@code jaas-testkit-…}. Thread-safe.
 */
public final class ScriptedServer implements AutoCloseable {

    /** How long connecting may take while the backlog is not full. */
    private static final int FULL_AFTER_MILLIS = 300;

    /** How many connections can be told in a failed test. */
    private static final int MAX_DESCRIBED = 3;

    private final ServerSocket listener;
    private final List<Socket> fillers = new ArrayList<>();

    private final Object changes = new Object();
    private final List<RecordedRequest> requests = new ArrayList<>();
    private final Set<ScriptedConnection> open = new LinkedHashSet<>();
    private final Map<Integer, Script> played = new TreeMap<>();
    private int accepted;
    private boolean closed;

    private ScriptedServer(int backlog) {
        try {
            listener = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a server that plays the same script on every connection.
     *
     * @param script the script
     * @return the server, listening
     */
    public static ScriptedServer start(Script script) {
        requireNonNull(script, "the script is null");
        return start(number -> script);
    }

    /**
     * Starts a server that plays a script for each connection.
     *
     * @param scripts gives the script for a connection's number, from 1
     * @return the server, listening
     */
    public static ScriptedServer start(IntFunction<Script> scripts) {
        requireNonNull(scripts, "the function of scripts is null");
        ScriptedServer server = new ScriptedServer(0);
        startThread("jaas-testkit-listener", () -> server.acceptAll(scripts));
        return server;
    }

    /**
     * Starts a server that accepts nothing and whose backlog is full, so that connecting to it takes until the client gives
     * up. It needs a kernel that lets such a connection wait, as Linux does, rather than refuse it.
     *
     * @return the server
     */
    public static ScriptedServer withFullBacklog() {
        ScriptedServer server = new ScriptedServer(1);
        while (server.takesAnother()) {
            // until it is full
        }
        return server;
    }

    /**
     * Where the server listens.
     *
     * @return a port of the loopback address
     */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * A URI of this server by address, for plain HTTP.
     *
     * @param pathAndQuery from the slash on, percent-encoded
     * @return the URI
     */
    public URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port() + pathAndQuery);
    }

    /**
     * A URI of this server for TLS.
     *
     * @param host a name or address of the loopback interface, such as {@code localhost}
     * @param pathAndQuery from the slash on, percent-encoded
     * @return the URI
     */
    public URI tlsUri(String host, String pathAndQuery) {
        return URI.create("https://" + host + ":" + port() + pathAndQuery);
    }

    /**
     * Every request that was received to its end, with or without a response.
     *
     * @return a copy, in the order of receiving
     */
    public List<RecordedRequest> requests() {
        synchronized (changes) {
            return List.copyOf(requests);
        }
    }

    /**
     * How many connections were accepted.
     *
     * @return the number so far
     */
    public int connections() {
        synchronized (changes) {
            return accepted;
        }
    }

    /**
     * How many connections are open. One counts until the peer has closed it or the script has reset it.
     *
     * @return the number now
     */
    public int openConnections() {
        synchronized (changes) {
            return open.size();
        }
    }

    /**
     * Waits for requests.
     *
     * @param count how many complete requests in all
     * @param timeout how long to wait
     * @return whether they came
     */
    public boolean awaitRequests(int count, Duration timeout) {
        return await(() -> requests.size() >= count, timeout);
    }

    /**
     * Waits for connections.
     *
     * @param count how many in all
     * @param timeout how long to wait
     * @return whether they came
     */
    public boolean awaitConnections(int count, Duration timeout) {
        return await(() -> accepted >= count, timeout);
    }

    /**
     * Waits until the peers have closed every connection.
     *
     * @param timeout how long to wait
     * @return whether none is open
     */
    public boolean awaitNoOpenConnection(Duration timeout) {
        return await(open::isEmpty, timeout);
    }

    /** The scripts of the connections that were accepted, by their numbers. */
    Map<Integer, Script> scripts() {
        synchronized (changes) {
            return new TreeMap<>(played);
        }
    }

    /** Stops listening and closes every connection. */
    @Override
    public void close() {
        List<ScriptedConnection> connections;
        synchronized (changes) {
            closed = true;
            connections = List.copyOf(open);
            changes.notifyAll();
        }
        connections.forEach(ScriptedConnection::close);
        try {
            listener.close();
            for (Socket filler : fillers) {
                filler.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a condition holds, which is asked under the lock, or the server is closed. */
    boolean await(BooleanSupplier condition, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (changes) {
            while (!condition.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || closed) {
                    return false;
                }
                try {
                    changes.wait(left / 1_000_000, (int) (left % 1_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    void received(RecordedRequest request) {
        synchronized (changes) {
            requests.add(request);
            changes.notifyAll();
        }
    }

    void ended(ScriptedConnection connection) {
        synchronized (changes) {
            open.remove(connection);
            changes.notifyAll();
        }
    }

    private boolean takesAnother() {
        Socket filler = new Socket(Proxy.NO_PROXY);
        fillers.add(filler);
        try {
            filler.connect(listener.getLocalSocketAddress(), FULL_AFTER_MILLIS);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptAll(IntFunction<Script> scripts) {
        try {
            while (true) {
                accept(listener.accept(), scripts);
            }
        } catch (IOException e) {
            // close() has closed the listener.
        }
    }

    private void accept(Socket socket, IntFunction<Script> scripts) throws IOException {
        ScriptedConnection connection;
        int number;
        synchronized (changes) {
            if (closed) {
                socket.close();
                return;
            }
            number = ++accepted;
            Script script = scripts.apply(number);
            connection = new ScriptedConnection(this, number, script, socket);
            if (number <= MAX_DESCRIBED) {
                played.put(number, script);
            }
            open.add(connection);
            changes.notifyAll();
        }
        startThread("jaas-testkit-connection-" + number, connection);
    }

    private static void startThread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
