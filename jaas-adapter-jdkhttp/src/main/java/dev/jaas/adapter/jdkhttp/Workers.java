package dev.jaas.adapter.jdkhttp;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of one transport, one for each exchange: daemons that are started on demand and end when idle. */
final class Workers extends ThreadPoolExecutor {

    private final class Worker extends Thread {

        Worker(Runnable task, String name) {
            super(null, task, name, 0, false);
            setDaemon(true);
        }

        boolean belongsTo(Workers workers) {
            return workers == Workers.this;
        }
    }

    Workers(int maxThreads, Duration idleTimeout) {
        super(maxThreads, maxThreads, idleTimeout.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>());
        allowCoreThreadTimeOut(true);
        AtomicInteger started = new AtomicInteger();
        setThreadFactory(task -> new Worker(task, "jaas-jdkhttp-" + started.incrementAndGet()));
    }

    boolean includeCurrentThread() {
        return Thread.currentThread() instanceof Worker worker && worker.belongsTo(this);
    }
}
