package dev.jaas.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.client.JaasClient;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.RoomName;
import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Commands and faults by the thousand, and what is left of them: 2,000 commands of which every tenth meets a fault, and with
 * the profile {@code trials} 100,000.
 */
class LeakTest {

    private static final int COMMANDS = Integer.getInteger("commands", 2_000);
    private static final int FAULT_EVERY = 10;
    private static final int AT_A_TIME = 16;
    private static final long SEED = Long.getLong("seed", 1);
    private static final long NOTICEABLE = 2L * 1024 * 1024;

    /** A second is promised; the rest is for a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** On Java 17 the JDK's client looks every three seconds whether it has been collected, and then ends. */
    private static final Duration UNTIL_COLLECTED = Duration.ofSeconds(15);

    private static final ConferenceName ROOM = ConferenceName.of(RoomName.parse("leak"), TestSigner.KEY_ID.appId());
    private static final Logger CLIENT = Logger.getLogger("dev.jaas.client");
    private static final Logger VERTX = Logger.getLogger("io.vertx");

    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            complaints.add(entry.getLoggerName() + ": " + entry.getMessage());
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
    @EnumSource
    void execute_thousandsWithFaults_leavesNothingBehind(Stack stack) throws Exception {
        assertThat(ours()).as("threads before").isEmpty();
        try (TrialServer server = new TrialServer(1, index -> TrialPlan.of(SEED, index), index -> {}, index -> {})) {
            HttpTransport transport = stack.create(TransportSettings.defaults());
            JaasClient client = JaasClient.builder(new TestSigner(), transport)
                    .baseUrl(server.port(0).uri())
                    .callTimeout(Duration.ofSeconds(1))
                    .attemptTimeout(Duration.ofSeconds(1))
                    .build();
            run(client, server, 0, COMMANDS / 2);
            long before = liveHeap();
            run(client, server, COMMANDS / 2, COMMANDS);
            long grown = liveHeap() - before;
            long closed = System.nanoTime();
            client.close();
            transport.close();

            boolean quiet = within(PATIENCE, () -> ours().isEmpty());
            long quietAfter = System.nanoTime() - closed;
            boolean disconnected = within(patience(stack), () -> isWithoutConnection(stack, server));
            long disconnectedAfter = System.nanoTime() - closed;
            System.out.printf(
                    "%s on Java %d: %,d commands leave %,d bytes of heap; after close() no thread is left in %d ms,"
                            + " no connection in %d ms%n",
                    stack,
                    Runtime.version().feature(),
                    COMMANDS / 2,
                    grown,
                    TimeUnit.NANOSECONDS.toMillis(quietAfter),
                    TimeUnit.NANOSECONDS.toMillis(disconnectedAfter));
            assertThat(grown).as("live heap of %,d commands", COMMANDS / 2).isLessThan(NOTICEABLE);
            assertThat(quiet).as("threads left: %s", ours()).isTrue();
            assertThat(disconnected)
                    .as("connections left: %d", server.openConnections())
                    .isTrue();
        }
        assertThat(complaints).as("what Vert.x complained of").isEmpty();
    }

    private static void run(JaasClient client, TrialServer server, int from, int to) throws Exception {
        Semaphore places = new Semaphore(AT_A_TIME);
        for (int i = from; i < to; i++) {
            JaasCommand command = Commands.ALL.get(i % Commands.ALL.size());
            if (i % FAULT_EVERY == 0) {
                TrialPlan plan = TrialPlan.of(SEED, i / FAULT_EVERY);
                server.port(0).expect(plan);
                command = new DialOutParticipant(ROOM, plan.identity());
            }
            places.acquire();
            CompletableFuture<?> done = client.execute(command).whenComplete((receipt, failure) -> places.release());
            assertThat(done).isNotNull();
            if (i % FAULT_EVERY == FAULT_EVERY / 2) {
                server.port(0).expect(TrialPlan.WELL);
            }
        }
        assertThat(places.tryAcquire(AT_A_TIME, 1, TimeUnit.MINUTES)).isTrue();
    }

    private static Duration patience(Stack stack) {
        return hasNoEnd(stack) ? UNTIL_COLLECTED : PATIENCE;
    }

    private static boolean isWithoutConnection(Stack stack, TrialServer server) {
        if (hasNoEnd(stack)) {
            System.gc();
        }
        return server.openConnections() == 0;
    }

    private static boolean hasNoEnd(Stack stack) {
        return stack == Stack.JDK && Runtime.version().feature() < 21;
    }

    /** Of the client and the transports; those of a Vert.x are its owner's. */
    private static List<String> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("jaas-"))
                .toList();
    }

    private static long liveHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) { // what cleaners and weak references hold goes in a second or third round
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }

    private static boolean within(Duration patience, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0 || never.await(20, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }
}
