package dev.jaas.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every status is a response, not a failure. */
abstract class AnswerPromises extends TransportPromises {

    private static final Script READ = Script.accept().readRequest();

    AnswerPromises(HttpTransportContract contract) {
        super(contract);
    }

    @Test
    void status_from200To599_isResponse() {
        assertAllAreResponses(IntStream.rangeClosed(200, 599));
    }

    @Test
    void status_thatDoesNotExist_isResponse() {
        assertAllAreResponses(IntStream.of(600, 666, 799, 999));
    }

    @Test
    void status_afterInterimContinue_isThatOfFinalResponse() {
        ScriptedServer server =
                server(READ.send("HTTP/1.1 100 Continue\r\n\r\n").respond(200, "done"));

        assertThat(exchange(transport(), server.uri("/"), AMPLE).answer().status())
                .as("An interim response is not the answer (RFC 9110 §15.2).")
                .isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> status_below200_isNoSuccess() {
        return Stream.of("000 Nothing", "101 Switching Protocols", "103 Early Hints")
                .map(status -> row(status, () -> {
                    ScriptedServer server =
                            server(READ.send("HTTP/1.1 " + status + "\r\n\r\n").fin());
                    Outcome outcome = exchange(transport(), server.uri("/"), SHORT);
                    if (outcome.response() == null) {
                        outcome.assertUnknown();
                    } else {
                        assertThat(outcome.answer().status())
                                .as("A status below 200 is a response as it came, or an unknown outcome.")
                                .isEqualTo(Integer.parseInt(status.substring(0, 3)));
                    }
                }));
    }

    @Test
    void status_withoutReasonPhrase_isResponse() {
        ScriptedServer server = server(READ.send("HTTP/1.1 202 \r\nContent-Length: 0\r\n\r\n"));

        assertThat(exchange(transport(), server.uri("/"), AMPLE).answer().status())
                .as("The reason phrase may be empty (RFC 9112 §4).")
                .isEqualTo(202);
    }

    @Test
    void status_ofHttp10_isResponse() {
        ScriptedServer server = server(READ.send("HTTP/1.0 200 OK\r\n\r\nold").fin());

        TransportResponse answer = exchange(transport(), server.uri("/"), AMPLE).answer();

        assertThat(answer.status()).as("HTTP/1.0 is understood.").isEqualTo(200);
        assertThat(answer.body()).as("Its body ends with the connection.").isEqualTo("old".getBytes(UTF_8));
    }

    @Test
    void header_any_isFoundInAnyCase() {
        ScriptedServer server = server(READ.respond(429, "", "retry-AFTER: 17", "X-Twice: one", "X-Twice: two"));

        TransportResponse answer = exchange(transport(), server.uri("/"), AMPLE).answer();

        assertThat(answer.header("Retry-After"))
                .as("A response's headers must be kept.")
                .contains("17");
        assertThat(answer.header("x-twice"))
                .as("Of several values the first is given.")
                .contains("one");
    }

    private void assertAllAreResponses(IntStream statuses) {
        ScriptedServer server = server(Script.accept()
                .answer(request -> Script.response(
                        Integer.parseInt(request.target().substring(1)), "", "X-Status: " + request.target()))
                .forever());
        HttpTransport transport = transport();
        List<Integer> wrong = new ArrayList<>();
        statuses.forEach(status -> {
            TransportResponse response =
                    exchange(transport, server.uri("/" + status), AMPLE).response();
            if (response == null || response.status() != status || !response.complete()) {
                wrong.add(status);
            }
        });
        assertThat(wrong)
                .as("Every status is a response, complete where it has no body, and not a failure.")
                .isEmpty();
    }
}
