package dev.jaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The whole exchange is bounded by its timeout, and not by less. */
abstract class TimePromises extends TransportPromises {

    private static final Script READ = Script.accept().readRequest();
    private static final Duration OFTEN = Duration.ofMillis(50);

    TimePromises(HttpTransportContract contract) {
        super(contract);
    }

    @TestFactory
    Stream<DynamicTest> send_noHeadInTime_endsAsUnknown() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put("silence", READ.hold());
        scripts.put("silence in the status line", READ.send("HTTP/1.1 2").hold());
        scripts.put(
                "silence in the head", READ.send("HTTP/1.1 200 OK\r\nContent-").hold());
        scripts.put("status line trickles", READ.send("HTTP/1.1 200 ").repeat("O", OFTEN));
        scripts.put("head trickles", READ.send("HTTP/1.1 200 OK\r\n").repeat("X-More: x\r\n", OFTEN));
        scripts.put("empty lines trickle", READ.repeat("\r\n", OFTEN));
        scripts.put("interim responses trickle", READ.repeat("HTTP/1.1 100 Continue\r\n\r\n", OFTEN));
        scripts.put("interim responses flood", READ.repeat("HTTP/1.1 100 Continue\r\n\r\n", Duration.ZERO));
        scripts.put("head floods", READ.send("HTTP/1.1 200 OK\r\n").repeat("X-More: x\r\n", Duration.ZERO));
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    ScriptedServer server = server(entry.getValue());

                    Outcome outcome = exchange(transport(), server.uri("/"), SHORT);

                    if (server.requests().isEmpty()) {
                        outcome.failure();
                    } else {
                        outcome.assertUnknown();
                    }
                    outcome.assertWithin(SHORT);
                }));
    }

    @Test
    void send_tlsHandshakeStalls_endsInTime() {
        ScriptedServer server = server(Script.accept().hold());

        Outcome outcome = exchange(slowlyConnecting(), server.tlsUri("localhost", "/"), SHORT);

        outcome.failure();
        outcome.assertWithin(SHORT);
    }

    @Test
    void send_connectingStalls_endsInTime() {
        ScriptedServer server = closeLater(ScriptedServer.withFullBacklog());

        Outcome outcome = exchange(slowlyConnecting(), server.uri("/"), SHORT);

        outcome.failure();
        outcome.assertWithin(SHORT);
    }

    @Test
    void send_answerLateButInTime_isResponse() {
        ScriptedServer server = server(READ.pause(Duration.ofSeconds(2)).respond(200, ""));

        assertThat(exchange(transport(), server.uri("/"), AMPLE).answer().status())
                .as("An answer within the timeout must be waited for.")
                .isEqualTo(200);
    }

    private HttpTransport slowlyConnecting() {
        return transport(TransportSettings.defaults().withConnectTimeout(AMPLE));
    }
}
