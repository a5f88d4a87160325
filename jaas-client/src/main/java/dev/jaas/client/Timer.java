// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import java.time.Duration;

/** Monotonic time and delay, which tests replace. */
interface Timer extends AutoCloseable {

    /** A task that has not run yet. */
    interface Task {
        void cancel();
    }

    /** Monotonic time, as {@link System#nanoTime()}. */
    long nanoTime();

    /** Runs a short task that does not block once the delay is over, on a thread of the timer's. */
    Task schedule(Duration delay, Runnable task);

    /** Starts the timer's thread if it could not be started when a task was scheduled. */
    default void ensureRunning() {}

    @Override
    void close();
}
