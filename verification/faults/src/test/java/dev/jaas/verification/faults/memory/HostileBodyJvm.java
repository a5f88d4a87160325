// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.memory;

import dev.jaas.client.JaasClient;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.verification.faults.Examples;
import dev.jaas.verification.faults.TestSigner;
import dev.jaas.verification.faults.TransportKind;
import dev.jaas.verification.faults.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends commands to hostile servers and prints, after each response, the largest live heap that it measured meanwhile. */
final class HostileBodyJvm {

    private static final Logger LOGGER = Logger.getLogger("");
    private static final Duration TIMEOUT = Duration.ofMillis(1500);

    /** Less than this counts as nothing left, and the measurement ends. */
    private static final long NEGLIGIBLE = 256 * 1024;

    private HostileBodyJvm() {}

    /** Each measurement collects garbage for as long as a connection is being made. */
    private static final TransportSettings SETTINGS =
            TransportSettings.builder().connectTimeout(TIMEOUT).build();

    public static void main(String[] arguments) throws Exception {
        LOGGER.setLevel(Level.OFF);
        TestSigner signer = new TestSigner();
        try (HttpTransport transport = TransportKind.valueOf(arguments[0]).create(SETTINGS)) {
            int times = Integer.parseInt(arguments[1]);
            dial(signer, transport, arguments[2]); // loads classes
            long before = liveHeap();
            for (int server = 3; server < arguments.length; server++) {
                for (int i = 0; i < times; i++) {
                    long now = liveHeap();
                    System.out.println("heap: " + Math.max(0, dial(signer, transport, arguments[server]) - now));
                    int ignored = System.in.read();
                }
            }
            System.out.println("left: " + settledHeap(before));
        }
        System.exit(0);
    }

    private static long dial(TestSigner signer, HttpTransport transport, String url) throws Exception {
        long max = 0;
        try (JaasClient client = JaasClient.builder(signer, transport)
                .baseUrl(URI.create(url))
                .commandTimeout(TIMEOUT)
                .attemptTimeout(TIMEOUT)
                .build()) {
            CompletableFuture<Verdict> result =
                    client.execute(Examples.DIAL_OUT).handle(Verdict::of);
            while (!isDoneWithin20Millis(result)) {
                max = Math.max(max, liveHeap());
            }
        }
        return Math.max(max, liveHeap());
    }

    private static boolean isDoneWithin20Millis(CompletableFuture<Verdict> result) throws Exception {
        try {
            result.get(20, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    /**
     * Returns by how much the live heap has grown. On Java 17 a discarded JDK client checks only every few seconds whether it
     * has been collected, and only then ends.
     */
    private static long settledHeap(long before) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long least = liveHeap() - before;
        for (int i = 0; i < 8 && least > NEGLIGIBLE; i++) {
            if (never.await(1, TimeUnit.SECONDS)) {
                throw new AssertionError();
            }
            least = Math.min(least, liveHeap() - before);
        }
        return Math.max(0, least);
    }

    /** The least of three: other threads go on allocating, and on a busy machine for long before this one reads what is used. */
    private static long liveHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
