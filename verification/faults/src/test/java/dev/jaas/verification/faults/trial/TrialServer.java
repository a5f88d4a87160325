// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Serves trials with one thread and a selector: the testkit's server keeps every request, so a million would not fit. Each port
 * serves one trial at a time, so that the server knows the plan before it has read a request.
 */
final class TrialServer implements AutoCloseable {

    private final Selector selector;
    private final List<Port> ports = new ArrayList<>();
    private final PriorityQueue<ScheduledTask> schedule = new PriorityQueue<>();
    private final AtomicInteger openConnections = new AtomicInteger();
    private final IntFunction<TrialPlan> plans;
    private final IntConsumer onRequest;
    private final IntConsumer onRedirected;
    private final Thread thread = new Thread(this::serve, "trial-server");
    private volatile boolean closed;

    /** One port and its current trial. */
    static final class Port {

        private final ServerSocketChannel channel;
        private volatile TrialPlan current;

        private Port(ServerSocketChannel channel, TrialPlan current) {
            this.channel = channel;
            this.current = current;
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + channel.socket().getLocalPort());
        }

        void expect(TrialPlan next) {
            current = next;
        }

        TrialPlan current() {
            return current;
        }
    }

    private record ScheduledTask(long at, Runnable task) implements Comparable<ScheduledTask> {
        @Override
        public int compareTo(ScheduledTask other) {
            return Long.compare(at - other.at, 0);
        }
    }

    /**
     * Starts the server.
     *
     * @param ports how many ports; redirects point to one more
     * @param plans gives the plan of a trial
     * @param onRequest receives the number of the trial of each complete request, -1 if it is of none
     * @param onRedirected receives the same for a request that followed a redirect
     */
    TrialServer(int ports, IntFunction<TrialPlan> plans, IntConsumer onRequest, IntConsumer onRedirected)
            throws IOException {
        this.plans = plans;
        this.onRequest = onRequest;
        this.onRedirected = onRedirected;
        selector = Selector.open();
        for (int i = 0; i <= ports; i++) {
            ServerSocketChannel channel = ServerSocketChannel.open();
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            channel.configureBlocking(false);
            Port port = new Port(channel, TrialPlan.SUCCESS);
            channel.register(selector, SelectionKey.OP_ACCEPT, port);
            this.ports.add(port);
        }
        thread.setDaemon(true);
        thread.start();
    }

    Port port(int number) {
        return ports.get(number);
    }

    int openConnections() {
        return openConnections.get();
    }

    /** Waits half a second, so that late requests, of cancelled commands for example, are counted. */
    void settle() throws InterruptedException {
        CountDownLatch settled = new CountDownLatch(1);
        synchronized (schedule) {
            schedule.add(new ScheduledTask(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500), settled::countDown));
        }
        selector.wakeup();
        if (!settled.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the trial server has ended");
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    void schedule(long nanos, Runnable task) {
        if (nanos == 0) {
            task.run();
        } else {
            synchronized (schedule) {
                schedule.add(new ScheduledTask(System.nanoTime() + nanos, task));
            }
        }
    }

    TrialPlan plan(int index) {
        return index < 0 ? TrialPlan.SUCCESS : plans.apply(index);
    }

    void received(Port port, int index) {
        (isRedirectTarget(port) ? onRedirected : onRequest).accept(index);
    }

    boolean isRedirectTarget(Port port) {
        return port == ports.get(ports.size() - 1);
    }

    URI redirectTarget() {
        return ports.get(ports.size() - 1).uri();
    }

    void connectionClosed() {
        openConnections.decrementAndGet();
    }

    private void serve() {
        try {
            while (!closed) {
                selector.select(this::serve, pause());
                for (ScheduledTask due = due(); due != null; due = due()) {
                    due.task.run();
                }
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the milliseconds to the next scheduled task, rounded up. */
    private long pause() {
        synchronized (schedule) {
            ScheduledTask next = schedule.peek();
            return next == null
                    ? 1000
                    : Math.max(1, TimeUnit.NANOSECONDS.toMillis(next.at - System.nanoTime() + 999_999));
        }
    }

    private @Nullable ScheduledTask due() {
        synchronized (schedule) {
            ScheduledTask next = schedule.peek();
            return next != null && next.at - System.nanoTime() <= 0 ? schedule.poll() : null;
        }
    }

    private void serve(SelectionKey key) {
        try {
            if (key.attachment() instanceof TrialConnection connection) {
                connection.read();
            } else if (key.attachment() instanceof Port port) {
                accept(port);
            }
        } catch (CancelledKeyException ignored) {
            // the connection was closed meanwhile
        }
    }

    private void accept(Port port) {
        try {
            SocketChannel channel = port.channel.accept();
            if (channel == null) {
                return;
            }
            openConnections.incrementAndGet();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            TrialConnection connection = new TrialConnection(this, port, channel);
            channel.register(selector, SelectionKey.OP_READ, connection);
            connection.accepted();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
