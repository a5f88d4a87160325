// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import static dev.jaas.testkit.transport.Script.accept;
import static dev.jaas.verification.faults.Verdict.ACCEPTED;
import static dev.jaas.verification.faults.Verdict.REJECTED;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.CLOSED;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.REUSABLE;
import static dev.jaas.verification.faults.catalogue.Fault.Received.ALWAYS;

import dev.jaas.testkit.transport.Script;
import dev.jaas.verification.faults.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The head is well-formed, so its status decides, whatever happens to the body. */
final class BodyFaults {

    static final String GROUP = "response body";
    private static final Duration SHORT_PAUSE = Duration.ofMillis(20);
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String CHUNK = "400\r\n" + "x".repeat(1024) + "\r\n";

    private BodyFaults() {}

    static List<Fault> all() {
        return Stream.concat(plain(), ErrorTextFaults.all()).toList();
    }

    private static Stream<Fault> plain() {
        return Stream.of(
                broken("truncated", sized(100).send("only this").fin()),
                broken(
                        "reset within the body",
                        sized(100).send("only this").pause(SHORT_PAUSE).reset()),
                broken("announced, but missing", sized(100).fin()),
                broken("stalled", sized(100).send("only this").hold()).waiting(),
                broken("a trickle", sized(100_000).repeat("x", Duration.ofMillis(30)))
                        .waiting(),
                broken(
                        "endless, with a length",
                        sized(100_000_000_000_000_000L).repeat("x".repeat(8192), Duration.ZERO)),
                broken(
                        "endless, in chunks",
                        accept().readRequest().send(CHUNKED).repeat(CHUNK, Duration.ZERO)),
                broken(
                        "endless, without a length",
                        accept().readRequest().send("HTTP/1.1 200 OK\r\n\r\n").repeat("x".repeat(8192), Duration.ZERO)),
                broken(
                        "a chunk size that is not a number",
                        accept().readRequest().send(CHUNKED + "zz\r\nxx\r\n").hold()),
                broken(
                        "a negative chunk size",
                        accept().readRequest().send(CHUNKED + "-1\r\nxx\r\n").hold()),
                broken(
                                "an incomplete chunk and silence",
                                accept().readRequest()
                                        .send(CHUNKED + "7fffffff\r\nxx")
                                        .hold())
                        .waiting(),
                broken(
                                "no last chunk",
                                accept().readRequest().send(CHUNKED + CHUNK).hold())
                        .waiting(),
                complete(ACCEPTED, "a gzip bomb", gzipBomb()),
                complete(ACCEPTED, "HTML with 200", respond(200, "<html>It works!</html>", "Content-Type: text/html")),
                complete(ACCEPTED, "empty 200", respond(200, "")),
                complete(
                        ACCEPTED,
                        "204",
                        accept().readRequest()
                                .send("HTTP/1.1 204 No Content\r\n\r\n")
                                .forever()),
                complete(
                        REJECTED,
                        "invalid UTF-8",
                        accept().readRequest().send(invalidUtf8()).forever()),
                complete(REJECTED, "JSON of depth 10^5", respond(400, "[".repeat(100_000))),
                complete(
                        REJECTED,
                        "HTML of 60 kB with 403",
                        respond(403, "<p>blocked</p>".repeat(4400), "Content-Type: text/html")),
                complete(
                        REJECTED,
                        "trailers after chunks",
                        accept().readRequest()
                                .send(
                                        "HTTP/1.1 400 Bad\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\nX-Trailer: 1\r\n\r\n")
                                .forever()),
                complete(
                        REJECTED,
                        "quotes the request",
                        accept().respond(request -> Script.response(
                                        401,
                                        request.header("Authorization").orElse("") + " "
                                                + new String(request.body(), StandardCharsets.UTF_8)))
                                .forever()));
    }

    private static Script sized(long length) {
        return accept().readRequest().send("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
    }

    private static Script respond(int status, String body, String... headers) {
        return accept().readRequest().respond(status, body, headers).forever();
    }

    private static Fault broken(String name, Script script) {
        return new Fault(GROUP, name, script, ACCEPTED, ALWAYS, CLOSED);
    }

    private static Fault complete(Verdict verdict, String name, Script script) {
        return new Fault(GROUP, name, script, verdict, ALWAYS, REUSABLE);
    }

    private static byte[] invalidUtf8() {
        byte[] response = Script.response(400, "xxxx");
        response[response.length - 2] = (byte) 0xff;
        return response;
    }

    /** 50 MB compressed to 50 kB. The request did not ask for gzip, and nothing needs the body of a command that was accepted. */
    private static Script gzipBomb() {
        byte[] packed = ErrorTextFaults.gzip(new byte[50_000_000]);
        String head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.length + "\r\n\r\n";
        return accept().readRequest().send(head).send(packed).forever();
    }
}
