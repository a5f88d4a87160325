// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.TransportRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What arrives is the request as it was given. */
abstract class RequestContract extends TransportContract {

    private static final Set<String> OF_THE_CONNECTION = Set.of("host", "content-length", "connection");

    RequestContract(HttpTransportContract contract) {
        super(contract);
    }

    @UsualCause("The stack parses the URI into parts and encodes them again. Give it the raw path and query.")
    @TestFactory
    Stream<DynamicTest> target_any_isSentAsGiven() {
        return Stream.of(
                        "/v1/a%2Fb%7Cc%2Bd%20e%3A%40~",
                        "/v1/%c3%a9/lower%2fcase",
                        "/a//b/./c/../d/%2E%2E/e",
                        "/v1;m=1/x?q=%2F&r=a+b&s=%26",
                        "/v1/%7Euser/%41",
                        "/v1?it's=(a)!*",
                        "/v1?a=%7E&&b",
                        "/v1/ends/")
                .map(target -> row(
                        target,
                        () -> assertThat(received(post(target)).target())
                                .as(
                                        "The path and query must be sent as they are given, without encoding or normalising again.")
                                .isEqualTo(target)));
    }

    /** The JDK's client drops it, so an adapter on it refuses such a request. */
    @UsualCause("The stack treats an empty query as none. Fail such a request before it is sent.")
    @Test
    void target_emptyQuery_isSentAsGivenOrFails() {
        ScriptedServer server = responding();

        Outcome outcome = exchange(transport(), server.uri("/v1?"));

        if (outcome.failure() == null) {
            assertThat(server.requests().get(0).target())
                    .as("The question mark of an empty query must be sent, or the exchange must fail before sending.")
                    .isEqualTo("/v1?");
        } else {
            assertNotSent(outcome);
        }
    }

    @Test
    void target_emptyPath_isSentAsSlash() {
        assertThat(received(post("")).target())
                .as("An empty path is sent as a slash (RFC 9112 §3.2.1).")
                .isEqualTo("/");
    }

    @Test
    void headers_all_areSentOnceWithTheirValues() {
        RecordedRequest received = received(post("/"));

        headers()
                .forEach((name, value) -> assertThat(received.headers(name))
                        .as("The header %s must be sent once and unchanged.", name)
                        .isEqualTo(List.of(value)));
    }

    @UsualCause(
            "The stack adds headers such as Accept-Encoding or User-Agent by itself. Remove them just before sending.")
    @Test
    void headers_all_areThoseGivenAndThoseOfConnection() {
        Set<String> expected = new TreeSet<>(OF_THE_CONNECTION);
        headers().keySet().forEach(name -> expected.add(name.toLowerCase(Locale.ROOT)));

        assertThat(received(post("/")).headerNames())
                .as("No header may be added but those of the connection.")
                .isSubsetOf(expected);
    }

    @Test
    void headers_none_areThoseOfConnectionAndNameOfStack() {
        Set<String> expected = new TreeSet<>(OF_THE_CONNECTION);
        expected.add("user-agent");

        assertThat(received("POST", "/", new byte[0]).headerNames())
                .as("No header may be added but those of the connection, and User-Agent where the request has none.")
                .isSubsetOf(expected);
    }

    @UsualCause("The stack negotiates compression by itself. Turn that off.")
    @Test
    void headers_acceptEncoding_isSentAsGiven() {
        Map<String, String> headers = Map.of("Accept-Encoding", "identity;q=0.5");

        assertThat(received(server -> new TransportRequest("POST", server.uri("/"), headers, new byte[0]))
                        .headers("Accept-Encoding"))
                .as("The request's own Accept-Encoding must be sent, and no other.")
                .isEqualTo(List.of("identity;q=0.5"));
    }

    @Test
    void headers_host_isAuthorityOfUri() {
        ScriptedServer server = responding();
        URI uri = server.uri("/");

        exchange(transport(), uri).responseStatus();

        assertThat(server.requests().get(0).headers("Host"))
                .as("Host is the authority of the URI (RFC 9112 §3.2).")
                .isEqualTo(List.of(uri.getRawAuthority()));
    }

    @UsualCause("The stack is given no body instead of an empty one.")
    @Test
    void body_none_hasContentLengthZero() {
        RecordedRequest received = received("POST", "/", new byte[0]);

        assertThat(received.headers("Content-Length"))
                .as("A POST without a body must say so (RFC 9110 §8.6).")
                .isEqualTo(List.of("0"));
        assertThat(received.headers("Transfer-Encoding"))
                .as("A POST without a body must not be chunked.")
                .isEmpty();
    }

    @Test
    void body_ofMethodWithoutBody_isNotAnnounced() {
        RecordedRequest received = received("GET", "/", new byte[0]);

        assertThat(received.method()).isEqualTo("GET");
        assertThat(received.headers("Transfer-Encoding"))
                .as("A GET without a body must not announce one.")
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> body_any_isSentAsGiven() {
        return Stream.of(1, 256, 10_000, 200_000)
                .map(size -> row(size + " bytes", () -> {
                    byte[] body = new byte[size];
                    for (int i = 0; i < size; i++) {
                        body[i] = (byte) i;
                    }
                    RecordedRequest received = received("POST", "/", body);
                    assertThat(received.body())
                            .as("The body must be sent as it is given.")
                            .isEqualTo(body);
                    assertThat(received.headers("Content-Length"))
                            .as("The body's length must be announced.")
                            .isEqualTo(List.of(String.valueOf(size)));
                }));
    }

    @Test
    void method_any_isSentAsGiven() {
        assertThat(received("PUT", "/", Canary.BODY.getBytes(UTF_8)).method())
                .as("The method must be sent as it is given.")
                .isEqualTo("PUT");
    }

    private RecordedRequest received(RequestFactory request) {
        ScriptedServer server = responding();
        exchange(transport(), request.create(server)).responseStatus();
        assertThat(server.requests()).as("The request must arrive, and once.").hasSize(1);
        return server.requests().get(0);
    }

    private RecordedRequest received(String method, String target, byte[] body) {
        return received(server -> new TransportRequest(method, server.uri(target), Map.of(), body));
    }

    private static RequestFactory post(String target) {
        return server -> request(server.uri(target));
    }

    private ScriptedServer responding() {
        return server(READ.respond(200, ""));
    }

    /** A request to a server that is yet to be started. */
    @FunctionalInterface
    private interface RequestFactory {
        TransportRequest create(ScriptedServer server);
    }
}
