package dev.jaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A failure says whether the server may have acted, and shows no secret. {@link Outcome#failure} checks the latter. */
abstract class FailurePromises extends TransportPromises {

    private static final Script READ = Script.accept().readRequest();

    private final TestAuthority authority = TestAuthority.create();

    FailurePromises(HttpTransportContract contract) {
        super(contract);
    }

    @TestFactory
    Stream<DynamicTest> send_nameUnknown_failsAsNotSent() {
        return Stream.of("http", "https")
                .map(scheme -> row(
                        scheme,
                        () -> exchange(transport(), URI.create(scheme + "://jaas-testkit.invalid/"), AMPLE)
                                .assertNotSent()));
    }

    @TestFactory
    Stream<DynamicTest> send_connectionRefused_failsAsNotSent() {
        return Stream.of("http", "https")
                .map(scheme -> row(
                        scheme,
                        () -> exchange(transport(), refusing(scheme), AMPLE).assertNotSent()));
    }

    @Test
    void send_connectTimeout_failsAsNotSentThen() {
        ScriptedServer server = closeLater(ScriptedServer.withFullBacklog());
        HttpTransport transport = transport(TransportSettings.defaults().withConnectTimeout(SHORT));

        Outcome outcome = exchange(transport, server.uri("/"), AMPLE);

        outcome.assertNotSent();
        outcome.assertWithin(SHORT);
    }

    @Test
    void send_tlsHandshakeStalls_failsAsNotSentAfterConnectTimeout() {
        ScriptedServer server = server(Script.accept().hold());
        HttpTransport transport = transport(TransportSettings.defaults().withConnectTimeout(SHORT));

        Outcome outcome = exchange(transport, server.tlsUri("localhost", "/"), AMPLE);

        outcome.assertNotSent();
        outcome.assertWithin(SHORT.plus(SHORT));
    }

    @TestFactory
    Stream<DynamicTest> send_tlsHandshakeFails_failsAsNotSent() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put(
                "garbage",
                Script.accept().send("HTTP/1.1 400 Bad Request\r\n\r\n").fin());
        scripts.put("closed", Script.accept().readBytes(5).fin());
        scripts.put("expired", tls(authority.issueExpired("localhost")));
        scripts.put("wrong host", tls(authority.issue("elsewhere.invalid", "127.0.0.9")));
        scripts.put("unknown authority", tls(TestAuthority.create().issue("localhost")));
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    ScriptedServer server = server(entry.getValue());

                    exchange(transport(trusting()), server.tlsUri("localhost", "/"), AMPLE)
                            .assertNotSent();

                    assertThat(server.requests())
                            .as("Nothing may be sent to a server that has not proved who it is.")
                            .isEmpty();
                }));
    }

    @Test
    void send_tlsHandshakeReset_failsWithoutSecret() {
        ScriptedServer server = server(Script.accept().readBytes(5).reset());

        exchange(transport(), server.tlsUri("localhost", "/"), AMPLE).failure();
    }

    @TestFactory
    Stream<DynamicTest> send_noUsableAnswer_failsAsUnknown() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put("FIN at accept", Script.accept().fin());
        scripts.put("RST within the request", Script.accept().readBytes(1).reset());
        scripts.put("FIN after reading", READ.fin());
        scripts.put("RST after reading", READ.reset());
        scripts.put("FIN in the status line", READ.send("HTTP/1.1 20").fin());
        scripts.put(
                "FIN in the head", READ.send("HTTP/1.1 200 OK\r\nContent-Le").fin());
        scripts.put(
                "RST in the head", READ.send("HTTP/1.1 200 OK\r\nContent-Le").reset());
        scripts.put("another protocol", READ.send("SSH-2.0-OpenSSH_9.2\r\n\r\n").fin());
        scripts.put(
                "no number",
                READ.send("HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n").fin());
        scripts.put(
                "negative status",
                READ.send("HTTP/1.1 -20 OK\r\nContent-Length: 0\r\n\r\n").fin());
        scripts.put(
                "two lengths",
                READ.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")
                        .fin());
        scripts.put(
                "no length",
                READ.send("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nab").fin());
        return scripts.entrySet().stream().map(entry -> row(entry.getKey(), () -> assertUnknown(entry.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> send_answerEchoesSecret_failureDoesNotShowIt() {
        return Stream.of(
                        "HTTP/1.1 Bearer %s\r\n\r\n",
                        "Authorization: Bearer %s\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: %s\r\nContent-Length: %1$s\r\n\r\n")
                .map(answer -> row(answer.strip(), () -> {
                    ScriptedServer server =
                            server(READ.send(answer.formatted(Canary.TOKEN)).fin());
                    Outcome outcome = exchange(transport(), server.uri("/"), SHORT);
                    if (outcome.response() == null) {
                        outcome.assertUnknown();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> send_tlsConnectionLostAfterHandshake_failsAsUnknown() {
        Script read = Script.accept().startTls(authority.issue("localhost")).readRequest();
        return Stream.of(read.fin(), read.reset(), read.send("HTTP/1.1 200 O").fin())
                .map(script -> row(script.toString(), () -> {
                    ScriptedServer server = server(script);
                    exchange(transport(trusting()), server.tlsUri("localhost", "/"), AMPLE)
                            .assertUnknown();
                }));
    }

    private void assertUnknown(Script script) {
        exchange(transport(), server(script).uri("/"), AMPLE.dividedBy(2)).assertUnknown();
    }

    private TransportSettings trusting() {
        return TransportSettings.defaults().withTrustedCertificates(List.of(authority.certificate()));
    }

    private static Script tls(SSLContext certificate) {
        return Script.accept().startTls(certificate).readRequest().respond(200, "");
    }
}
