// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

/** Spaces the starts of commands evenly. Not thread-safe. */
final class Pacer {

    /** How much of a delay is made up for by a burst: without this, the inaccuracy of sleeping would lower the rate. */
    static final long MAX_CATCH_UP_NANOS = 50_000_000;

    private final long interval;
    private long next;

    /**
     * A pacer whose first start is due at once.
     *
     * @param interval nanoseconds
     * @param now {@link System#nanoTime}
     */
    Pacer(long interval, long now) {
        this.interval = interval;
        next = now;
    }

    /** Reserves the next start, and returns how many nanoseconds it is ahead; zero or less if it is due. */
    long reserve(long now) {
        long start = next - now < -MAX_CATCH_UP_NANOS ? now - MAX_CATCH_UP_NANOS : next;
        next = start + interval;
        return start - now;
    }
}
