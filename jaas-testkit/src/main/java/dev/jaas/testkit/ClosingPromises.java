package dev.jaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Closing ends what the adapter made. Alone, since other tests start threads. */
@Isolated
abstract class ClosingPromises extends TransportPromises {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final Script SERVE =
            Script.accept().readRequest().respond(200, "").forever();

    /** Threads of the JDK's and of JUnit's that start when somebody first needs them and then stay. */
    private static final List<String> OF_NOBODY =
            List.of("ForkJoinPool", "CompletableFutureDelayScheduler", "Common-Cleaner", "Keep-Alive");

    ClosingPromises(HttpTransportContract contract) {
        super(contract);
    }

    @Test
    void close_thenSend_failsAsNotSent() {
        ScriptedServer server = server(SERVE);
        HttpTransport transport = transport();
        exchange(transport, server.uri("/"), AMPLE).answer();

        transport.close();

        exchange(transport, server.uri("/"), AMPLE).assertNotSent();
        assertThat(server.requests()).as("After close() nothing is sent.").hasSize(1);
    }

    @Test
    void close_twice_doesNothingMore() {
        HttpTransport transport = transport();

        transport.close();
        transport.close();

        exchange(transport, refusing("http"), AMPLE).assertNotSent();
    }

    @Test
    void close_exchangesInFlight_failAndAreNotWaitedFor() {
        ScriptedServer server = server(Script.accept().readRequest().hold());
        HttpTransport transport = transport(TransportSettings.defaults().withMaxConnections(2));
        List<Exchange> inFlight = IntStream.range(0, 3)
                .mapToObj(i -> Exchange.start(transport, request(server.uri("/"), LONG)))
                .toList();
        assertThat(server.awaitRequests(2, AMPLE))
                .as("The requests must arrive.")
                .isTrue();

        long start = System.nanoTime();
        transport.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("close() must not wait for anything.")
                .isLessThan(TOLERANCE);
        assertThat(inFlight)
                .as(
                        "Exchanges in flight, and those that wait for a connection, must fail when the transport is closed.")
                .allSatisfy(exchange -> assertThat(exchange.ended()).succeedsWithin(TOLERANCE));
        inFlight.forEach(exchange -> exchange.outcome().failure());
        assertThat(inFlight.stream()
                        .filter(exchange -> exchange.outcome().failure().mayHaveBeenSent()))
                .as("Exchanges whose request has arrived must not be reported as not sent.")
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(server.awaitNoOpenConnection(TOLERANCE))
                .as("The connections of exchanges in flight must be closed.")
                .isTrue();
    }

    @Test
    void close_idleConnections_areClosed() {
        ScriptedServer server = server(SERVE);

        useAndClose(server);

        assertThat(collectingUntil(() -> server.openConnections() == 0))
                .as("Idle connections must be closed with the transport, or where a JDK offers no way with the next"
                        + " garbage collection.")
                .isTrue();
    }

    @Test
    void close_threads_haveEnded() {
        ScriptedServer server = server(SERVE);
        Set<Thread> before = Thread.getAllStackTraces().keySet();

        useAndClose(server);

        assertThat(collectingUntil(() -> leftBehind(before).isEmpty()))
                .as(
                        "The threads that the transport made must end with it, or where a JDK offers no way with the next"
                                + " garbage collection. Left: %s",
                        leftBehind(before))
                .isTrue();
    }

    /** In a method of its own, so that no variable keeps the transport from being collected. */
    private void useAndClose(ScriptedServer server) {
        try (HttpTransport transport = create(TransportSettings.defaults())) {
            exchange(transport, server.uri("/"), AMPLE).answer();
        }
    }

    private Set<String> leftBehind(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && !isBorrowed(thread))
                .map(Thread::getName)
                .filter(name ->
                        !name.startsWith("jaas-testkit-") && OF_NOBODY.stream().noneMatch(name::startsWith))
                .collect(Collectors.toSet());
    }

    private static boolean collectingUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + AMPLE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            System.gc();
            LockSupport.parkNanos(OFTEN.toNanos());
        }
        return true;
    }
}
