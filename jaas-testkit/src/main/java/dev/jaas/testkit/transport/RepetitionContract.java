// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A request is sent at most once, whatever happens, and nothing is carried from one exchange to the next. */
abstract class RepetitionContract extends TransportContract {

    private static final String NO_BODY = "Content-Length: 0\r\n\r\n";

    RepetitionContract(HttpTransportContract contract) {
        super(contract);
    }

    @UsualCause("The stack sends a request again when its connection breaks. Turn retries off.")
    @TestFactory
    Stream<DynamicTest> start_noResponse_isNotRepeated() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put("RST after reading", READ.reset());
        scripts.put("FIN after reading", READ.fin());
        scripts.put("FIN in the head", READ.send("HTTP/1.1 200 O").fin());
        scripts.put("RST in the head", READ.send("HTTP/1.1 200 O").reset());
        scripts.put("nonsense", READ.send("nonsense\r\n\r\n").fin());
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    ScriptedServer server = server(entry.getValue());
                    HttpTransport transport = transport();

                    exchange(transport, server.uri("/")).assertUnknown();

                    assertSentOnce(transport, server);
                }));
    }

    @Test
    void start_serverSilent_isNotRepeated() {
        ScriptedServer server = server(READ.hold());
        HttpTransport transport = transport();

        RecordedExchange exchange = start(transport, server.uri("/"));

        assertThat(Bounds.comes(exchange::awaitEnd))
                .as("While the server is silent, the exchange goes on: its end is the client's to decide.")
                .isFalse();
        exchange.abort();
        assertSentOnce(transport, server);
    }

    @Test
    void start_responseLate_isWaitedFor() {
        ScriptedServer server = server(READ.pause(Duration.ofMillis(1_500)).respond(200, ""));

        assertThat(exchange(transport(), server.uri("/")).responseStatus())
                .as("An adapter has no timeout for the response: the client decides how long to wait.")
                .isEqualTo(200);
    }

    @UsualCause(
            "The stack follows redirects, or sends again after a 401, 408 or 503. Turn that off, or hide the status from the stack.")
    @TestFactory
    Stream<DynamicTest> start_responseAsksForAnother_isNotRepeated() {
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

            assertThat(exchange(transport, server.uri("/")).responseStatus())
                    .as("The status of the one response must be reported.")
                    .isEqualTo(status);

            assertSentOnce(transport, server);
        });
    }

    /** With GET as well, which HTTP stacks like to repeat (RFC 9110 §9.2.2). */
    @UsualCause(
            "The stack sends a request again when a connection that it has kept breaks. Turn retries off, or keep no connection.")
    @TestFactory
    Stream<DynamicTest> start_onConnectionKeptAlive_isNotRepeated() {
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
        ScriptedServer server =
                server(number -> fault.apply(number == 1 ? READ.respond(200, "").readRequest() : READ));
        HttpTransport transport = transport();

        exchange(transport, server.uri("/first")).responseStatus();
        exchange(transport, new TransportRequest(method, server.uri("/second"), headers(), new byte[0]))
                .assertUnknown();

        assertThat(requestsInTheEnd(transport, server))
                .as("The second request must be sent once, also if its connection had been used before.")
                .isEqualTo(2);
    }

    @TestFactory
    Stream<DynamicTest> start_onConnectionClosedMeanwhile_isSentAtMostOnce() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        Script responded = READ.respond(200, "");
        Duration inTheRace = Duration.ofMillis(1);
        scripts.put("FIN at once", responded.fin());
        scripts.put("FIN in the race", responded.pause(inTheRace).fin());
        scripts.put("RST in the race", responded.pause(inTheRace).reset());
        scripts.put(
                "unsolicited 408",
                responded.pause(inTheRace).respond(408, "", "Connection: close").fin());
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    ScriptedServer server = server(number -> number == 1 ? entry.getValue() : READ.reset());
                    HttpTransport transport = transport();

                    exchange(transport, server.uri("/first")).responseStatus();
                    exchange(transport, server.uri("/second"));

                    assertThat(requestsInTheEnd(transport, server))
                            .as("The second request must be sent once at most, also if its connection has just been"
                                    + " closed.")
                            .isLessThanOrEqualTo(2);
                }));
    }

    @UsualCause("The stack reuses a connection on which unread bytes wait. Keep no connection, or check it before use.")
    @TestFactory
    Stream<DynamicTest> start_afterSurplusResponse_doesNotTakeItForItsOwn() {
        String first = "HTTP/1.1 200 OK\r\n" + NO_BODY;
        String surplus = "HTTP/1.1 201 OK\r\n" + NO_BODY;
        return Stream.of(surplus, "HTTP/1.1 201 OK\r\n", "nonsense")
                .map(sent -> row(sent.lines().findFirst().orElse("") + ", " + sent.length() + " bytes", () -> {
                    Script script = READ.send(first + sent).readRequest().respond(202, "");
                    ScriptedServer server = server(number -> number == 1 ? script : READ.respond(202, ""));
                    HttpTransport transport = transport();

                    exchange(transport, server.uri("/first")).responseStatus();

                    assertThat(exchange(transport, server.uri("/second")).status())
                            .as("What a server sends beyond its response is not the response to the next request.")
                            .isIn(202, null);
                }));
    }

    @UsualCause("The stack has a cookie store. Turn it off.")
    @Test
    void start_afterSetCookie_carriesNoState() {
        ScriptedServer server = server(
                READ.respond(401, "", "Set-Cookie: session=carried; Path=/", "WWW-Authenticate: Basic realm=\"x\"")
                        .forever());
        HttpTransport transport = transport();
        exchange(transport, server.uri("/")).responseStatus();

        exchange(transport, new TransportRequest("POST", server.uri("/"), Map.of(), new byte[0]))
                .responseStatus();

        assertThat(server.requests().get(1).headerNames())
                .as("Neither cookies nor authentication may be carried from one exchange to the next.")
                .doesNotContain("cookie", "authorization");
    }

    @UsualCause("The stack has a cache. Turn it off.")
    @TestFactory
    Stream<DynamicTest> start_afterCacheableResponse_isSentAgain() {
        return Stream.of(
                        List.of("200", "Cache-Control: max-age=1000", "ETag: \"x\""),
                        List.of(
                                "200",
                                "Expires: Fri, 31 Dec 2100 23:59:59 GMT",
                                "Last-Modified: Thu, 01 Jan 2026 00:00:00 GMT"),
                        List.of("301", "Cache-Control: max-age=1000", "Location: /elsewhere"),
                        List.of("308", "Cache-Control: max-age=1000", "Location: /elsewhere"))
                .flatMap(response -> Stream.of("GET", "POST")
                        .map(method -> row(method + ", " + response, () -> {
                            String[] lines = response.stream().skip(1).toArray(String[]::new);
                            ScriptedServer server = server(READ.respond(Integer.parseInt(response.get(0)), "x", lines)
                                    .forever());
                            HttpTransport transport = transport();
                            for (int i = 0; i < 2; i++) {
                                exchange(
                                                transport,
                                                new TransportRequest(
                                                        method, server.uri("/same"), headers(), new byte[0]))
                                        .responseStatus();
                            }

                            assertThat(server.requests())
                                    .as("Every request must be sent, and to its own target: an adapter has no cache.")
                                    .extracting(RecordedRequest::target)
                                    .containsExactly("/same", "/same");
                            assertThat(server.requests().get(1).headerNames())
                                    .as(
                                            "Every request must be sent as it is given, not as a condition on a cached response.")
                                    .doesNotContain("if-none-match", "if-modified-since");
                        })));
    }

    private static void assertSentOnce(HttpTransport transport, ScriptedServer server) {
        assertThat(requestsInTheEnd(transport, server))
                .as("The request must be sent once, whatever happens.")
                .isEqualTo(1);
    }
}
