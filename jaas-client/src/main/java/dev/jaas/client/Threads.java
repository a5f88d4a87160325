package dev.jaas.client;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that a client makes: all daemons, made when there is something to do and gone soon after it is done. */
final class Threads implements AutoCloseable {

    static final int MOST_EVENTS_WAITING = 100_000;

    private static final int CALLBACK_THREADS = 4;

    /** One signs; the others are for when it does not come back. */
    private static final int SIGNING_THREADS = 4;

    private final ExecutorService callbacks =
            pool(CALLBACK_THREADS, new LinkedBlockingQueue<>(), daemons("jaas-callback"));
    private final ExecutorService observers =
            pool(1, new LinkedBlockingQueue<>(MOST_EVENTS_WAITING), daemons("jaas-observer"));
    private final ExecutorService signing = new ThreadPoolExecutor(
            0, SIGNING_THREADS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), InnerThread.named("jaas-signer"));

    ExecutorService callbacks() {
        return callbacks;
    }

    ExecutorService observers() {
        return observers;
    }

    /** Refuses work while every thread is held by a signature that does not come back. */
    ExecutorService signing() {
        return signing;
    }

    /** Interrupts signatures; lets callbacks and observers finish what they were given. */
    @Override
    public void close() {
        signing.shutdownNow();
        callbacks.shutdown();
        observers.shutdown();
    }

    /** A thread of its own for what no executor takes; the current one if there is no other to be had. */
    static void startOrRun(Runnable task) {
        try {
            daemons("jaas-callback-late").newThread(task).start();
        } catch (OutOfMemoryError e) {
            task.run();
        }
    }

    private static ThreadPoolExecutor pool(int size, BlockingQueue<Runnable> queue, ThreadFactory factory) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(size, size, 5, TimeUnit.SECONDS, queue, factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger made = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
