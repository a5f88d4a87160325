// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
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
abstract class ClosingContract extends TransportContract {

    private static final Script SERVE = READ.respond(200, "").forever();

    /** Threads of the JDK's and of JUnit's that start when somebody first needs them and then stay. */
    private static final List<String> OF_NOBODY =
            List.of("ForkJoinPool.commonPool", "CompletableFutureDelayScheduler", "Common-Cleaner", "Keep-Alive");

    ClosingContract(HttpTransportContract contract) {
        super(contract);
    }

    @Test
    void close_thenStart_failsAsNotSent() {
        ScriptedServer server = server(SERVE);
        HttpTransport transport = transport();
        exchange(transport, server.uri("/")).responseStatus();

        transport.close();

        assertNotSent(exchange(transport, server.uri("/")));
        assertThat(server.requests()).as("After close() nothing is sent.").hasSize(1);
    }

    @Test
    void close_twice_isHarmless() {
        HttpTransport transport = transport();

        transport.close();
        transport.close();

        assertNotSent(exchange(transport, refusing("http")));
    }

    @UsualCause("close() waits for threads, or lets exchanges in flight go on.")
    @Test
    void close_exchangesInFlight_failAndAreNotWaitedFor() {
        ScriptedServer server = server(READ.hold());
        HttpTransport transport = transport(TransportSettings.builder().maxConnections(2));
        List<RecordedExchange> inFlight = IntStream.range(0, 3)
                .mapToObj(i -> start(transport, server.uri("/")))
                .toList();
        assertArrived(server, 2);

        Bounds.assertReturnsAtOnce("close() must not wait for anything.", transport::close);

        assertThat(inFlight)
                .as(
                        "Exchanges in flight, and those that wait for a connection, must fail when the transport is closed.")
                .allSatisfy(exchange -> exchange.outcome(limit()).assertFailed());
        assertThat(server.awaitNoOpenConnection(limit()))
                .as("The connections of exchanges in flight must be closed.")
                .isTrue();
    }

    @Test
    void close_whileConnecting_failsAsNotSent() {
        ScriptedServer server = server(Script.accept().hold());
        HttpTransport transport = transport();
        RecordedExchange exchange = start(transport, server.tlsUri("localhost", "/"));
        assertThat(server.awaitConnections(1, limit()))
                .as("The transport must connect.")
                .isTrue();

        transport.close();

        assertNotSent(exchange.outcome(limit()));
    }

    @UsualCause("close() shuts the threads down but leaves the pool of connections.")
    @Test
    void close_idleConnections_areClosed() {
        ScriptedServer server = server(SERVE);

        useAndClose(server);

        assertThat(collectingUntil(() -> server.openConnections() == 0))
                .as("Idle connections must be closed with the transport, or where a JDK offers no way with the next"
                        + " garbage collection.")
                .isTrue();
    }

    @UsualCause(
            "An executor is not shut down, or its threads are shared by all clients of the stack: override isBorrowed(Thread) then.")
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
            exchange(transport, server.uri("/")).responseStatus();
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

    private boolean collectingUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit().toNanos();
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
