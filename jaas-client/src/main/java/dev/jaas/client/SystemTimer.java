// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A timer for timeouts, of which nearly all are cancelled: a wheel of lists, so that to schedule and to cancel costs a link in a
 * list, and wakes no thread. A task runs up to 10 ms late. One daemon thread, which ends after 10 s without tasks.
 */
final class SystemTimer implements Timer {

    private static final Duration TICK = Duration.ofMillis(10);
    private static final int SLOTS = 1_024;
    private static final int TICKS_UNTIL_IDLE = 1_000;

    private final ThreadFactory threads = ClientThread.completing("jaas-timer");
    private final long start = System.nanoTime();
    private final long tickNanos;
    private final Slot[] slots;
    private final int ticksUntilIdle;
    private volatile @Nullable Thread ticker;
    private volatile boolean used;
    private volatile boolean closed;

    SystemTimer() {
        this(TICK, SLOTS, TICKS_UNTIL_IDLE);
    }

    /**
     * A timer of other measures.
     *
     * @param slots a power of two; tasks that are due later than so many ticks from now stay for more than one turn
     * @param ticksUntilIdle after so many ticks without tasks the thread ends
     */
    SystemTimer(Duration tick, int slots, int ticksUntilIdle) {
        this.tickNanos = tick.toNanos();
        this.slots = new Slot[slots];
        this.ticksUntilIdle = ticksUntilIdle;
        Arrays.setAll(this.slots, i -> new Slot());
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Task schedule(Duration delay, Runnable task) {
        Scheduled scheduled = new Scheduled(task);
        long due = tickAt(System.nanoTime() + delay.toNanos()) + 1;
        while (!slot(due).add(scheduled, due)) {
            due++; // its time came between these lines
        }
        if (!used) {
            used = true;
        }
        ensureRunning();
        return scheduled;
    }

    @Override
    public void ensureRunning() {
        if (ticker == null) {
            startTicker();
        }
    }

    /** Drops all tasks; the client's close ends every execution. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(ticker);
    }

    private void startTicker() {
        synchronized (this) {
            if (ticker != null || closed) {
                return;
            }
            Thread thread = threads.newThread(this::run);
            ticker = thread;
            try {
                thread.start();
            } catch (OutOfMemoryError e) { // no thread can be created: the next command tries again
                ticker = null;
            }
        }
    }

    private void run() {
        long passed = Long.MIN_VALUE; // whatever was added before this thread ran
        int idleTicks = 0;
        while (!closed) {
            long now = tickAt(System.nanoTime());
            for (long tick = Math.max(passed + 1, now - slots.length + 1); tick <= now; tick++) {
                slot(tick).takeDue(tick).forEach(Scheduled::run);
            }
            passed = now;
            idleTicks = used ? 0 : idleTicks + 1;
            used = false;
            if (idleTicks > ticksUntilIdle && isEmpty()) {
                ticker = null;
                if (isEmpty()) { // otherwise a task came that counts on this thread
                    return;
                }
                startTicker();
                return;
            }
            LockSupport.parkNanos((now + 1) * tickNanos - (System.nanoTime() - start));
        }
    }

    private long tickAt(long nanoTime) {
        return Math.floorDiv(nanoTime - start, tickNanos);
    }

    private Slot slot(long tick) {
        return slots[(int) (tick & (slots.length - 1))];
    }

    private boolean isEmpty() {
        for (Slot slot : slots) {
            if (!slot.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The tasks of the ticks that are a turn of the wheel apart, as a ring of links. */
    private static final class Slot {

        // Guarded by this.
        private final Link ring = new Link();
        private long passed = Long.MIN_VALUE;

        /** Returns false if that tick has passed. */
        synchronized boolean add(Scheduled task, long due) {
            if (due <= passed) {
                return false;
            }
            task.slot = this;
            task.due = due;
            task.linkBefore(ring);
            return true;
        }

        synchronized void remove(Scheduled task) {
            task.unlink();
        }

        synchronized List<Scheduled> takeDue(long tick) {
            passed = tick;
            if (isEmpty()) {
                return List.of();
            }
            List<Scheduled> due = new ArrayList<>();
            for (Link link = ring.next(); link != ring; link = link.next()) {
                Scheduled task = (Scheduled) link;
                if (task.due <= tick) {
                    due.add(task);
                }
            }
            due.forEach(Scheduled::unlink);
            return due;
        }

        synchronized boolean isEmpty() {
            return ring.isAlone();
        }
    }

    private static final class Scheduled extends Link implements Task {

        private volatile @Nullable Runnable task; // dropped when it has run or must not, since it may refer to a token
        private @Nullable Slot slot;
        private long due; // guarded by the slot

        Scheduled(Runnable task) {
            this.task = task;
        }

        @Override
        public void cancel() {
            task = null;
            Slot owner = slot;
            if (owner != null) {
                owner.remove(this);
            }
        }

        /** A task that fails must not end the thread, on which all other timeouts depend. */
        void run() {
            Runnable due = task;
            task = null;
            try {
                if (due != null) {
                    due.run();
                }
            } catch (Throwable e) {
                ClientThread.report(e);
            }
        }
    }
}
