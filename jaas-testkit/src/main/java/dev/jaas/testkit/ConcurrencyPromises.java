package dev.jaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** As many exchanges at once as the transport says, on as many connections as it is given. */
abstract class ConcurrencyPromises extends TransportPromises {

    private static final Script READ = Script.accept().readRequest();

    ConcurrencyPromises(HttpTransportContract contract) {
        super(contract);
    }

    @Test
    void send_asManyAsMaxConcurrentExchanges_areInFlightAtOnce() {
        HttpTransport transport = transport();
        int count = transport.maxConcurrentExchanges();
        assertThat(count).as("maxConcurrentExchanges() is at least 1.").isPositive();
        ScriptedServer server = server(READ.awaitRequests(count).respond(200, ""));

        List<Exchange> exchanges = start(transport, server, count);

        exchanges.forEach(exchange -> assertThat(exchange.outcome().answer().status())
                .as("%d exchanges must be in flight at once, as maxConcurrentExchanges() says.", count)
                .isEqualTo(200));
    }

    @Test
    void send_moreThanMaxConnections_waitTheirTurn() {
        HttpTransport transport = transport(TransportSettings.defaults().withMaxConnections(2));
        ScriptedServer server = server(READ.respond(200, "").forever());

        start(transport, server, 20)
                .forEach(exchange -> assertThat(exchange.outcome().answer().status())
                        .as("An exchange that finds no free connection must wait for one.")
                        .isEqualTo(200));
    }

    @Test
    void send_noConnectionFreeInTime_failsAsNotSent() {
        HttpTransport transport = transport(TransportSettings.defaults().withMaxConnections(2));
        ScriptedServer server = server(READ.hold());
        List<Exchange> busy = start(transport, server, 2);
        assertThat(server.awaitRequests(2, AMPLE))
                .as("Two exchanges must have the two connections.")
                .isTrue();

        Outcome outcome = exchange(transport, request(server.uri("/"), SHORT));

        outcome.assertNotSent();
        outcome.assertWithin(SHORT);
        assertThat(server.requests())
                .as("No more than maxConnections exchanges may be in flight.")
                .hasSize(2);
        busy.forEach(exchange -> exchange.future().cancel(true));
    }

    private static List<Exchange> start(HttpTransport transport, ScriptedServer server, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Exchange.start(transport, request(server.uri("/" + i), AMPLE)))
                .toList();
    }
}
