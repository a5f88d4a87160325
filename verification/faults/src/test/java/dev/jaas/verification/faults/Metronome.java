package dev.jaas.verification.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures when, and for how long, threads of this JVM that had something to do did not get to do it: other programs had
 * the processors, or garbage was collected. No client can keep a deadline within such a time, so it does not count as its
 * lateness.
 */
final class Metronome implements AutoCloseable {

    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(5);

    private record Stall(long end, long nanos) {}

    private final List<Stall> stalls = new ArrayList<>();
    private final Thread thread = new Thread(this::tick, "metronome");
    private volatile boolean closed;

    private Metronome() {
        thread.setDaemon(true);
    }

    static Metronome start() {
        Metronome metronome = new Metronome();
        metronome.thread.start();
        return metronome;
    }

    /** The sum of the times lost from one moment to another, both of {@link System#nanoTime()}. */
    Duration lost(long from, long to) {
        long lost = 0;
        synchronized (stalls) {
            for (int i = stalls.size() - 1; i >= 0 && stalls.get(i).end - from > 0; i--) {
                Stall stall = stalls.get(i);
                long begin = Math.max(stall.end - stall.nanos - from, 0);
                long end = Math.min(stall.end - from, to - from);
                lost += Math.max(end - begin, 0);
            }
        }
        return Duration.ofNanos(lost);
    }

    @Override
    public void close() {
        closed = true;
    }

    private void tick() {
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
