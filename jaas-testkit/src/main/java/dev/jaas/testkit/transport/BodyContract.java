package dev.jaas.testkit.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.testkit.transport.RecordedExchange.Event;
import dev.jaas.testkit.transport.RecordedExchange.Reaction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The body is reported in order and as it comes, and reading stops when the listener says so. */
abstract class BodyContract extends TransportContract {

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String UNTIL_CLOSE = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
    private static final String KILOBYTE = "k".repeat(1024);
    private static final int MEGABYTE = 1024 * 1024;

    /** Where this listener stops reading. */
    private static final int ENOUGH = 64 * 1024;

    BodyContract(HttpTransportContract contract) {
        super(contract);
    }

    @TestFactory
    Stream<DynamicTest> body_wellFormed_isReportedToItsEnd() {
        String everyByte = bytes(256);
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put("with a length", respond(ofLength(256) + everyByte).hold());
        scripts.put(
                "in pieces",
                respond(ofLength(256) + everyByte.substring(0, 9)).pause(OFTEN).send(everyByte.substring(9)));
        scripts.put("chunked", respond(CHUNKED + chunk(everyByte) + "0\r\n\r\n").hold());
        scripts.put(
                "in two chunks",
                respond(CHUNKED + chunk(everyByte.substring(0, 100)) + chunk(everyByte.substring(100)) + "0\r\n\r\n")
                        .hold());
        scripts.put(
                "chunked, with extension and trailer",
                respond(CHUNKED + "100;x=y\r\n" + everyByte + "\r\n0\r\nX-Trailer: z\r\n\r\n")
                        .hold());
        scripts.put("until FIN", respond(UNTIL_CLOSE + everyByte).fin());
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> assertBody(entry.getValue(), everyByte)));
    }

    @Test
    void body_large_isReportedWhole() {
        String large = bytes(MEGABYTE);

        assertBody(respond(ofLength(MEGABYTE) + large).hold(), large);
    }

    @TestFactory
    Stream<DynamicTest> body_unfinished_isReportedAsFarAsItCame() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put("with a length", respond(ofLength(100) + "ten bytes.").hold());
        scripts.put("chunked", respond(CHUNKED + chunk("ten bytes.")).hold());
        scripts.put("until FIN", respond(UNTIL_CLOSE + "ten bytes.").hold());
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    RecordedExchange exchange =
                            start(transport(), server(entry.getValue()).uri("/"));

                    assertThat(exchange.awaitHead(limit()))
                            .as("The head must be reported as soon as it has come, before the body.")
                            .isTrue();
                    assertThat(exchange.awaitBody(10, limit()))
                            .as("A part of the body must be reported as soon as it has come.")
                            .isTrue();
                }));
    }

    @TestFactory
    Stream<DynamicTest> body_broken_isNotComplete() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put("FIN before the end", respond(ofLength(100) + "ten bytes.").fin());
        scripts.put("FIN before the body", respond(ofLength(100)).fin());
        scripts.put(
                "RST before the end",
                respond(ofLength(100) + "ten bytes.").pause(OFTEN).reset());
        scripts.put("FIN between chunks", respond(CHUNKED + chunk("ten bytes.")).fin());
        scripts.put("FIN in a chunk", respond(CHUNKED + "64\r\nten bytes.").fin());
        scripts.put(
                "no size of a chunk",
                respond(CHUNKED + chunk("ten bytes.") + "zz\r\nten bytes.\r\n").fin());
        scripts.put(
                "negative size of a chunk",
                respond(CHUNKED + chunk("ten bytes.") + "-1\r\nten bytes.\r\n").fin());
        scripts.put(
                "huge size of a chunk",
                respond(CHUNKED + chunk("ten bytes.") + "ffffffffffffffffffff\r\nten bytes.\r\n")
                        .fin());
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    ScriptedServer server = server(entry.getValue());

                    Outcome outcome = exchange(transport(), server.uri("/"));

                    outcome.assertUnknown();
                    assertThat(outcome.status())
                            .as("The head has come whole, so it must be reported before the failure.")
                            .isEqualTo(200);
                    assertConnectionsClosed(server, "after a broken body");
                }));
    }

    @TestFactory
    Stream<DynamicTest> body_falseAtHead_closesConnection() {
        return unfinished()
                .map(entry -> row(entry.getKey(), () -> assertCloses(entry.getValue(), Reaction.stopAt(Event.HEAD))));
    }

    @TestFactory
    Stream<DynamicTest> body_falseAtFirstPart_closesConnection() {
        return unfinished()
                .map(entry -> row(entry.getKey(), () -> assertCloses(entry.getValue(), Reaction.stopAt(Event.BODY))));
    }

    @TestFactory
    Stream<DynamicTest> body_falseWhenEnough_closesConnection() {
        Reaction stopWhenEnough = (exchange, event) -> exchange.bodySize() < ENOUGH;
        return endless().map(entry -> row(entry.getKey(), () -> assertCloses(entry.getValue(), stopWhenEnough)));
    }

    private void assertCloses(Script script, Reaction stop) {
        ScriptedServer server = server(script);
        RecordedExchange exchange = start(transport(), server.uri("/"), stop);

        assertThat(exchange.awaitHead(limit())).as("The head must be reported.").isTrue();
        assertConnectionsClosed(server, "after head() or body() has returned false");
    }

    private static Stream<Map.Entry<String, Script>> unfinished() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put(
                "silence after a part", respond(ofLength(100) + "ten bytes.").hold());
        scripts.put("trickle", respond(ofLength(100_000)).repeat(".", OFTEN));
        scripts.put("trickle of chunks", respond(CHUNKED).repeat(chunk("."), OFTEN));
        return Stream.concat(scripts.entrySet().stream(), endless());
    }

    private static Stream<Map.Entry<String, Script>> endless() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put(
                "endless",
                respond("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n")
                        .repeat(KILOBYTE, Duration.ZERO));
        scripts.put("endless, chunked", respond(CHUNKED).repeat(chunk(KILOBYTE), Duration.ZERO));
        scripts.put("endless, one chunk", respond(CHUNKED + "7fffffff\r\n").repeat(KILOBYTE, Duration.ZERO));
        scripts.put("endless, until close", respond(UNTIL_CLOSE).repeat(KILOBYTE, Duration.ZERO));
        return scripts.entrySet().stream();
    }

    private void assertBody(Script script, String body) {
        Outcome outcome = exchange(transport(), server(script).uri("/"));

        outcome.responseStatus();
        assertThat(outcome.body())
                .as("The body must be reported as it came, in order.")
                .isEqualTo(body);
    }

    private static Script respond(String text) {
        return READ.send(text);
    }

    private static String ofLength(int length) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static String chunk(String content) {
        return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
    }

    private static String bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) i;
        }
        return new String(bytes, ISO_8859_1);
    }
}
