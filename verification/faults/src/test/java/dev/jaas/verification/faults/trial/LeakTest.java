// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.client.JaasClient;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.RoomName;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.verification.faults.Examples;
import dev.jaas.verification.faults.TestSigner;
import dev.jaas.verification.faults.TransportKind;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 2,000 commands, of which every tenth meets a fault, leave no heap, thread or connection behind. The profile {@code trials}
 * makes that 100,000.
 */
@Tag("slow")
class LeakTest {

    private static final int COMMANDS = Integer.getInteger("commands", 2_000);
    private static final int FAULT_EVERY = 10;
    private static final int AT_A_TIME = 16;
    private static final long SEED = Long.getLong("seed", 1);
    private static final long MAX_GROWTH = 2L * 1024 * 1024;

    /** A second is promised; the rest allows for a busy machine. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private static final ConferenceName ROOM = ConferenceName.of(RoomName.parse("leak"), TestSigner.KEY_ID.appId());
    private static final Logger CLIENT = Logger.getLogger("dev.jaas.client");
    private static final Logger VERTX = Logger.getLogger("io.vertx");

    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            warnings.add(entry.getLoggerName() + ": " + entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        CLIENT.setLevel(Level.OFF);
        VERTX.addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        VERTX.removeHandler(listener);
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "VERTX"})
    void execute_thousandsWithFaults_leavesNothingBehind(TransportKind kind) throws Exception {
        assertThat(ownThreads()).as("threads before").isEmpty();
        try (TrialServer server = new TrialServer(1, index -> TrialPlan.of(SEED, index), index -> {}, index -> {})) {
            HttpTransport transport = kind.create(TransportSettings.defaults());
            JaasClient client = JaasClient.builder(new TestSigner(), transport)
                    .baseUrl(server.port(0).uri())
                    .commandTimeout(Duration.ofSeconds(1))
                    .attemptTimeout(Duration.ofSeconds(1))
                    .build();
            run(client, server, 0, COMMANDS / 2);
            long before = liveHeap();
            run(client, server, COMMANDS / 2, COMMANDS);
            long growth = liveHeap() - before;
            long closed = System.nanoTime();
            client.close();
            transport.close();

            boolean quiet = within(CLOSE_TIMEOUT, () -> ownThreads().isEmpty());
            long quietAfter = System.nanoTime() - closed;
            boolean disconnected = within(CLOSE_TIMEOUT, () -> server.openConnections() == 0);
            long disconnectedAfter = System.nanoTime() - closed;
            System.out.printf(
                    "%s on Java %d: %,d commands leave %,d bytes of heap; after close() no thread is left after %d ms,"
                            + " no connection after %d ms%n",
                    kind,
                    Runtime.version().feature(),
                    COMMANDS / 2,
                    growth,
                    TimeUnit.NANOSECONDS.toMillis(quietAfter),
                    TimeUnit.NANOSECONDS.toMillis(disconnectedAfter));
            assertThat(growth).as("live heap of %,d commands", COMMANDS / 2).isLessThan(MAX_GROWTH);
            assertThat(quiet).as("threads left: %s", ownThreads()).isTrue();
            assertThat(disconnected)
                    .as("connections left: %d", server.openConnections())
                    .isTrue();
        }
        assertThat(warnings).as("warnings of Vert.x").isEmpty();
    }

    private static void run(JaasClient client, TrialServer server, int from, int to) throws Exception {
        Semaphore permits = new Semaphore(AT_A_TIME);
        for (int i = from; i < to; i++) {
            JaasCommand command = Examples.COMMANDS.get(i % Examples.COMMANDS.size());
            if (i % FAULT_EVERY == 0) {
                TrialPlan plan = TrialPlan.of(SEED, i / FAULT_EVERY);
                server.port(0).expect(plan);
                command = new DialOutParticipant(ROOM, plan.phoneNumber());
            }
            permits.acquire();
            CompletableFuture<?> done = client.execute(command).whenComplete((receipt, failure) -> permits.release());
            assertThat(done).isNotNull();
            if (i % FAULT_EVERY == FAULT_EVERY / 2) {
                server.port(0).expect(TrialPlan.SUCCESS);
            }
        }
        assertThat(permits.tryAcquire(AT_A_TIME, 1, TimeUnit.MINUTES)).isTrue();
    }

    /** Returns the threads of clients and transports; those of Vert.x belong to the application. */
    private static List<String> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("jaas-"))
                .toList();
    }

    private static long liveHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) { // cleaners and weak references need a second or third round
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }

    private static boolean within(Duration timeout, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0 || never.await(20, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }
}
