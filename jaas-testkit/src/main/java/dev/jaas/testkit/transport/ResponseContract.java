// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.HttpTransport;
import dev.jaas.testkit.transport.RecordedExchange.Event;
import dev.jaas.testkit.transport.RecordedExchange.Reaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every final status is reported, as it came and with its headers. */
abstract class ResponseContract extends TransportContract {

    ResponseContract(HttpTransportContract contract) {
        super(contract);
    }

    @Test
    void status_from200To599_isReported() {
        assertAllAreReported(IntStream.rangeClosed(200, 599));
    }

    @Test
    void status_thatDoesNotExist_isReported() {
        assertAllAreReported(IntStream.of(600, 666, 799, 999));
    }

    @TestFactory
    Stream<DynamicTest> status_interim_isNotReported() {
        return Stream.of("100 Continue", "102 Processing", "103 Early Hints")
                .map(interim -> row(interim, () -> {
                    Script script =
                            READ.send("HTTP/1.1 " + interim + "\r\n\r\n").respond(200, "done");

                    Outcome outcome = exchange(transport(), server(script).uri("/"));

                    if (interim.startsWith("100")) {
                        outcome.responseStatus();
                    }
                    assertThat(outcome.status())
                            .as("An interim response is not reported (RFC 9110 §15.2): the final one is, or a failure.")
                            .isIn(200, null);
                }));
    }

    @TestFactory
    Stream<DynamicTest> status_below200_isNoSuccess() {
        return Stream.of("000 Nothing", "101 Switching Protocols", "103 Early Hints")
                .map(status -> row(status, () -> {
                    Script script = READ.send("HTTP/1.1 " + status + "\r\n\r\n").fin();

                    Outcome outcome =
                            start(transport(), server(script).uri("/")).outcomeOrAbort(TOLERANCE);

                    assertThat(outcome.status())
                            .as("A status below 200 is reported as it came, or not at all.")
                            .isIn(null, Integer.parseInt(status.substring(0, 3)));
                }));
    }

    /** The client returns false at such a head, so the connection must not be kept for another protocol. */
    @UsualCause("The stack hands a connection over after a 101 and no longer closes it.")
    @Test
    void status_101_closesConnectionWhenRefused() {
        ScriptedServer server = server(
                READ.send("HTTP/1.1 101 Switch\r\nUpgrade: other\r\n\r\n").hold());
        RecordedExchange exchange = start(transport(), server.uri("/"), Reaction.stopAt(Event.HEAD));
        assertArrived(server, 1);

        exchange.awaitEnd(GRACE);
        exchange.abort();

        assertConnectionsClosed(server, "after a 101, which the client takes for no response");
    }

    @Test
    void status_withoutReasonPhrase_isReported() {
        ScriptedServer server = server(READ.send("HTTP/1.1 202 \r\nContent-Length: 0\r\n\r\n"));

        assertThat(exchange(transport(), server.uri("/")).responseStatus())
                .as("The reason phrase may be empty (RFC 9112 §4).")
                .isEqualTo(202);
    }

    /** Without a length and with an open connection: only the status says that there is no body (RFC 9112 §6.3). */
    @UsualCause(
            "The end of the body is looked for by length, chunks or the end of the connection, whatever the status.")
    @TestFactory
    Stream<DynamicTest> status_withoutBody_endsWithHead() {
        return Stream.of(204, 304)
                .map(status -> row(String.valueOf(status), () -> {
                    ScriptedServer server = server(
                            READ.send("HTTP/1.1 " + status + " Nothing\r\n\r\n").hold());

                    assertThat(exchange(transport(), server.uri("/")).responseStatus())
                            .as("A response with this status has no body, and is complete with its head.")
                            .isEqualTo(status);
                }));
    }

