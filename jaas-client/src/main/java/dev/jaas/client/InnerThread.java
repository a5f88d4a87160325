package dev.jaas.client;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** A daemon thread on which calls make progress. Who blocks it on a command may wait for ever. */
final class InnerThread extends Thread {

    private InnerThread(Runnable task, String name) {
        super(task, name);
        setDaemon(true);
    }

    static ThreadFactory named(String name) {
        AtomicInteger made = new AtomicInteger();
        return task -> new InnerThread(task, name + "-" + made.incrementAndGet());
    }

    static boolean isCurrent() {
        return Thread.currentThread() instanceof InnerThread;
    }
}
