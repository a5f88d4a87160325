// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import dev.jaas.client.JaasClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Lets commands in flight, and their callbacks, end when the application ends. A context that is stopped to be started again
 * keeps its client, which cannot be opened again.
 */
final class ClientLifecycle implements SmartLifecycle, ApplicationListener<ContextClosedEvent> {

    /**
     * After the web server (near {@link Integer#MAX_VALUE}) and the task executors (half of that) have stopped, since
     * requests and tasks in progress may start commands.
     */
    private static final int PHASE = Integer.MAX_VALUE / 2 - 1024;

    /** What callbacks get after the grace: they store what became of a command. */
    private static final Duration TIME_FOR_CALLBACKS = Duration.ofSeconds(1);

    /** Spring's logging: a {@code System.Logger} may lose what it is given while the JVM shuts down. */
    private static final Log LOG = LogFactory.getLog(ClientLifecycle.class);

    private final ApplicationContext context;
    private final JaasClient client;
    private final @Nullable CommandCallbacks callbacks;
    private final Duration grace;
    private volatile boolean running;
    private volatile boolean closing;

    ClientLifecycle(
            ApplicationContext context, JaasClient client, @Nullable CommandCallbacks callbacks, Duration grace) {
        this.context = context;
        this.client = client;
        this.callbacks = callbacks;
        this.grace = grace;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Published before anything is stopped. Contexts of children publish theirs here, too. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext() == context) {
            closing = true;
        }
    }

    /** Waits elsewhere, so that {@code spring.lifecycle.timeout-per-shutdown-phase} bounds it as well. */
    @Override
    public void stop(Runnable stopped) {
        Thread waiting = new Thread(
                () -> {
                    try {
                        stop();
                    } finally {
                        stopped.run();
                    }
                },
                "jaas-shutdown");
        waiting.setDaemon(true);
        waiting.start();
    }

    @Override
    public void stop() {
        running = false;
        if (!closing) {
            return;
        }
        LOG.info("Closing the JaaS client. Commands in flight have up to " + grace + " to end.");
        long deadline = System.nanoTime() + grace.toNanos();
        try {
            awaitCommands(deadline);
            if (callbacks != null) {
                Duration left = left(deadline);
                callbacks.drain(left.compareTo(TIME_FOR_CALLBACKS) < 0 ? TIME_FOR_CALLBACKS : left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitCommands(long deadline) throws InterruptedException {
        CompletableFuture<?> closed = client.shutdown(grace);
        if (!isDoneWithin(left(deadline), closed)) {
            client.close(); // ends what is left, unless the client's own timer is just doing so
            isDoneWithin(TIME_FOR_CALLBACKS, closed); // then the callbacks have been queued
        }
    }

    private static boolean isDoneWithin(Duration time, CompletableFuture<?> future) throws InterruptedException {
        try {
            future.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
