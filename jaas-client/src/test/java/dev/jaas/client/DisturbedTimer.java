// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import java.time.Duration;

/** {@link ManualTime}, with something that a test has happen in the middle of a look at it. */
class DisturbedTimer implements Timer {

    private final ManualTime time;

    DisturbedTimer(ManualTime time) {
        this.time = time;
    }

    @Override
    public long nanoTime() {
        return time.nanoTime();
    }

    @Override
    public Task schedule(Duration delay, Runnable task) {
        return time.schedule(delay, task);
    }

    @Override
    public void close() {
        time.close();
    }
}
