package dev.jaas.verification.faults;

import dev.jaas.client.JaasClient;
import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Meets hostile servers, and says after each answer how much live heap that took at the worst moment that it looked. */
final class HostileBodyJvm {

    private static final Logger LOGGER = Logger.getLogger("");

    private HostileBodyJvm() {}

    public static void main(String[] arguments) throws Exception {
        LOGGER.setLevel(Level.OFF);
        TestSigner signer = new TestSigner();
        try (HttpTransport transport = Stack.valueOf(arguments[0]).create(TransportSettings.defaults())) {
            int times = Integer.parseInt(arguments[1]);
            dial(signer, transport, arguments[2]); // loads what has to be loaded
            long before = liveHeap();
            for (int server = 3; server < arguments.length; server++) {
                for (int i = 0; i < times; i++) {
                    long now = liveHeap();
                    System.out.println("heap: " + Math.max(0, dial(signer, transport, arguments[server]) - now));
                    int ignored = System.in.read();
                }
            }
            System.out.println("left: " + Math.max(0, settledHeap() - before));
        }
        System.exit(0);
    }

    private static long dial(TestSigner signer, HttpTransport transport, String url) throws Exception {
        long most = 0;
        try (JaasClient client = JaasClient.builder(signer, transport)
                .baseUrl(URI.create(url))
                .callTimeout(Duration.ofSeconds(3))
                .attemptTimeout(Duration.ofSeconds(3))
                .build()) {
            CompletableFuture<Verdict> call = client.execute(Commands.DIAL_OUT).handle(Verdict::of);
            while (!has(call)) {
                most = Math.max(most, liveHeap());
            }
        }
        return Math.max(most, liveHeap());
    }

    private static boolean has(CompletableFuture<Verdict> ended) throws Exception {
        try {
            ended.get(20, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    /** A client of Java 17 that was let go looks every few seconds whether it has been collected, and only then ends. */
    private static long settledHeap() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long least = liveHeap();
        for (int i = 0; i < 8; i++) {
            if (never.await(1, TimeUnit.SECONDS)) {
                throw new AssertionError();
            }
            least = Math.min(least, liveHeap());
        }
        return least;
    }

    private static long liveHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
