// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.TransportRequest;
import dev.jaas.testkit.transport.RecordedExchange.Event;
import dev.jaas.testkit.transport.RecordedExchange.Reaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The body is reported in order and as it comes, and reading stops when the listener says so. */
abstract class BodyContract extends TransportContract {

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String UNTIL_CLOSE = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
    private static final String KILOBYTE = "k".repeat(1024);
    private static final int MEGABYTE = 1024 * 1024;

    /** More than the buffers of a connection hold. */
    private static final long MAX_BUFFERED = 32L * MEGABYTE;

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

    /** Stacks that decode remove the header. The body of the row "no gzip" cannot be decoded. */
    @UsualCause("The stack decompresses by itself and removes the header. Turn that off.")
    @TestFactory
    Stream<DynamicTest> body_withContentCoding_isReportedAsItCame() {
        return Stream.of("gzip", "deflate", "br", "identity")
                .flatMap(coding -> Stream.of(gzip(KILOBYTE), "no gzip")
                        .map(body -> row(coding + ", " + body.length() + " bytes", () -> {
                            Script script = respond("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding
                                            + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                                    .hold();
                            Map<String, String> headers = Map.of("Accept-Encoding", "gzip, deflate, br");
                            TransportRequest request =
                                    new TransportRequest("POST", server(script).uri("/"), headers, new byte[0]);

                            Outcome outcome = exchange(transport(), request);

                            outcome.responseStatus();
                            assertThat(outcome.body())
                                    .as("A body must be reported with its content coding, as it came.")
                                    .isEqualTo(body);
                            assertThat(outcome.headers().get("Content-Encoding"))
                                    .as("The header that names the content coding must be reported with the body.")
                                    .isEqualTo(List.of(coding));
                        })));
    }

    @UsualCause("The stack collects the whole response. Use its streaming interface.")
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

    @UsualCause("The end of the connection is taken for the end of the body.")
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

    @UsualCause("False from body() is ignored, or the response is closed in a way that reads the rest.")
    @TestFactory
    Stream<DynamicTest> body_falseWhenEnough_closesConnection() {
        Reaction stopWhenEnough = (exchange, event) -> exchange.bodySize() < ENOUGH;
        return endless().map(entry -> row(entry.getKey(), () -> assertCloses(entry.getValue(), stopWhenEnough)));
    }

    /** What a server can send meanwhile is in the buffers of both sides. */
    @UsualCause("Closing the response reads the rest, to keep the connection. Abort it instead.")
    @TestFactory
    Stream<DynamicTest> body_falseWhenEnough_isNotReadToItsEnd() {
        return Stream.of("HTTP/1.1 200 OK\r\nContent-Length: 80000000\r\n\r\n", UNTIL_CLOSE)
                .map(head -> row(head.strip(), () -> {
                    AtomicLong sent = new AtomicLong();
                    ScriptedServer server = server(READ.send(head).repeat(KILOBYTE, Duration.ZERO, sent));
                    Reaction stopWhenEnough = (exchange, event) -> exchange.bodySize() < ENOUGH;
                    start(transport(), server.uri("/"), stopWhenEnough).awaitBody(ENOUGH, limit());

                    assertThat(server.awaitNoOpenConnection(limit()))
                            .as("After false the connection must be closed, while the server still sends.")
                            .isTrue();
                    assertThat(sent)
                            .as("After false the body must not be read on, not even to throw it away.")
                            .hasValueLessThan(MAX_BUFFERED);
                }));
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

    private static String gzip(String text) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(text.getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toString(ISO_8859_1);
    }

    private static String bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) i;
        }
        return new String(bytes, ISO_8859_1);
    }
}
