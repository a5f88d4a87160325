package dev.jaas.adapter.jdkhttp;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of one transport: workers that wait for answers and a clock. All are daemons, made on demand, and end when idle. */
final class Threads {

    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor clock;

    private final class Own extends Thread {

        Own(Runnable task, String name) {
            super(null, task, name, 0, false);
            setDaemon(true);
        }

        boolean isOf(Threads threads) {
            return threads == Threads.this;
        }
    }

    Threads(int maxWorkers, Duration idleTime) {
        AtomicInteger made = new AtomicInteger();
        ThreadFactory worker = task -> new Own(task, "jaas-jdkhttp-" + made.incrementAndGet());
        workers = new ThreadPoolExecutor(
                maxWorkers,
                maxWorkers,
                idleTime.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                worker);
        workers.allowCoreThreadTimeOut(true);
        clock = new ScheduledThreadPoolExecutor(
                1, task -> new Own(task, "jaas-jdkhttp-clock"), new ThreadPoolExecutor.DiscardPolicy());
        clock.setKeepAliveTime(idleTime.toMillis(), TimeUnit.MILLISECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Runs a task on a worker, when one is free.
     *
     * @throws java.util.concurrent.RejectedExecutionException after {@link #close()}
     */
    void execute(Runnable task) {
        workers.execute(task);
    }

    /** Runs a short task later, unless the result is cancelled or the threads are closed before. */
    Future<?> after(Duration delay, Runnable task) {
        return clock.schedule(task, TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
    }

    boolean includeCurrentThread() {
        return Thread.currentThread() instanceof Own own && own.isOf(this);
    }

    /** Takes no more tasks. Those that wait for a worker still get one, so that they can end. */
    void close() {
        workers.shutdown();
        clock.shutdown();
    }
}
