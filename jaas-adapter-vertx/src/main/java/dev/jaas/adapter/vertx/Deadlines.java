package dev.jaas.adapter.vertx;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The transport's own clock. It is a thread and not a timer of Vert.x, so that an exchange ends in time even while
 * somebody blocks the event loop.
 */
final class Deadlines {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, this::newThread);
    private volatile @Nullable Thread thread;

    Deadlines() {
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Vert.x takes a whole number of milliseconds, of which none would mean no limit. */
    static int millis(Duration time) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, TimeUnit.MILLISECONDS.convert(time)));
    }

    /**
     * Sets an alarm.
     *
     * @return what turns it off
     * @throws RejectedExecutionException once this is closed
     */
    Runnable alarm(Duration delay, Runnable action) {
        Future<?> alarm = timer.schedule(action, TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
        return () -> alarm.cancel(false);
    }

    boolean ownCurrentThread() {
        return Thread.currentThread() == thread;
    }

    /** Forgets every alarm. Not by shutdownNow, which would interrupt the continuation of a caller's future. */
    void close() {
        timer.shutdown();
    }

    private Thread newThread(Runnable task) {
        Thread made = new Thread(task, "jaas-vertx-deadlines");
        made.setDaemon(true);
        thread = made;
        return made;
    }
}
