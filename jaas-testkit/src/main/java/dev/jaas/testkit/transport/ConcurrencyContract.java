package dev.jaas.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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

        assertThat(third.awaitAsked(GRACE) && asksWhenConnected())
                .as("beforeSend() must not be asked while there is no free connection.")
                .isFalse();
        assertThat(server.requests())
                .as("No more than maxConnections exchanges may be in flight.")
                .hasSize(2);
    }

    private List<RecordedExchange> start(HttpTransport transport, ScriptedServer server, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> start(transport, server.uri("/" + i)))
                .toList();
    }
}
