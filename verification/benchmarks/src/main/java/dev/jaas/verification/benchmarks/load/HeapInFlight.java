// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Measures what the heap holds for commands in flight while the server keeps back all responses. */
final class HeapInFlight {

    private static final int COLLECTIONS = 3;

    private HeapInFlight() {}

    /** Prints the heap before and with the commands, waits for a line, and prints how many were accepted and failed. */
    static void measure(Contender contender, int number, BufferedReader commands)
            throws IOException, InterruptedException {
        AtomicLong accepted = new AtomicLong();
        CountDownLatch ended = new CountDownLatch(number);
        long before = usedHeap();
        for (int i = 0; i < number; i++) {
            contender.send(success -> {
                accepted.addAndGet(success ? 1 : 0);
                ended.countDown();
            });
        }
        System.out.println(before + " " + usedHeap());
        commands.readLine();
        if (!ended.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(ended.getCount() + " commands have not ended");
        }
        System.out.println(accepted + " " + (number - accepted.get()));
    }

    private static long usedHeap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
