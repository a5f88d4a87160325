// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends the state to open pages as server-sent events (WHATWG HTML, 9.2): all of it, whenever it has changed. Each page holds a thread of
 * the server while it is open. Thread-safe.
 *
 * <p>A change is found by comparing snapshots, so nothing in the simulator has to announce one, several quick changes are sent as one,
 * and a simulator whose page nobody has open does nothing.
 */
final class StateStream {

    /** How many pages receive the state. Browsers open at most six connections to a host, and actions need some of them, too. */
    static final int MAX_STREAMS = 4;

    private static final byte[] REPLACED = "event: replaced\ndata: {}\n\n".getBytes(UTF_8);
    private static final byte[] COMMENT = ":\n\n".getBytes(UTF_8);

    private final Supplier<byte[]> snapshot;
    private final Duration interval;
    private final Duration maxSilence;
    private final Duration writeTimeout;

    /** The pages that receive the state, the oldest first. Guarded by this. */
    private final Queue<HttpExchange> open = new ArrayDeque<>();

    StateStream(Supplier<byte[]> snapshot) {
        this(snapshot, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    /**
     * For tests.
     *
     * @param snapshot the state as JSON in one line
     * @param interval the time between two snapshots
     * @param maxSilence after which something is sent although nothing has changed, to find out whether the page is still open
     * @param writeTimeout after which a page that does not read is disconnected
     */
    StateStream(Supplier<byte[]> snapshot, Duration interval, Duration maxSilence, Duration writeTimeout) {
        this.snapshot = snapshot;
        this.interval = interval;
        this.maxSilence = maxSilence;
        this.writeTimeout = writeTimeout;
    }

    /**
     * Sends the state until the page or the simulator is closed, the page does not read, or newer pages replace this one. The newest are
     * served, since a page that was reloaded looks open until a write to it fails.
     */
    void send(HttpExchange exchange) throws IOException {
        add(exchange);
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            sendChanges(exchange);
            write(exchange.getResponseBody(), REPLACED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the simulator was closed
        } finally {
            remove(exchange);
        }
    }

    private synchronized void add(HttpExchange exchange) {
        open.add(exchange);
        if (open.size() > MAX_STREAMS) {
            open.remove();
        }
    }

    private synchronized void remove(HttpExchange exchange) {
        open.remove(exchange);
    }

    private synchronized boolean isOpen(HttpExchange exchange) {
        return open.contains(exchange);
    }

    private void sendChanges(HttpExchange exchange) throws IOException, InterruptedException {
        OutputStream out = exchange.getResponseBody();
        byte[] sent = {};
        long lastWrite = System.nanoTime();
        while (isOpen(exchange)) {
            byte[] current = snapshot.get();
            if (!Arrays.equals(current, sent)) {
                write(out, event(current));
                sent = current;
                lastWrite = System.nanoTime();
            } else if (System.nanoTime() - lastWrite > maxSilence.toNanos()) {
                write(out, COMMENT);
                lastWrite = System.nanoTime();
            }
            Thread.sleep(interval.toMillis());
        }
    }

    private static byte[] event(byte[] json) {
        return ("data: " + new String(json, UTF_8) + "\n\n").getBytes(UTF_8);
    }

    private void write(OutputStream out, byte[] bytes) throws IOException {
        WriteTimeout timeout = new WriteTimeout();
        CompletableFuture<Void> timer =
                new CompletableFuture<Void>().completeOnTimeout(null, writeTimeout.toMillis(), TimeUnit.MILLISECONDS);
        timer.thenRun(timeout::interrupt);
        try {
            out.write(bytes);
            out.flush();
        } finally {
            timeout.end();
            timer.cancel(false);
        }
    }

    /** Interrupts a thread that writes for too long, which closes the connection: no setting of the JDK's server does that. */
    private static final class WriteTimeout {

        private final Thread writer = Thread.currentThread();

        // Guarded by this.
        private boolean ended;

        synchronized void interrupt() {
            if (!ended) {
                writer.interrupt();
            }
        }

        synchronized void end() {
            ended = true;
        }
    }
}
