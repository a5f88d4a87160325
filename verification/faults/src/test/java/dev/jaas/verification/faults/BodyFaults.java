package dev.jaas.verification.faults;

import static dev.jaas.testkit.Script.accept;
import static dev.jaas.verification.faults.Fault.Fate.GONE;
import static dev.jaas.verification.faults.Fault.Fate.KEPT;
import static dev.jaas.verification.faults.Fault.Reached.ALWAYS;
import static dev.jaas.verification.faults.Verdict.ACCEPTED;
import static dev.jaas.verification.faults.Verdict.REJECTED;

import dev.jaas.testkit.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The head is well-formed, so its status decides, whatever the body is. */
final class BodyFaults {

    private static final String GROUP = "the body";
    private static final Duration A_MOMENT = Duration.ofMillis(20);
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String CHUNK = "400\r\n" + "x".repeat(1024) + "\r\n";

    private BodyFaults() {}

    static List<Fault> all() {
        return List.of(
                broken("truncated", sized(100).send("only this").fin()),
                broken(
                        "reset within it",
                        sized(100).send("only this").pause(A_MOMENT).reset()),
                broken("none of what was announced", sized(100).fin()),
                broken("stalled", sized(100).send("only this").hold()),
                broken("a trickle", sized(100_000).repeat("x", Duration.ofMillis(30))),
                broken(
                        "endless, with a length",
                        sized(100_000_000_000_000_000L).repeat("x".repeat(8192), Duration.ZERO)),
                broken(
                        "endless, in chunks",
                        accept().readRequest().send(CHUNKED).repeat(CHUNK, Duration.ZERO)),
                broken(
                        "endless, until the end",
                        accept().readRequest().send("HTTP/1.1 200 OK\r\n\r\n").repeat("x".repeat(8192), Duration.ZERO)),
                broken(
                        "a chunk whose size is no number",
                        accept().readRequest().send(CHUNKED + "zz\r\nxx\r\n").hold()),
                broken(
                        "a chunk of a negative size",
                        accept().readRequest().send(CHUNKED + "-1\r\nxx\r\n").hold()),
                broken(
                        "a chunk that never ends",
                        accept().readRequest().send(CHUNKED + "7fffffff\r\nxx").hold()),
                broken(
                        "chunks without an end",
                        accept().readRequest().send(CHUNKED + CHUNK).hold()),
                well(ACCEPTED, "a gzip bomb", gzipBomb()),
                well(ACCEPTED, "HTML with 200", respond(200, "<html>It works!</html>", "Content-Type: text/html")),
                well(ACCEPTED, "empty 200", respond(200, "")),
                well(
                        ACCEPTED,
                        "204",
                        accept().readRequest()
                                .send("HTTP/1.1 204 No Content\r\n\r\n")
                                .forever()),
                well(
                        REJECTED,
                        "invalid UTF-8",
                        accept().readRequest().send(invalidUtf8()).forever()),
                well(REJECTED, "JSON of depth 10^5", respond(400, "[".repeat(100_000))),
                well(
                        REJECTED,
                        "HTML of 60 kB with 403",
                        respond(403, "<p>blocked</p>".repeat(4400), "Content-Type: text/html")),
                well(
                        REJECTED,
                        "trailers after chunks",
                        accept().readRequest()
                                .send(
                                        "HTTP/1.1 400 Bad\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\nX-Trailer: 1\r\n\r\n")
                                .forever()),
                well(
                        REJECTED,
                        "it quotes the request back",
                        accept().answer(request -> Script.response(
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
        return Fault.plain(GROUP, name, script, ACCEPTED, ALWAYS, GONE);
    }

    private static Fault well(Verdict verdict, String name, Script script) {
        return Fault.plain(GROUP, name, script, verdict, ALWAYS, KEPT);
    }

    private static byte[] invalidUtf8() {
        byte[] answer = Script.response(400, "xxxx");
        answer[answer.length - 2] = (byte) 0xff;
        return answer;
    }

    /** 50 MB in 50 kB: nobody asked for gzip, and nobody may unpack it. */
    private static Script gzipBomb() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1_000_000];
            for (int i = 0; i < 50; i++) {
                gzip.write(zeros);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n";
        return accept().readRequest().send(head).send(packed.toByteArray()).forever();
    }
}
