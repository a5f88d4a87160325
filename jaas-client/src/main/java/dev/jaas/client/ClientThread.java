// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** A daemon thread of a client's. */
final class ClientThread extends Thread {

    private final boolean completesExecutions;

    private ClientThread(Runnable task, String name, boolean completesExecutions) {
        super(task, name);
        this.completesExecutions = completesExecutions;
        setDaemon(true);
    }

    /** Threads on which executions make progress: waiting there for a command may deadlock. */
    static ThreadFactory completing(String name) {
        return factory(name, true);
    }

    /** Threads that run the application's code, which may wait for commands. */
    static ThreadFactory forCallbacks(String name) {
        return factory(name, false);
    }

    static boolean currentCompletesExecutions() {
        return Thread.currentThread() instanceof ClientThread current && current.completesExecutions;
    }

    /** Reports a failure as if it had ended the current thread, which goes on. */
    static void report(Throwable failure) {
        Thread current = Thread.currentThread();
        current.getUncaughtExceptionHandler().uncaughtException(current, failure);
    }

    private static ThreadFactory factory(String name, boolean completesExecutions) {
        AtomicInteger created = new AtomicInteger();
        return task -> new ClientThread(task, name + "-" + created.incrementAndGet(), completesExecutions);
    }
}
