// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one transport, one for each exchange that is in flight: daemons that are started on demand. From Java 24 on
 * they are virtual, since waking up a virtual thread costs less. Before, a virtual thread that waits for a monitor occupies a
 * platform thread.
 */
final class Workers {

    private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 24;
    private static final String NAME = "jaas-jdkhttp-";
    private static final ThreadLocal<Workers> CURRENT = new ThreadLocal<>();

    private final ExecutorService threads;
    private final Semaphore permits;

    /** Runs at most so many tasks at once; the others wait. Idle platform threads end after some time. */
    Workers(int maxRunning, Duration idleTimeout) {
        this(maxRunning, threads(maxRunning, idleTimeout));
    }

    Workers(int maxRunning, ExecutorService threads) {
        this.threads = threads;
        this.permits = new Semaphore(maxRunning, true);
    }

    /** @throws java.util.concurrent.RejectedExecutionException after {@link #shutdown()} */
    void execute(Runnable task) {
        threads.execute(() -> run(task));
    }

    boolean includeCurrentThread() {
        return CURRENT.get() == this;
    }

    void shutdown() {
        threads.shutdown();
    }

    private void run(Runnable task) {
        permits.acquireUninterruptibly(); // there is always one for a platform thread
        CURRENT.set(this);
        try {
            task.run();
        } finally {
            permits.release();
        }
    }

    private static ExecutorService threads(int max, Duration idleTimeout) {
        ExecutorService virtual =
                Runtime.version().feature() < FIRST_JAVA_WITH_VIRTUAL_THREADS ? null : virtualThreads();
        return virtual == null ? platformThreads(max, idleTimeout) : virtual;
    }

    private static ExecutorService platformThreads(int max, Duration idleTimeout) {
        AtomicInteger started = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                max, max, idleTimeout.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(null, task, NAME + started.incrementAndGet(), 0, false);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Returns an executor that starts a thread for each task, or null where the JDK does not offer it. */
    private static @Nullable ExecutorService virtualThreads() {
        try {
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            type.getMethod("name", String.class, long.class).invoke(builder, NAME, 1);
            type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(builder, false);
            return (ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, type.getMethod("factory").invoke(builder));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
