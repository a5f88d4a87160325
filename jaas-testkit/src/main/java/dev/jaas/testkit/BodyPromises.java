package dev.jaas.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Once a well-formed head is read, the status alone decides; a body is read up to a size and for a time. */
abstract class BodyPromises extends TransportPromises {

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String UNTIL_CLOSE = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
    private static final String KILOBYTE = "k".repeat(1024);
    private static final Duration OFTEN = Duration.ofMillis(50);

    BodyPromises(HttpTransportContract contract) {
        super(contract);
    }

    @TestFactory
    Stream<DynamicTest> body_wellFormed_isReadToItsEnd() {
        String everyByte = bytes(256);
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put("with a length", answer(ofLength(256) + everyByte).hold());
        scripts.put(
                "in pieces",
                answer(ofLength(256) + everyByte.substring(0, 9)).pause(OFTEN).send(everyByte.substring(9)));
        scripts.put("chunked", answer(CHUNKED + chunk(everyByte) + "0\r\n\r\n").hold());
        scripts.put(
                "in two chunks",
                answer(CHUNKED + chunk(everyByte.substring(0, 100)) + chunk(everyByte.substring(100)) + "0\r\n\r\n")
                        .hold());
        scripts.put(
                "chunked, with extension and trailer",
                answer(CHUNKED + "100;x=y\r\n" + everyByte + "\r\n0\r\nX-Trailer: z\r\n\r\n")
                        .hold());
        scripts.put("until FIN", answer(UNTIL_CLOSE + everyByte).fin());
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    TransportResponse answer = answerTo(entry.getValue());
                    assertThat(answer.body())
                            .as("The body must be given as it came.")
                            .isEqualTo(everyByte.getBytes(ISO_8859_1));
                    assertThat(answer.complete())
                            .as("The body was read to its end.")
                            .isTrue();
                }));
    }

    @Test
    void body_ofLargestSize_isComplete() {
        TransportResponse answer =
                answerTo(answer(ofLength(HttpTransport.MAX_BODY_BYTES) + bytes(HttpTransport.MAX_BODY_BYTES))
                        .hold());

        assertThat(answer.body()).as("64 KiB are read.").hasSize(HttpTransport.MAX_BODY_BYTES);
        assertThat(answer.complete())
                .as("A body of exactly 64 KiB is complete.")
                .isTrue();
    }

    /** Whether the connection is closed is left open here, since such a body has ended by itself. */
    @TestFactory
    Stream<DynamicTest> body_largerByOneByte_isCut() {
        String tooLarge = bytes(HttpTransport.MAX_BODY_BYTES + 1);
        return Stream.of(ofLength(tooLarge.length()) + tooLarge, CHUNKED + chunk(tooLarge) + "0\r\n\r\n")
                .map(text -> row(text.lines().skip(1).findFirst().orElse(""), () -> {
                    TransportResponse answer = answerTo(answer(text).hold());
                    assertThat(answer.body())
                            .as("Of a body that is too large, 64 KiB are read.")
                            .hasSize(HttpTransport.MAX_BODY_BYTES);
                    assertThat(answer.complete())
                            .as("A body that was not read to its end must be marked so.")
                            .isFalse();
                }));
    }

    @TestFactory
    Stream<DynamicTest> body_tooLarge_isCut() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put(
                "endless",
                answer("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n")
                        .repeat(KILOBYTE, Duration.ZERO));
        scripts.put("endless, chunked", answer(CHUNKED).repeat(chunk(KILOBYTE), Duration.ZERO));
        scripts.put("endless, one chunk", answer(CHUNKED + "7fffffff\r\n").repeat(KILOBYTE, Duration.ZERO));
        scripts.put("endless, until close", answer(UNTIL_CLOSE).repeat(KILOBYTE, Duration.ZERO));
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    TransportResponse answer = assertCut(entry.getValue());
                    assertThat(answer.body())
                            .as("Of a body that is too large, 64 KiB are read.")
                            .hasSize(HttpTransport.MAX_BODY_BYTES);
                }));
    }

    @TestFactory
    Stream<DynamicTest> body_tooSlow_isCutASecondAfterHead() {
        return slow().map(entry -> row(entry.getKey(), () -> assertCut(entry.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> body_slowWhenExchangesTimeIsUp_isCutThen() {
        return slow().map(entry -> row(entry.getKey(), () -> {
            ScriptedServer server = server(entry.getValue());

            Outcome outcome = exchange(transport(), server.uri("/"), SHORT);

            assertThat(outcome.answer().complete())
                    .as("The head has come, so there is a response, and its body has not ended.")
                    .isFalse();
            outcome.assertWithin(SHORT);
        }));
    }

    @TestFactory
    Stream<DynamicTest> body_broken_isIncomplete() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put("FIN before the end", answer(ofLength(100) + "ten bytes.").fin());
        scripts.put("FIN before the body", answer(ofLength(100)).fin());
        scripts.put(
                "RST before the end",
                answer(ofLength(100) + "ten bytes.").pause(OFTEN).reset());
        scripts.put("FIN between chunks", answer(CHUNKED + chunk("ten bytes.")).fin());
        scripts.put("FIN in a chunk", answer(CHUNKED + "64\r\nten bytes.").fin());
        scripts.put(
                "no size of a chunk",
                answer(CHUNKED + chunk("ten bytes.") + "zz\r\nten bytes.\r\n").hold());
        scripts.put(
                "negative size of a chunk",
                answer(CHUNKED + chunk("ten bytes.") + "-1\r\nten bytes.\r\n").hold());
        scripts.put(
                "huge size of a chunk",
                answer(CHUNKED + chunk("ten bytes.") + "ffffffffffffffffffff\r\nten bytes.\r\n")
                        .hold());
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    TransportResponse answer = assertCut(entry.getValue());
                    assertThat(answer.status())
                            .as("Once the head is read, the status alone decides.")
                            .isEqualTo(200);
                }));
    }

    private static Stream<Map.Entry<String, Script>> slow() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put("silence", answer(ofLength(100)).hold());
        scripts.put("silence after a part", answer(ofLength(100) + "ten bytes.").hold());
        scripts.put("trickle", answer(ofLength(100_000)).repeat(".", OFTEN));
        scripts.put("trickle of chunks", answer(CHUNKED).repeat(chunk("."), OFTEN));
        return scripts.entrySet().stream();
    }

    /** The response is incomplete, came in time, and the connection is gone a second later. */
    private TransportResponse assertCut(Script script) {
        ScriptedServer server = server(script);

        Outcome outcome = exchange(transport(), server.uri("/"), AMPLE.dividedBy(2));

        assertThat(outcome.answer().complete())
                .as("A body that was not read to its end must be marked so.")
                .isFalse();
        outcome.assertWithin(HttpTransport.BODY_PATIENCE);
        assertThat(server.awaitNoOpenConnection(TOLERANCE))
                .as("The connection of a response that was cut must be closed.")
                .isTrue();
        return outcome.answer();
    }

    private TransportResponse answerTo(Script script) {
        return exchange(transport(), server(script).uri("/"), AMPLE).answer();
    }

    private static Script answer(String text) {
        return Script.accept().readRequest().send(text);
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
