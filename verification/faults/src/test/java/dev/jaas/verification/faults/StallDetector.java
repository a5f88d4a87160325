// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Records when runnable threads of this JVM did not run, because other processes had the processors or garbage was collected.
 * A client cannot meet a deadline during such a stall, so tests subtract it from the time that a command took.
 */
public final class StallDetector implements AutoCloseable {

    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(5);

    private record Stall(long end, long nanos) {}

    private final List<Stall> stalls = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "stall-detector");
    private volatile boolean closed;

    private StallDetector() {
        thread.setDaemon(true);
    }

    public static StallDetector start() {
        StallDetector detector = new StallDetector();
        detector.thread.start();
        return detector;
    }

    /** Returns the total length of the stalls between two values of {@link System#nanoTime()}. */
    public Duration stalledBetween(long from, long to) {
        long stalled = 0;
        synchronized (stalls) {
            for (int i = stalls.size() - 1; i >= 0 && stalls.get(i).end - from > 0; i--) {
                Stall stall = stalls.get(i);
                long begin = Math.max(stall.end - stall.nanos - from, 0);
                long end = Math.min(stall.end - from, to - from);
                stalled += Math.max(end - begin, 0);
            }
        }
        return Duration.ofNanos(stalled);
    }

    @Override
    public void close() {
        closed = true;
    }

    private void run() {
        while (!closed) {
            long before = System.nanoTime();
            LockSupport.parkNanos(TICK);
            long now = System.nanoTime();
            long late = now - before - TICK;
            if (late > TICK) {
                synchronized (stalls) {
                    stalls.add(new Stall(now, late));
                }
            }
        }
    }
}
