// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.TransportSettings;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A failure comes before {@code beforeSend} or after it, as it should, and shows no secret. */
abstract class FailureContract extends TransportContract {

    /** handshake_failure, without encryption (RFC 5246 §7.2). */
    private static final byte[] FATAL_ALERT = {21, 3, 3, 0, 2, 2, 40};

    /** Application data, 32 bytes that no key can decrypt (RFC 8446 §5.2). */
    private static final byte[] UNDECIPHERABLE = Arrays.copyOf(new byte[] {23, 3, 3, 0, 32}, 37);

    private final TestAuthority authority = TestAuthority.create();

    FailureContract(HttpTransportContract contract) {
        super(contract);
    }

    @TestFactory
    Stream<DynamicTest> start_nameUnknown_failsAsNotSent() {
        return Stream.of("http", "https")
                .map(scheme -> row(scheme, () -> {
                    URI uri = URI.create(scheme + "://jaas-testkit.invalid" + Canary.PATH);

                    assertNotSent(exchange(transport(), uri));
                }));
    }

    @UsualCause("The message of an exception is reported, or beforeSend() is asked at the start.")
    @TestFactory
    Stream<DynamicTest> start_connectionRefused_failsAsNotSent() {
        return Stream.of("http", "https")
                .map(scheme -> row(scheme, () -> assertNotSent(exchange(transport(), refusing(scheme)))));
    }

    @Test
    void start_connectingTakesLong_isNotSent() {
        ScriptedServer server = closeLater(ScriptedServer.withFullBacklog());

        RecordedExchange exchange = start(transport(), server.uri("/"));

        assertThat(Bounds.comes(exchange::awaitAsked) && asksWhenConnected())
                .as("beforeSend() must not be asked before there is a connection.")
                .isFalse();
    }

    @UsualCause("Host names or certificates are not verified, or beforeSend() is asked before the handshake has ended.")
    @TestFactory
    Stream<DynamicTest> start_tlsHandshakeFails_failsAsNotSent() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put(
                "garbage",
                Script.accept().send("HTTP/1.1 400 Bad Request\r\n\r\n").fin());
        scripts.put("closed", Script.accept().readBytes(5).fin());
        scripts.put("reset", Script.accept().readBytes(5).reset());
        scripts.put("expired", tls(authority.issueExpired("localhost")));
        scripts.put("wrong host", tls(authority.issue("elsewhere.invalid", "127.0.0.9")));
        scripts.put("unknown authority", tls(TestAuthority.create().issue("localhost")));
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    ScriptedServer server = server(entry.getValue());

                    assertNotSent(exchange(transport(trusting()), server.tlsUri("localhost", Canary.PATH)));

