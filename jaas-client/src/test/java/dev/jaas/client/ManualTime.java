// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Time that stands still until a test moves it. What is due by then runs on the thread that moves it, in the order in which
 * it is due. The wall clock can be moved by itself, as an administrator does it, and so can the monotonic clock.
 */
final class ManualTime implements Timer {

    private final List<Scheduled> waiting = new ArrayList<>();

    /** Overflows within the first seconds of each test, as {@link System#nanoTime()} may. */
    private long monotonic = Long.MAX_VALUE - Duration.ofSeconds(2).toNanos();

    /** Not a whole second, so that cutting to seconds shows. */
    private Instant wall = Instant.parse("2026-11-24T12:00:00.700Z");

    private boolean closed;

    private static final class Scheduled {
        private final long due;
        private final Runnable task;

        Scheduled(long due, Runnable task) {
            this.due = due;
            this.task = task;
        }
    }

    @Override
    public synchronized long nanoTime() {
        return monotonic;
    }

    @Override
    public synchronized Task schedule(Duration delay, Runnable task) {
        if (closed) {
            return () -> {};
        }
        Scheduled scheduled = new Scheduled(monotonic + delay.toNanos(), task);
        waiting.add(scheduled);
        notifyAll();
        return () -> cancel(scheduled);
    }

    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
    }

    /** The wall clock, for the client's builder. */
    Clock clock() {
        InstantSource source = this::now;
        return source.withZone(ZoneOffset.UTC);
    }

    synchronized Instant now() {
        return wall;
    }

    /** Lets time pass, by both clocks. */
    void advance(Duration by) {
        long end = nanoTime() + by.toNanos();
        for (Optional<Scheduled> next = dueBy(end); next.isPresent(); next = dueBy(end)) {
            next.get().task.run();
        }
        moveTo(end);
    }

    /** Sets the wall clock forward or back; no time passes. */
    synchronized void stepWallClock(Duration by) {
        wall = wall.plus(by);
    }

    /** Lets time pass that the wall clock does not show, as when it is set back meanwhile. */
    void advanceMonotonicOnly(Duration by) {
        Instant before = now();
        advance(by);
        synchronized (this) {
            wall = before;
        }
    }

    /** What is left of every delay, the shortest first. */
    synchronized List<Duration> delays() {
        return waiting.stream()
                .map(scheduled -> Duration.ofNanos(scheduled.due - monotonic))
                .sorted()
                .toList();
    }

    /** Waits, in real time, until something is scheduled for that long from now. */
    synchronized void awaitDelay(Duration delay) throws InterruptedException {
        long deadline = System.nanoTime() + Rig.MAX_WAIT.toNanos();
        while (!delays().contains(delay)) {
            long left = deadline - System.nanoTime();
            assertThat(left).as("only %s", delays()).isPositive();
            wait(left / 1_000_000 + 1);
        }
    }

    private synchronized void cancel(Scheduled scheduled) {
        waiting.remove(scheduled);
    }

    private synchronized Optional<Scheduled> dueBy(long end) {
        Optional<Scheduled> next = waiting.stream()
                .filter(scheduled -> scheduled.due - end <= 0)
                .min(Comparator.comparingLong(scheduled -> scheduled.due - end));
        next.ifPresent(scheduled -> {
            cancel(scheduled);
            moveTo(scheduled.due);
        });
        return next;
    }

    private synchronized void moveTo(long end) {
        wall = wall.plusNanos(end - monotonic);
        monotonic = end;
    }
}
