// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.load;

/** A histogram of durations with a relative error of 1/16 at most, written by one thread at a time. */
final class Durations {

    private static final int STEP_BITS = 4;
    private static final int STEPS = 1 << STEP_BITS;

    private final int[] counts = new int[(Long.SIZE - STEP_BITS) * STEPS];
    private long max;

    void add(long nanos) {
        counts[index(nanos)]++;
        max = Math.max(max, nanos);
    }

    void addAll(Durations other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        max = Math.max(max, other.max);
    }

    double maxMicros() {
        return max / 1000.0;
    }

    /** The upper end of the step in which the given share of the durations is reached. */
    double quantileMicros(double share) {
        long total = 0;
        for (int count : counts) {
            total += count;
        }
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen > 0 && seen >= share * total) {
                return Math.min(upperEnd(i), max) / 1000.0;
            }
        }
        return 0;
    }

    private static int index(long nanos) {
        if (nanos < STEPS) {
            return (int) Math.max(0, nanos);
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - STEP_BITS;
        return ((shift + 1) << STEP_BITS) + (int) (nanos >>> shift) - STEPS;
    }

    private static long upperEnd(int index) {
        if (index < STEPS) {
            return index;
        }
        int shift = (index >> STEP_BITS) - 1;
        return ((long) ((index & (STEPS - 1)) + STEPS + 1) << shift) - 1;
    }
}
