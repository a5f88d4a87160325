package dev.jaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A request is sent at most once, whatever happens. */
abstract class RepetitionPromises extends TransportPromises {

    private static final Script READ = Script.accept().readRequest();

    RepetitionPromises(HttpTransportContract contract) {
        super(contract);
    }

    @TestFactory
    Stream<DynamicTest> send_noAnswer_isNotRepeated() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put("RST after reading", READ.reset());
        scripts.put("FIN after reading", READ.fin());
        scripts.put("FIN in the head", READ.send("HTTP/1.1 200 O").fin());
        scripts.put("RST in the head", READ.send("HTTP/1.1 200 O").reset());
        scripts.put("nonsense", READ.send("nonsense\r\n\r\n").fin());
        scripts.put("silence", READ.hold());
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    ScriptedServer server = server(entry.getValue());
                    HttpTransport transport = transport();

                    exchange(transport, server.uri("/"), SHORT.multipliedBy(2)).failure();

                    assertSentOnce(transport, server);
                }));
    }

    @TestFactory
    Stream<DynamicTest> send_answerAsksForAnother_isNotRepeated() {
        return Stream.of(
                row(301, "Location: /elsewhere"),
                row(302, "Location: /elsewhere"),
                row(303, "Location: /elsewhere"),
                row(307, "Location: /elsewhere"),
                row(308, "Location: /elsewhere"),
                row(401, "WWW-Authenticate: Basic realm=\"x\""),
                row(401, "WWW-Authenticate: Bearer error=\"invalid_token\""),
                row(407, "Proxy-Authenticate: Basic realm=\"x\""),
                row(408, "Connection: close"),
                row(421, "Connection: close"),
                row(425, "Retry-After: 0"),
                row(429, "Retry-After: 0"),
                row(500, "Connection: close"),
                row(502, "Retry-After: 0"),
                row(503, "Retry-After: 0"),
                row(504, "Connection: close"));
    }

    private DynamicTest row(int status, String fieldLine) {
        return row(status + " " + fieldLine, () -> {
            ScriptedServer server = server(READ.respond(status, "", fieldLine).forever());
            HttpTransport transport = transport();

            assertThat(exchange(transport, server.uri("/"), AMPLE).answer().status())
                    .as("The status of the one answer is the response's.")
                    .isEqualTo(status);

            assertSentOnce(transport, server);
        });
    }

    /** With GET as well, which HTTP stacks like to repeat (RFC 9110 §9.2.2). */
    @TestFactory
    Stream<DynamicTest> send_onConnectionKeptAlive_isNotRepeated() {
        Map<String, UnaryOperator<Script>> faults = new LinkedHashMap<>();
        faults.put("FIN after the second request", read -> read.fin());
        faults.put("RST after the second request", read -> read.reset());
        faults.put("FIN in the second head", read -> read.send("HTTP/1.1 ").fin());
        return faults.entrySet().stream()
                .flatMap(fault -> Stream.of("POST", "GET")
                        .map(method -> row(
                                method + ", " + fault.getKey(),
                                () -> assertSecondIsSentOnce(method, fault.getValue()))));
    }

    private void assertSecondIsSentOnce(String method, UnaryOperator<Script> fault) {
        ScriptedServer server = closeLater(ScriptedServer.start(
                number -> fault.apply(number == 1 ? READ.respond(200, "").readRequest() : READ)));
        HttpTransport transport = transport();

        exchange(transport, server.uri("/first"), AMPLE).answer();
        exchange(transport, new TransportRequest(method, server.uri("/second"), headers(), new byte[0], AMPLE))
                .assertUnknown();

        assertThat(requestsInTheEnd(transport, server))
                .as("The second request must be sent once, also if its connection had been used before.")
                .isEqualTo(2);
    }

    @TestFactory
    Stream<DynamicTest> send_onConnectionClosedMeanwhile_isSentAtMostOnce() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        Script answered = READ.respond(200, "");
        Duration inTheRace = Duration.ofMillis(1);
        scripts.put("FIN at once", answered.fin());
        scripts.put("FIN in the race", answered.pause(inTheRace).fin());
        scripts.put("RST in the race", answered.pause(inTheRace).reset());
        scripts.put(
                "unsolicited 408",
                answered.pause(inTheRace).respond(408, "", "Connection: close").fin());
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    ScriptedServer server =
                            closeLater(ScriptedServer.start(number -> number == 1 ? entry.getValue() : READ.reset()));
                    HttpTransport transport = transport();

                    exchange(transport, server.uri("/first"), AMPLE).answer();
                    exchange(transport, server.uri("/second"), AMPLE);

                    assertThat(requestsInTheEnd(transport, server))
                            .as(
                                    "The second request must be sent once at most, also if its connection has just been closed.")
                            .isLessThanOrEqualTo(2);
                }));
    }

    @Test
    void send_afterSurplusAnswer_doesNotTakeItForItsOwn() {
        String twoAnswers = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 201 OK\r\nContent-Length: 0\r\n\r\n";
        Script surplus = READ.send(twoAnswers).readRequest().respond(202, "");
        ScriptedServer server =
                closeLater(ScriptedServer.start(number -> number == 1 ? surplus : READ.respond(202, "")));
        HttpTransport transport = transport();

        exchange(transport, server.uri("/first"), AMPLE).answer();
        Outcome second = exchange(transport, server.uri("/second"), AMPLE);

        if (second.response() == null) {
            second.failure();
        } else {
            assertThat(second.answer().status())
                    .as("What a server sends beyond its answer is not the answer to the next request.")
                    .isEqualTo(202);
        }
    }

    private static void assertSentOnce(HttpTransport transport, ScriptedServer server) {
        assertThat(requestsInTheEnd(transport, server))
                .as("The request must be sent once, whatever happens.")
                .isEqualTo(1);
    }
}
