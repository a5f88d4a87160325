package dev.jaas.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportRequest;
import dev.jaas.port.driven.TransportSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/** What the groups of {@link HttpTransportContract} have in common: requests with canaries, servers, outcomes. */
abstract class TransportPromises {

    /** The timeout of an exchange that should not need it. */
    static final Duration AMPLE = Duration.ofSeconds(8);

    /** A timeout to run into: long enough that on a busy machine the request has arrived by then. */
    static final Duration SHORT = Duration.ofMillis(800);

    /** How long to wait for what must not come. */
    static final Duration GRACE = Duration.ofMillis(300);

    /** What a busy machine may take longer. */
    static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final HttpTransportContract contract;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    TransportPromises(HttpTransportContract contract) {
        this.contract = contract;
    }

    @AfterEach
    void closeWhatWasOpened() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    boolean isBorrowed(Thread thread) {
        return contract.isBorrowed(thread);
    }

    HttpTransport transport() {
        return transport(TransportSettings.defaults());
    }

    HttpTransport transport(TransportSettings settings) {
        return closeLater(create(settings));
    }

    /** A transport that the test closes itself. */
    HttpTransport create(TransportSettings settings) {
        return contract.create(settings);
    }

    ScriptedServer server(Script script) {
        return closeLater(ScriptedServer.start(script));
    }

    <T extends AutoCloseable> T closeLater(T resource) {
        opened.push(resource);
        return resource;
    }

    /** A test of a table's row, with the resources that it opens. */
    DynamicTest row(String name, Executable test) {
        return dynamicTest(name, () -> {
            try {
                test.execute();
            } finally {
                closeWhatWasOpened();
            }
        });
    }

    /** What the client sends, with canaries for secrets in a header and in the body. */
    static TransportRequest request(URI uri, Duration timeout) {
        return new TransportRequest("POST", uri, headers(), Canary.BODY.getBytes(UTF_8), timeout);
    }

    static Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "*/*");
        headers.put("Authorization", "Bearer " + Canary.TOKEN);
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "jaas-testkit");
        return headers;
    }

    /** Sends to a URI and waits for the end. */
    static Outcome exchange(HttpTransport transport, URI uri, Duration timeout) {
        return exchange(transport, request(uri, timeout));
    }

    static Outcome exchange(HttpTransport transport, TransportRequest request) {
        return Exchange.start(transport, request).outcome();
    }

    /** Closes the transport, so that nothing more can be sent, and counts. */
    static int requestsInTheEnd(HttpTransport transport, ScriptedServer server) {
        transport.close();
        server.awaitNoOpenConnection(GRACE);
        return server.requests().size();
    }

    /** An exchange under way. */
    record Exchange(CompletableFuture<?> future, CompletableFuture<Outcome> ended, Duration timeout) {

        static Exchange start(HttpTransport transport, TransportRequest request) {
            long start = System.nanoTime();
            var future = transport.send(request);
            var ended = future.handle(
                    (response, failure) -> new Outcome(response, failure, Duration.ofNanos(System.nanoTime() - start)));
            return new Exchange(future, ended, request.timeout());
        }

        Outcome outcome() {
            Duration patience = timeout.plus(TOLERANCE).plus(TOLERANCE);
            try {
                return ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                return fail(
                        "An exchange must end within its timeout, which was %s, but after %s it has not.",
                        timeout, patience);
            } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A port of loopback that is taken, so that nobody else listens there, and refuses to connect. */
    URI refusing(String scheme) {
        Socket taken = closeLater(new Socket());
        try {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return URI.create(scheme + "://127.0.0.1:" + taken.getLocalPort() + "/");
    }
}
