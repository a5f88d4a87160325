// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Keeps a number of commands in flight: each that ends is followed by another until the time is up. */
final class ClosedLoop {

    private static final int DRAIN_SECONDS = 60;

    private final Contender contender;

    ClosedLoop(Contender contender) {
        this.contender = contender;
    }

    /** Runs for some time and until every command has ended. */
    Window run(int concurrency, long millis) throws InterruptedException {
        return run(concurrency, millis, Long.MAX_VALUE);
    }

    /** Runs until each of the concurrent commands has been followed by as many as to make the given number. */
    Window runEach(int concurrency, long commands) throws InterruptedException {
        return run(concurrency, TimeUnit.SECONDS.toMillis(DRAIN_SECONDS), commands);
    }

    private Window run(int concurrency, long millis, long commands) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(concurrency);
        CpuTime cpuAtStart = CpuTime.now();
        long start = System.nanoTime();
        long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
        Slot[] slots = Stream.generate(() -> new Slot(end, commands, ended))
                .limit(concurrency)
                .toArray(Slot[]::new);
        for (Slot slot : slots) {
            slot.send();
        }
        if (!ended.await(millis + TimeUnit.SECONDS.toMillis(DRAIN_SECONDS), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(ended.getCount() + " commands have not ended");
        }
        long wall = System.nanoTime() - start;
        CpuTime cpu = CpuTime.now().since(cpuAtStart);
        return sum(slots, cpu, wall);
    }

    private static Window sum(Slot[] slots, CpuTime cpu, long wall) {
        Durations durations = new Durations();
        long accepted = 0;
        long failed = 0;
        for (Slot slot : slots) {
            durations.addAll(slot.durations);
            accepted += slot.accepted;
            failed += slot.failed;
        }
        return new Window(
                accepted,
                failed,
                cpu.total() - cpu.compilers(),
                cpu.compilers(),
                wall,
                durations.quantileMicros(0.5),
                durations.quantileMicros(0.99),
                durations.maxMicros());
    }

    /** One of the concurrent commands, and those that follow it. Used by one thread at a time. */
    private final class Slot implements Contender.Completion {

        private final Durations durations = new Durations();
        private final long end;
        private final long commands;
        private final CountDownLatch ended;
        private long startedAt;
        private long accepted;
        private long failed;

        Slot(long end, long commands, CountDownLatch ended) {
            this.end = end;
            this.commands = commands;
            this.ended = ended;
        }

        void send() {
            startedAt = System.nanoTime();
            contender.send(this);
        }

        @Override
        public void completed(boolean success) {
            long now = System.nanoTime();
            durations.add(now - startedAt);
            if (success) {
                accepted++;
            } else {
                failed++;
            }
            if (now < end && accepted + failed < commands) {
                send();
            } else {
                ended.countDown();
            }
        }
    }
}
