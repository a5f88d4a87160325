package dev.jaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Cancelling the future stops the exchange and frees its connection within a second. */
abstract class CancellingPromises extends TransportPromises {

    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final Script READ = Script.accept().readRequest();

    CancellingPromises(HttpTransportContract contract) {
        super(contract);
    }

    @TestFactory
    Stream<DynamicTest> cancel_inFlight_closesConnection() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put("before the answer", READ.hold());
        scripts.put("in the head", READ.send("HTTP/1.1 200 OK\r\nContent-").hold());
        scripts.put("in a trickling head", READ.send("HTTP/1.1 200 OK\r\n").repeat("X-More: x\r\n", OFTEN));
        scripts.put(
                "in a silent body",
                READ.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n").hold());
        scripts.put(
                "in a trickling body",
                READ.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n").repeat(".", OFTEN));
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    ScriptedServer server = server(entry.getValue());
                    Exchange exchange = Exchange.start(transport(), request(server.uri("/"), Duration.ofMinutes(1)));
                    assertThat(server.awaitRequests(1, AMPLE))
                            .as("The request must arrive.")
                            .isTrue();

                    exchange.future().cancel(true);

                    assertThat(server.awaitNoOpenConnection(A_SECOND.plus(TOLERANCE)))
                            .as("The connection of a cancelled exchange must be closed within a second.")
                            .isTrue();
                }));
    }

    @Test
    void cancel_inFlight_freesConnectionForAnother() {
        ScriptedServer server = closeLater(ScriptedServer.start(
                number -> number <= 3 ? READ.hold() : READ.respond(200, "").forever()));
        HttpTransport transport = transport(TransportSettings.defaults().withMaxConnections(1));
        for (int i = 1; i <= 3; i++) {
            Exchange exchange = Exchange.start(transport, request(server.uri("/"), Duration.ofMinutes(1)));
            assertThat(server.awaitRequests(i, AMPLE))
                    .as("The only connection must be free again after an exchange was cancelled.")
                    .isTrue();
            exchange.future().cancel(true);
        }

        assertThat(exchange(transport, server.uri("/"), AMPLE).answer().status())
                .as("The only connection must be free again after an exchange was cancelled.")
                .isEqualTo(200);
    }

    @Test
    void cancel_whileConnecting_closesConnectionWhenThatTimesOut() {
        ScriptedServer server = server(Script.accept().hold());
        HttpTransport transport = transport(TransportSettings.defaults().withConnectTimeout(OFTEN.multipliedBy(10)));
        Exchange exchange = Exchange.start(transport, request(server.tlsUri("localhost", "/"), Duration.ofMinutes(1)));
        assertThat(server.awaitConnections(1, AMPLE))
                .as("The transport must connect.")
                .isTrue();

        exchange.future().cancel(true);

        assertThat(server.awaitNoOpenConnection(A_SECOND.plus(TOLERANCE)))
                .as("A connection whose handshake is under way must be closed when the handshake's time is up.")
                .isTrue();
    }

    @Test
    void cancel_whileWaitingForConnection_sendsNothing() {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        ScriptedServer server =
                server(Script.accept().answer(request -> answer.join()).forever());
        HttpTransport transport = transport(TransportSettings.defaults().withMaxConnections(1));
        Exchange first = Exchange.start(transport, request(server.uri("/first"), AMPLE));
        assertThat(server.awaitRequests(1, AMPLE))
                .as("The first exchange must have the only connection.")
                .isTrue();

        Exchange.start(transport, request(server.uri("/cancelled"), AMPLE))
                .future()
                .cancel(true);
        answer.complete(Script.response(200, ""));
        first.outcome().answer();
        exchange(transport, server.uri("/last"), AMPLE).answer();
        server.awaitRequests(3, GRACE);

        assertThat(server.requests())
                .as("An exchange that was cancelled before it had a connection must not be sent.")
                .extracting(ReceivedRequest::target)
                .containsExactly("/first", "/last");
    }
}
