// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.transport.RecordedExchange.Event;
import dev.jaas.testkit.transport.RecordedExchange.Reaction;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** As many exchanges at once as the transport says, on as many connections as it is given. */
abstract class ConcurrencyContract extends TransportContract {

    ConcurrencyContract(HttpTransportContract contract) {
        super(contract);
    }

    @UsualCause("The stack limits threads or connections to one host. Set both to the maximum.")
    @Test
    void start_asManyAsMaxConcurrentExchanges_areInFlightAtOnce() {
        HttpTransport transport = transport();
        int count = transport.maxConcurrentExchanges();
        assertThat(count).as("maxConcurrentExchanges() is at least 1.").isPositive();
        ScriptedServer server = server(READ.awaitRequests(count).respond(200, ""));

        List<RecordedExchange> exchanges = start(transport, server, count);

        exchanges.forEach(exchange -> assertThat(exchange.outcome(limit()).responseStatus())
                .as("%d exchanges must be in flight at once, as maxConcurrentExchanges() says.", count)
                .isEqualTo(200));
    }

    @Test
    void start_moreThanMaxConnections_waitForConnection() {
        HttpTransport transport = transport(TransportSettings.builder().maxConnections(2));
        ScriptedServer server = server(READ.respond(200, "").forever());

        start(transport, server, 20)
                .forEach(exchange -> assertThat(exchange.outcome(limit()).responseStatus())
                        .as("An exchange that finds no free connection must wait for one.")
                        .isEqualTo(200));
    }

    @Test
    void start_noConnectionFree_isNotSent() {
        HttpTransport transport = transport(TransportSettings.builder().maxConnections(2));
        ScriptedServer server = server(READ.hold());
        start(transport, server, 2);
        assertArrived(server, 2);

        RecordedExchange third = start(transport, server.uri("/"));

        assertThat(Bounds.comes(third::awaitAsked) && asksWhenConnected())
                .as("beforeSend() must not be asked while there is no free connection.")
                .isFalse();
        assertThat(server.requests())
                .as("No more than maxConnections exchanges may be in flight.")
                .hasSize(2);
    }

    @UsualCause("The permit or place in the pool is not returned by an exchange that failed, or was not granted.")
    @TestFactory
    Stream<DynamicTest> start_afterFailures_connectionIsFree() {
        Map<String, Supplier<URI>> failures = new LinkedHashMap<>();
        failures.put("connection refused", () -> refusing("http"));
        failures.put("name unknown", () -> URI.create("http://jaas-testkit.invalid/"));
        failures.put(
                "no TLS",
                () -> server(Script.accept().send("HTTP/1.1 400 No\r\n\r\n").fin())
                        .tlsUri("localhost", "/"));
        failures.put("RST after reading", () -> server(READ.reset()).uri("/"));
        return Stream.concat(
                failures.entrySet().stream()
                        .map(entry ->
                                row(entry.getKey(), () -> assertFreeAfter(entry.getValue(), RecordedExchange.PROCEED))),
                Stream.of(row(
                        "beforeSend() returned false",
                        () -> assertFreeAfter(
                                () -> server(Script.accept().hold()).uri("/"), Reaction.stopAt(Event.BEFORE_SEND)))));
    }

    private void assertFreeAfter(Supplier<URI> failing, Reaction reaction) {
        HttpTransport transport = transport(TransportSettings.builder().maxConnections(1));
        for (int i = 0; i < 3; i++) {
            RecordedExchange exchange = start(transport, failing.get(), reaction);
            boolean fails = reaction.equals(RecordedExchange.PROCEED);
            assertThat(fails ? exchange.awaitEnd(limit()) : exchange.awaitAsked(limit()))
                    .as("The exchange must fail, or ask.")
                    .isTrue();
        }

        assertThat(exchange(transport, server(READ.respond(200, "")).uri("/")).responseStatus())
                .as("The only connection must be free again after exchanges that failed.")
                .isEqualTo(200);
    }

    private List<RecordedExchange> start(HttpTransport transport, ScriptedServer server, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> start(transport, server.uri("/" + i)))
                .toList();
    }
}
