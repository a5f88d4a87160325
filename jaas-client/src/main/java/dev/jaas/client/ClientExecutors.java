// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The executors of a client. Their threads are daemons, created on demand and gone after 5 s without work. */
final class ClientExecutors implements AutoCloseable {

    static final int MAX_WAITING_EVENTS = 100_000;

    private static final int CALLBACK_THREADS = 4;

    /** One is enough, unless a signature hangs. */
    private static final int SIGNING_THREADS = 4;

    private final ExecutorService callbacks =
            pool(CALLBACK_THREADS, new LinkedBlockingQueue<>(), ClientThread.forCallbacks("jaas-callback"));
    private final ThreadPoolExecutor observers =
            pool(1, new LinkedBlockingQueue<>(MAX_WAITING_EVENTS), ClientThread.forCallbacks("jaas-observer"));
    private final ExecutorService signing = new ThreadPoolExecutor(
            0, SIGNING_THREADS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), ClientThread.completing("jaas-signer"));

    ExecutorService callbacks() {
        return callbacks;
    }

    ExecutorService observers() {
        return observers;
    }

    /** Refuses work while every thread is held by a signature that hangs. */
    ExecutorService signing() {
        return signing;
    }

    /**
     * Interrupts signatures, and lets callbacks finish what they were given. Observers go on, on a thread that ends as soon as
     * there is no event: a closed client notifies them of what it refuses.
     */
    @Override
    public void close() {
        signing.shutdownNow();
        callbacks.shutdown();
        observers.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }

    /** For what no executor accepts: runs it on a new thread, or on the current one if none can be created. */
    static void runOnFallbackThread(Runnable task) {
        try {
            ClientThread.forCallbacks("jaas-callback-late").newThread(task).start();
        } catch (OutOfMemoryError e) {
            task.run();
        }
    }

    private static ThreadPoolExecutor pool(int size, BlockingQueue<Runnable> queue, ThreadFactory factory) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(size, size, 5, TimeUnit.SECONDS, queue, factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