    @UsualCause("What one read brings is taken for the whole head.")
    @TestFactory
    Stream<DynamicTest> head_inPieces_isReported() {
        Map<String, List<String>> pieces = new LinkedHashMap<>();
        pieces.put("in the version", List.of("HTTP/1", ".1 200 OK\r\nX-Twice: one\r\nContent-Length: 0\r\n\r\n"));
        pieces.put("in the status", List.of("HTTP/1.1 20", "0 OK\r\nX-Twice: one\r\nContent-Length: 0\r\n\r\n"));
        pieces.put("in a header", List.of("HTTP/1.1 200 OK\r\nX-Tw", "ice: one\r\nContent-Length: 0\r\n\r\n"));
        pieces.put("between CR and LF", List.of("HTTP/1.1 200 OK\r\nX-Twice: one\r\nContent-Length: 0\r", "\n\r\n"));
        pieces.put("in the last line", List.of("HTTP/1.1 200 OK\r\nX-Twice: one\r\nContent-Length: 0\r\n\r", "\n"));
        return pieces.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    Script script = READ.send(entry.getValue().get(0))
                            .pause(OFTEN)
                            .send(entry.getValue().get(1))
                            .hold();

                    Outcome outcome = exchange(transport(), server(script).uri("/"));

                    assertThat(outcome.responseStatus())
                            .as("A head may come in pieces.")
                            .isEqualTo(200);
                    assertThat(outcome.headers().get("x-TWICE"))
                            .as("The headers of a head that comes in pieces must be reported.")
                            .isEqualTo(List.of("one"));
                }));
    }

    @Test
    void status_ofHttp10_isReported() {
        ScriptedServer server = server(READ.send("HTTP/1.0 200 OK\r\n\r\nold").fin());

        Outcome outcome = exchange(transport(), server.uri("/"));

        assertThat(outcome.responseStatus()).as("HTTP/1.0 is understood.").isEqualTo(200);
        assertThat(outcome.body())
                .as("The body of HTTP/1.0 ends with the connection.")
                .isEqualTo("old");
    }

    @UsualCause("The headers are in a map by exact name, or with one value for each.")
    @Test
    void headers_any_areFoundInAnyCaseWithAllValues() {
        ScriptedServer server =
                server(READ.respond(429, "", "retry-AFTER: 17", "X-Twice: one", "X-Between: x", "x-twice: two"));

        Outcome outcome = exchange(transport(), server.uri("/"));

        assertThat(outcome.responseStatus()).isEqualTo(429);
        assertThat(outcome.headers().get("Retry-After"))
                .as("A header's name has no case.")
                .isEqualTo(List.of("17"));
        assertThat(outcome.headers().get("x-TWICE"))
                .as("All values of a header are given, in the order in which they came.")
                .isEqualTo(List.of("one", "two"));
        assertThat(outcome.headers().get("X-Absent"))
                .as("A header that is not there has no values.")
                .isEqualTo(List.of());
    }

    @TestFactory
    Stream<DynamicTest> headers_ofAmbiguousLength_areReportedAsTheyCame() {
        return Stream.of(List.of("1", "2"), List.of("many"), List.of("-1"), List.of("1, 2"))
                .map(lengths -> row(lengths.size() + " of " + lengths, () -> {
                    StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\n");
                    lengths.forEach(length ->
                            head.append("Content-Length: ").append(length).append("\r\n"));
                    ScriptedServer server = server(READ.send(head + "\r\nab").fin());

                    Outcome outcome = exchange(transport(), server.uri("/"));

                    if (outcome.status() != null) {
                        assertThat(outcome.headers().get("Content-Length"))
                                .as("A head that is reported has all lengths: the client rejects what is ambiguous.")
                                .isEqualTo(lengths);
                    }
                }));
    }

    private void assertAllAreReported(IntStream statuses) {
        ScriptedServer server = server(Script.accept()
                .respond(request -> Script.response(
                        Integer.parseInt(request.target().substring(1)), "", "X-Status: " + request.target()))
                .forever());
        HttpTransport transport = transport();
        List<Integer> wrong = new ArrayList<>();
        statuses.forEach(status -> {
            Outcome outcome = exchange(transport, server.uri("/" + status));
            if (!outcome.complete() || !Integer.valueOf(status).equals(outcome.status())) {
                wrong.add(status);
            }
        });
        assertThat(wrong)
                .as("Every status must be reported, complete where it has no body, and not as a failure.")
                .isEmpty();
    }
}
