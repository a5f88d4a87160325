// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.transport.RecordedExchange.Event;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code start} never throws and never blocks, and the listener is called without a lock. */
abstract class CallerContract extends TransportContract {

    /** Long enough to tell a caller that waits for the end from one that does not. */
    private static final Duration LONG = Duration.ofSeconds(4);

    private static final int MAX_LOOKUPS = 1_000;

    /** So many looks at the caller's thread find a lookup if there is one. */
    private static final int ENOUGH_SAMPLES = 100;

    CallerContract(HttpTransportContract contract) {
        super(contract);
    }

    @Test
    void start_serverSilent_returnsAtOnce() {
        assertReturnsAtOnce(transport(), server(Script.accept().hold()).uri("/"), 1);
    }

    @Test
    void start_connectingTakesLong_returnsAtOnce() {
        ScriptedServer server = closeLater(ScriptedServer.withFullBacklog());

        assertReturnsAtOnce(transport(TransportSettings.builder().connectTimeout(LONG)), server.uri("/"), 1);
    }

    @Test
    void start_tlsHandshakeTakesLong_returnsAtOnce() {
        ScriptedServer server = server(Script.accept().hold());
        HttpTransport transport = transport(TransportSettings.builder().connectTimeout(LONG));

        assertReturnsAtOnce(transport, server.tlsUri("localhost", "/"), 1);
    }

    @UsualCause("start() waits for a permit or a connection. Do that on a thread of the stack.")
    @Test
    void start_noConnectionFree_returnsAtOnce() {
        ScriptedServer server = server(Script.accept().hold());

        assertReturnsAtOnce(transport(TransportSettings.builder().maxConnections(1)), server.uri("/"), 100);
    }

    @UsualCause(
            "new InetSocketAddress(host, port) looks up the name. Create it on a thread of the stack, or unresolved.")
    @Test
    void start_hostIsName_isNotLookedUpOnCallersThread() throws InterruptedException {
        HttpTransport transport = transport();
        AtomicBoolean lookedUp = new AtomicBoolean();
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger samples = new AtomicInteger();
        Thread caller = Thread.currentThread();
        Thread watcher = new Thread(() -> {
            while (!done.get()) {
                if (Arrays.stream(caller.getStackTrace()).anyMatch(CallerContract::looksUp)) {
                    lookedUp.set(true);
                }
                samples.incrementAndGet();
            }
        });
        watcher.setDaemon(true);
        watcher.start();

        IntStream.range(0, MAX_LOOKUPS)
                .takeWhile(i -> samples.get() < ENOUGH_SAMPLES)
                .mapToObj(i -> URI.create("http://jaas-testkit-" + i + "-" + System.nanoTime() + ".invalid/"))
                .forEach(uri -> start(transport, uri));

        done.set(true);
        watcher.join();
        assertThat(lookedUp)
                .as("A name must not be looked up on the caller's thread, since that can take seconds.")
                .isFalse();
    }

    @UsualCause("connectTimeout() is not overridden. Return the one of the settings.")
    @Test
    void connectTimeout_any_isThatOfSettings() {
        Duration timeout = Duration.ofMillis(1_234);

        assertThat(transport(TransportSettings.builder().connectTimeout(timeout))
                        .connectTimeout())
                .as("The client bounds connecting by the connect timeout of the settings.")
                .isEqualTo(timeout);
    }

    @Test
    void mayBlockCurrentThread_onCallersThread_isTrue() {
        assertThat(transport().mayBlockCurrentThread())
                .as("A thread that has nothing to do with the transport may wait for it.")
                .isTrue();
    }

    @UsualCause("mayBlockCurrentThread() is true on the thread that completes exchanges. Return false there.")
    @Test
    void mayBlockCurrentThread_whereTrueInListener_doesNotDeadlock() {
        CompletableFuture<byte[]> response = new CompletableFuture<>();
        ScriptedServer server =
                server(Script.accept().respond(request -> response.join()).forever());
        HttpTransport transport = transport(TransportSettings.builder().maxConnections(1));
        CompletableFuture<Boolean> brought = new CompletableFuture<>();

        start(transport, server.uri("/"), (exchange, event) -> {
            if (event == Event.COMPLETE) {
                brought.complete(!transport.mayBlockCurrentThread()
                        || start(transport, server.uri("/"), RecordedExchange.PROCEED)
                                .outcomeOrAbort(limit().dividedBy(2))
                                .complete());
            }
            return true;
        });
        response.complete(Script.response(200, "")); // not sooner: this thread must not be the one that completes

        assertThat(brought.completeOnTimeout(false, limit().toMillis(), TimeUnit.MILLISECONDS)
                        .join())
                .as("Where mayBlockCurrentThread() is true, waiting for another exchange must bring its response.")
                .isTrue();
    }

    /** A lock that is held while the listener is called is a deadlock with the lock of the listener. */
    @UsualCause(
            "A lock is held while the listener is called, or abort() waits for such a call. Call the listener without a lock.")
    @TestFactory
    Stream<DynamicTest> listener_called_blocksNoOtherThread() {
        Map<String, BiConsumer<HttpTransport, RecordedExchange>> operations = new LinkedHashMap<>();
        operations.put("abort", (transport, exchange) -> exchange.abort());
        operations.put("start", (transport, exchange) -> start(transport, refusing("http")));
        operations.put("close", (transport, exchange) -> transport.close());
        return Arrays.stream(Event.values())
                .flatMap(event -> operations.entrySet().stream()
                        .map(operation -> row(
                                operation.getKey() + " during " + event,
                                () -> assertBlocksNoOtherThread(event, operation.getValue()))));
    }

    private void assertBlocksNoOtherThread(Event event, BiConsumer<HttpTransport, RecordedExchange> operation) {
        ScriptedServer server = server(event == Event.FAILED ? READ.reset() : READ.respond(200, "body"));
        HttpTransport transport = transport();
        CompletableFuture<Boolean> returned = new CompletableFuture<>();

        start(transport, server.uri("/"), (exchange, current) -> {
            if (current == event) {
                CompletableFuture<?> other = CompletableFuture.runAsync(
                        () -> {
                            exchange.awaitStarted(GRACE);
                            operation.accept(transport, exchange);
                        },
                        Bounds::startThread);
                returned.complete(other.handle((nothing, failure) -> failure == null)
                        .completeOnTimeout(false, limit().dividedBy(2).toMillis(), TimeUnit.MILLISECONDS)
                        .join());
            }
            return true;
        });

        assertThat(returned.completeOnTimeout(false, limit().toMillis(), TimeUnit.MILLISECONDS)
                        .join())
                .as("While the listener is called, start(), abort() and close() must not wait for it on other threads.")
                .isTrue();
    }

    private static boolean looksUp(StackTraceElement frame) {
        return frame.getClassName().startsWith("java.net.InetAddress")
                || frame.getClassName().startsWith("java.net.Inet6AddressImpl");
    }

    /** After an exchange that fails at once, so that no class remains to be loaded. */
    private void assertReturnsAtOnce(HttpTransport transport, URI uri, int times) {
        start(transport, refusing("http")).awaitEnd(limit());

        Bounds.assertReturnsAtOnce(
                "start() must return at once, whatever the exchange takes.",
                () -> IntStream.range(0, times).forEach(i -> start(transport, uri)));
    }
}