                    assertThat(server.requests())
                            .as("Nothing may be sent to a server that has not proved who it is.")
                            .isEmpty();
                    assertConnectionsClosed(server, "after the handshake has failed");
                }));
    }

    /** Whether such a connection is lost before {@code beforeSend} or after it, the adapter can see either first. */
    @Test
    void start_connectionLostAtAccept_fails() {
        exchange(transport(), server(Script.accept().fin()).uri(Canary.PATH)).assertFailed();
    }

    @UsualCause("An exception of the stack is not passed on to failed().")
    @TestFactory
    Stream<DynamicTest> start_noUsableResponse_failsAsUnknown() {
        Map<String, Script> scripts = new LinkedHashMap<>();
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
        return scripts.entrySet().stream()
                .map(entry -> row(
                        entry.getKey(),
                        () -> exchange(transport(), server(entry.getValue()).uri(Canary.PATH))
                                .assertUnknown()));
    }

    @UsualCause("The status line is parsed with Integer.parseInt, which accepts a sign.")
    @Test
    void start_negativeStatus_isNoSuccess() {
        Script script =
                READ.send("HTTP/1.1 -20 OK\r\nContent-Length: 0\r\n\r\n").fin();

        Outcome outcome = exchange(transport(), server(script).uri("/"));

        assertThat(outcome.status())
                .as("A status that is no number of three digits is reported as it came, or not at all.")
                .isIn(null, -20);
    }

    /** An exception that leaves a thread of the stack ends the thread and is printed, with what it quotes. */
    @UsualCause(
            "The stack throws unchecked exceptions at malformed responses on its own threads. Catch them where the listener is called.")
    @TestFactory
    Stream<DynamicTest> start_responseMalformed_leavesNothingUncaught() {
        return Stream.of(
                        "HTTP/1.1 -20\r\n\r\n",
                        "HTTP/1.1 99999999999\r\n\r\n",
                        "HTTP/1.1 \u00b2\u00b2\u00b2 OK\r\n\r\n",
                        "HTTP/9.9 200 OK\r\n\r\n",
                        "HTTP/1.1 200 OK\r\n: no name\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nSome name: x\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nX: \u0000\u0007\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-8\r\n",
                        "HTTP/1.1 302 Found\r\nLocation: http://[::\r\n\r\n",
                        "HTTP/1.1 407 Who\r\nProxy-Authenticate: ,=\"\r\n\r\n")
                .map(response -> row(response.strip(), () -> {
                    ScriptedServer server = server(READ.send(response).fin());
                    try (RecordedOutput output = RecordedOutput.start()) {
                        start(transport(), server.uri(Canary.PATH)).outcomeOrAbort(TOLERANCE);

                        assertThat(output.uncaught())
                                .as("No exception may leave a thread of the stack: report it with failed().")
                                .isEmpty();
                    }
                }));
    }

    @UsualCause("The text of an exception, which quotes the response, is logged or printed. Show its class alone.")
    @TestFactory
    Stream<DynamicTest> start_responseEchoesSecret_isNotShown() {
        return Stream.of(
                        "HTTP/1.1 Bearer %s\r\n\r\n",
                        "Authorization: Bearer %s\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: %s\r\nContent-Length: %1$s\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%s\r\n",
                        "HTTP/1.1 200 OK\r\n%s\r\n\r\n")
                .map(response -> row(response.strip(), () -> {
                    ScriptedServer server = server(READ.send(String.format(Locale.ROOT, response, Canary.TOKEN))
                            .fin());
                    try (RecordedLogs logs = RecordedLogs.start();
                            RecordedOutput output = RecordedOutput.start()) {
                        start(transport(), server.uri(Canary.PATH)).outcomeOrAbort(TOLERANCE);

                        assertThat(logs.entriesWithSecret())
                                .as("No header value, path or body may be logged.")
                                .isEmpty();
                        assertThat(output.linesWithSecret())
                                .as("No header value, path or body may be printed, not even in a stack trace.")
                                .isEmpty();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> start_tlsConnectionLostAfterRequest_failsAsUnknown() {
        SSLContext certificate = authority.issue("localhost");
        Script read = Script.accept().startTls(certificate).readRequest();
        Script oldRead =
                Script.accept().startTls(certificate, FailureContract::useTls12).readRequest();
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put("close_notify", read.fin());
        scripts.put("FIN without close_notify", read.finBelowTls());
        scripts.put("RST", read.reset());
        scripts.put("close_notify in the head", read.send("HTTP/1.1 200 O").fin());
        scripts.put("TLS 1.2, close_notify", oldRead.fin());
        scripts.put("TLS 1.2, FIN without close_notify", oldRead.finBelowTls());
        scripts.put("TLS 1.2, RST", oldRead.reset());
        scripts.put(
                "no TLS record",
                read.sendBelowTls("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII))
                        .fin());
        scripts.put("undecipherable record", read.sendBelowTls(UNDECIPHERABLE).fin());
        scripts.put(
                "TLS 1.2, undecipherable record",
                oldRead.sendBelowTls(UNDECIPHERABLE).fin());
        scripts.put("fatal alert", read.sendBelowTls(FATAL_ALERT).fin());
        scripts.put("TLS 1.2, fatal alert", oldRead.sendBelowTls(FATAL_ALERT).fin());
        scripts.put("TLS 1.2, renegotiation for a client certificate", oldRead.requestClientCertificate());
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    ScriptedServer server = server(entry.getValue());

                    Outcome outcome = exchange(transport(trusting()), server.tlsUri("localhost", Canary.PATH));

                    assertArrived(server, 1);
                    outcome.assertUnknown();
                }));
    }

    /** Without the check, somebody on the way could cut a body short, or add to it. */
    @UsualCause("A failure of TLS is taken for the end of the connection.")
    @TestFactory
    Stream<DynamicTest> start_tlsBrokenInBody_isNotComplete() {
        SSLContext certificate = authority.issue("localhost");
        Script read = Script.accept().startTls(certificate).readRequest();
        Map<String, Script> heads = new LinkedHashMap<>();
        heads.put("with a length", read.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes."));
        heads.put("until the end", read.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nten bytes."));
        return heads.entrySet().stream()
                .map(entry -> row("undecipherable record in a body " + entry.getKey(), () -> {
                    ScriptedServer server = server(entry.getValue()
                            .pause(OFTEN)
                            .sendBelowTls(UNDECIPHERABLE)
                            .fin());

                    exchange(transport(trusting()), server.tlsUri("localhost", Canary.PATH))
                            .assertUnknown();
                }));
    }

    /** In TLS 1.3 the client's handshake is over before the server has looked at its certificate. */
    @Test
    void start_clientCertificateMissing_fails() {
        ScriptedServer server = server(Script.accept()
                .startTls(authority.issue("localhost"), socket -> socket.setNeedClientAuth(true))
                .hold());

        exchange(transport(trusting()), server.tlsUri("localhost", Canary.PATH)).assertFailed();

        assertThat(server.requests()).isEmpty();
    }

    private TransportSettings.Builder trusting() {
        return TransportSettings.builder().trustedCertificates(List.of(authority.certificate()));
    }

    private static Script tls(SSLContext certificate) {
        return Script.accept().startTls(certificate).readRequest().respond(200, "");
    }

    private static void useTls12(SSLSocket socket) {
        socket.setEnabledProtocols(new String[] {"TLSv1.2"});
    }
}
