// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.Optional;

/**
 * The thread of a client that serves all its connections. When it is interrupted, it closes those that are idle and ends.
 * Before Java 21 nothing else ends it but garbage collection. While it waits for its connections, it delays the exit of the
 * JVM by 300 ms.
 */
final class SelectorThread {

    private SelectorThread() {}

    /** Whether the current thread is the selector thread of any client. */
    static boolean isCurrent() {
        return isSelectorThread(Thread.currentThread());
    }

    /**
     * Finds the thread of a client that the current thread has just built: it is in the same group. Client and thread have
     * the same number, the client at the end of its text, in parentheses.
     *
     * @return empty if this JDK names them differently
     */
    static Optional<Thread> find(HttpClient client) {
        String text = client.toString();
        String name = "HttpClient-" + text.substring(text.lastIndexOf('(') + 1, text.length() - 1) + "-SelectorManager";
        return Arrays.stream(threadsOfCurrentGroup())
                .filter(thread -> isSelectorThread(thread) && thread.getName().equals(name))
                .findAny();
    }

    private static boolean isSelectorThread(Thread thread) {
        return thread.getClass().getModule() == HttpClient.class.getModule();
    }

    private static Thread[] threadsOfCurrentGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        Thread[] threads = new Thread[group.activeCount() + 1];
        int count = group.enumerate(threads, false);
        while (count == threads.length) { // others were started meanwhile
            threads = new Thread[2 * threads.length];
            count = group.enumerate(threads, false);
        }
        return Arrays.copyOf(threads, count);
    }
}
