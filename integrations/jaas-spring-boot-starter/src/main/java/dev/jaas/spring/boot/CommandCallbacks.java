// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the futures of commands complete: threads as the client's own, which are known here so that the application does not
 * end before a callback has ended. It is no {@code Executor}, since one among the beans keeps Spring Boot from
 * making its own.
 */
final class CommandCallbacks implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int IDLE_SECONDS = 5;

    private final ThreadPoolExecutor executor;

    CommandCallbacks() {
        AtomicInteger number = new AtomicInteger();
        executor = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "jaas-callback-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    void run(Runnable callback) {
        executor.execute(callback);
    }

    /** Waits for the callbacks that were submitted; accepts none any more. */
    void drain(Duration timeout) throws InterruptedException {
        executor.shutdown();
        executor.awaitTermination(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
