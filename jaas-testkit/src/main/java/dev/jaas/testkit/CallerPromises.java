package dev.jaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportRequest;
import dev.jaas.port.driven.TransportSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code send} never throws and never blocks. */
abstract class CallerPromises extends TransportPromises {

    /** Long enough to tell a caller that waits for the end from one that does not. */
    private static final Duration LONG = Duration.ofSeconds(4);

    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    CallerPromises(HttpTransportContract contract) {
        super(contract);
    }

    @Test
    void send_serverSilent_returnsAtOnce() {
        ScriptedServer server = server(Script.accept().hold());

        assertReturnsAtOnce(transport(), server.uri("/"), 1);
    }

    @Test
    void send_connectingTakesLong_returnsAtOnce() {
        ScriptedServer server = closeLater(ScriptedServer.withFullBacklog());
        HttpTransport transport = transport(TransportSettings.defaults().withConnectTimeout(LONG));

        assertReturnsAtOnce(transport, server.uri("/"), 1);
    }

    @Test
    void send_tlsHandshakeTakesLong_returnsAtOnce() {
        ScriptedServer server = server(Script.accept().hold());

        HttpTransport transport = transport(TransportSettings.defaults().withConnectTimeout(LONG));

        assertReturnsAtOnce(transport, server.tlsUri("localhost", "/"), 1);
    }

    @Test
    void send_noConnectionFree_returnsAtOnce() {
        ScriptedServer server = server(Script.accept().hold());
        HttpTransport transport = transport(TransportSettings.defaults().withMaxConnections(1));

        assertReturnsAtOnce(transport, server.uri("/"), 100);
    }

    @Test
    void send_hostIsName_isNotLookedUpOnCallersThread() throws InterruptedException {
        HttpTransport transport = transport();
        AtomicBoolean lookedUp = new AtomicBoolean();
        AtomicBoolean done = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        Thread watcher = new Thread(() -> {
            while (!done.get()) {
                if (Arrays.stream(caller.getStackTrace()).anyMatch(CallerPromises::looksUp)) {
                    lookedUp.set(true);
                }
            }
        });
        watcher.setDaemon(true);
        watcher.start();

        IntStream.range(0, 50)
                .mapToObj(i -> URI.create("http://jaas-testkit-" + i + "-" + System.nanoTime() + ".invalid/"))
                .forEach(uri -> transport.send(request(uri, LONG)));

        done.set(true);
        watcher.join();
        assertThat(lookedUp)
                .as("A name must not be looked up on the caller's thread, since that can take seconds.")
                .isFalse();
    }

    @Test
    void mayBlockCurrentThread_onCallersThread_isTrue() {
        assertThat(transport().mayBlockCurrentThread())
                .as("A thread that has nothing to do with the transport may wait for it.")
                .isTrue();
    }

    @Test
    void mayBlockCurrentThread_whereTrueInContinuation_doesNotDeadlock() {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        ScriptedServer server =
                server(Script.accept().answer(request -> answer.join()).forever());
        HttpTransport transport = transport(TransportSettings.defaults().withMaxConnections(1));

        CompletableFuture<Boolean> continued = transport
                .send(request(server.uri("/"), AMPLE))
                .thenApply(first -> !transport.mayBlockCurrentThread()
                        || exchange(transport, server.uri("/"), LONG).response() != null);
        answer.complete(Script.response(200, "")); // not sooner: the continuation must run where the exchange completes

        assertThat(continued
                        .completeOnTimeout(false, AMPLE.toSeconds(), TimeUnit.SECONDS)
                        .join())
                .as("Where mayBlockCurrentThread() is true, waiting for another exchange must bring its response.")
                .isTrue();
    }

    private static boolean looksUp(StackTraceElement frame) {
        return frame.getClassName().startsWith("java.net.InetAddress")
                || frame.getClassName().startsWith("java.net.Inet6AddressImpl");
    }

    private static void assertReturnsAtOnce(HttpTransport transport, URI uri, int times) {
        TransportRequest request = request(uri, LONG);
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            transport.send(request);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("send() must return at once, whatever the exchange takes.")
                    .isLessThan(AT_ONCE);
        }
    }
}
