// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportRequest;
import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.transport.RecordedExchange.Reaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.function.Executable;

/**
 * What the groups of {@link HttpTransportContract} have in common: requests with canaries, servers, exchanges. After every
 * test it asserts what holds for all of them: the protocol of the listener, and that no request arrived that
 * {@code beforeSend} had not permitted.
 */
@ExtendWith(TransportContract.Describing.class)
abstract class TransportContract {

    /** How long to wait for what must not come. */
    static final Duration GRACE = Duration.ofMillis(200);

    /** What a busy machine may take longer. */
    static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** For tests that are not about it: longer than a busy machine may need to connect. */
    private static final Duration PATIENT_CONNECT_TIMEOUT = Duration.ofMinutes(1);

    /** The pause of what trickles. */
    static final Duration OFTEN = Duration.ofMillis(50);

    static final Script READ = Script.accept().readRequest();

    private final HttpTransportContract contract;
    private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();
    private final Queue<ScriptedServer> servers = new ConcurrentLinkedQueue<>();
    private final Queue<RecordedExchange> exchanges = new ConcurrentLinkedQueue<>();
    private @Nullable String usualCause;
    private boolean rowFailed;

    TransportContract(HttpTransportContract contract) {
        this.contract = contract;
    }

    /** Describes failures of tests that are no tables. */
    static final class Describing implements TestExecutionExceptionHandler {
        @Override
        public void handleTestExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
            if (failure instanceof AssertionError error
                    && test.getRequiredTestInstance() instanceof TransportContract contract) {
                throw contract.described(test.getDisplayName(), error);
            }
            throw failure;
        }
    }

    @BeforeEach
    void setUsualCause(TestInfo test) {
        usualCause = test.getTestMethod()
                .map(method -> method.getAnnotation(UsualCause.class))
                .map(UsualCause::value)
                .orElse(null);
    }

    @AfterEach
    void assertProtocolKeptAndClose() throws Exception {
        try {
            assertProtocolKept();
        } finally {
            while (!opened.isEmpty()) {
                opened.pop().close();
            }
            servers.clear();
            exchanges.clear();
        }
    }

    private void assertProtocolKept() {
        long arrived = servers.stream()
                .flatMap(server -> server.requests().stream())
                .filter(request -> !request.method().equals("CONNECT"))
                .count();
        exchanges.forEach(RecordedExchange::assertProtocolKept);
        assertThat(arrived)
                .as("Every request that arrives must have been granted by beforeSend(), and is written once.")
                .isLessThanOrEqualTo(
                        exchanges.stream().filter(RecordedExchange::isGranted).count());
    }

    boolean isBorrowed(Thread thread) {
        return contract.isBorrowed(thread);
    }

    boolean asksWhenConnected() {
        return contract.asksWhenConnected();
    }

    /** How long to wait for what must come. */
    Duration limit() {
        return contract.limit();
    }

    HttpTransport transport() {
        return transport(TransportSettings.defaults());
    }

    HttpTransport transport(TransportSettings.Builder settings) {
        return transport(settings.build());
    }

    HttpTransport transport(TransportSettings settings) {
        return closeLater(create(settings));
    }

    /** A transport that the test closes itself. With a connect timeout that a busy machine does not exceed, unless one is set. */
    HttpTransport create(TransportSettings settings) {
        boolean set = !settings.connectTimeout().equals(TransportSettings.DEFAULT_CONNECT_TIMEOUT);
        return contract.create(
                set
                        ? settings
                        : settings.toBuilder()
                                .connectTimeout(PATIENT_CONNECT_TIMEOUT)
                                .build());
    }

    ScriptedServer server(Script script) {
        return server(number -> script);
    }

    ScriptedServer server(IntFunction<Script> scripts) {
        ScriptedServer server = closeLater(ScriptedServer.start(scripts));
        servers.add(server);
        return server;
    }

    <T extends AutoCloseable> T closeLater(T resource) {
        opened.push(resource);
        return resource;
    }

    /** A test of a table's row, with the resources that it opens. */
    DynamicTest row(String name, Executable test) {
        return dynamicTest(name, () -> {
            if (rowFailed && contract.stopsAtFirstFailure()) {
                return;
            }
            rowFailed = true;
            try {
                test.execute();
            } catch (AssertionError e) {
                throw described("row \"" + name + "\"", e);
            } finally {
                assertProtocolKeptAndClose();
            }
            rowFailed = false;
        });
    }

    /** Adds the row, which Maven's report only numbers, what the servers did, and what usually breaks the promise. */
    AssertionError described(String test, AssertionError failure) {
        StringBuilder message =
                new StringBuilder(String.valueOf(failure.getMessage()).strip());
        message.append("\n\nIn ").append(test).append('.');
        servers.forEach(server -> server.scripts()
                .forEach((number, script) ->
                        message.append("\nWhat the server did on connection " + number + ": " + script)));
        if (usualCause != null) {
            message.append("\nUsual cause: ").append(usualCause);
        }
        AssertionError described = new AssertionError(message.toString(), failure);
        described.setStackTrace(failure.getStackTrace());
        return described;
    }

    /** What the client sends, with canaries for secrets in a header and in the body. */
    static TransportRequest request(URI uri) {
        return new TransportRequest("POST", uri, headers(), Canary.BODY.getBytes(UTF_8));
    }

    static Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "*/*");
        headers.put("Authorization", "Bearer " + Canary.TOKEN);
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "jaas-testkit");
        return headers;
    }

    RecordedExchange start(HttpTransport transport, URI uri) {
        return start(transport, uri, RecordedExchange.PROCEED);
    }

    RecordedExchange start(HttpTransport transport, URI uri, Reaction reaction) {
        return start(transport, request(uri), reaction);
    }

    RecordedExchange start(HttpTransport transport, TransportRequest request, Reaction reaction) {
        RecordedExchange exchange = RecordedExchange.start(transport, request, reaction);
        exchanges.add(exchange);
        return exchange;
    }

    /** Sends to a URI and waits for the end. */
    Outcome exchange(HttpTransport transport, URI uri) {
        return exchange(transport, request(uri));
    }

    Outcome exchange(HttpTransport transport, TransportRequest request) {
        return start(transport, request, RecordedExchange.PROCEED).outcome(limit());
    }

    /** A failure that a client reports as not delivered: {@code beforeSend} was not asked. */
    void assertNotSent(Outcome outcome) {
        outcome.assertFailed();
        assertThat(outcome.asked() && asksWhenConnected())
                .as(
                        "This request cannot have been sent, so beforeSend() must not have been asked: \"%s\"",
                        outcome.failure())
                .isFalse();
    }

    void assertArrived(ScriptedServer server, int requests) {
        assertThat(server.awaitRequests(requests, limit()))
                .as("%d requests must arrive.", requests)
                .isTrue();
    }

    static void assertConnectionsClosed(ScriptedServer server, String when) {
        assertThat(Bounds.within(Bounds.A_SECOND, server::awaitNoOpenConnection))
                .as("The connection must be closed within a second %s.", when)
                .isTrue();
    }

    /** Closes the transport, so that nothing more can be sent, and counts. */
    static int requestsInTheEnd(HttpTransport transport, ScriptedServer server) {
        transport.close();
        Bounds.within(GRACE, server::awaitNoOpenConnection);
        return server.requests().size();
    }

    /** A port of loopback that is bound, so that no other server gets it, and that refuses connections. */
    URI refusing(String scheme) {
        Socket taken = closeLater(new Socket());
        try {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return URI.create(scheme + "://127.0.0.1:" + taken.getLocalPort() + Canary.PATH);
    }
}
