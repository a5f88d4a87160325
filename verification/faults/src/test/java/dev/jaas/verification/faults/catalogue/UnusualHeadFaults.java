// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import static dev.jaas.testkit.transport.Script.accept;
import static dev.jaas.verification.faults.Verdict.ACCEPTED;
import static dev.jaas.verification.faults.Verdict.UNKNOWN;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.CLOSED;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.CLOSED_EXCEPT_JDK_17;
import static dev.jaas.verification.faults.catalogue.Fault.Received.ALWAYS;

import dev.jaas.verification.faults.TransportKind;
import dev.jaas.verification.faults.Verdict;
import dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * The server accepts the command with a head that RFC 9112 does not allow, or that few servers send. A transport accepts it
 * as well or fails; it never takes it for another status.
 */
final class UnusualHeadFaults {

    private static final String OK = "HTTP/1.1 200 OK";
    private static final String EMPTY = "Content-Length: 0";

    private static final String LINES = "Vert.x requires CRLF, where RFC 9112 §2.2 allows a recipient to accept LF";
    private static final String START = "Vert.x skips white space before the status line";
    private static final String NAME = "the JDK's client ignores a line without a name";
    private static final String COLON =
            "Vert.x removes white space after a name (RFC 9112 §5.1 requires that of proxies)";
    private static final String CR = "the JDK's client takes a single CR for white space, as RFC 9112 §2.2 requires";
    private static final String FOLDED = "Vert.x does not unfold a Content-Length or Transfer-Encoding";
    private static final String VERSION = "the JDK's client reads any version that begins with HTTP/1.";
    private static final String NUMBER = "Vert.x reads the status as a number of any length";
    private static final String THREE_DIGITS = "the JDK's client reads three digits and ignores what follows";
    private static final String CODINGS =
            "Vert.x refuses chunked more than once, and where it is not last (RFC 9112 §6.1)";
    private static final String SIZE =
            "Vert.x refuses heads of more than 64 KiB, the JDK's client those of more than 384 KiB";

    private static final String OKHTTP_START = "OkHttp skips nothing before the status line";
    private static final String OKHTTP_FIELDS = "OkHttp does not check the characters of names and values";
    private static final String OKHTTP_FOLDED = "OkHttp reads each line as a header";
    private static final String OKHTTP_LINE = "OkHttp reads one space, three digits and, unless the line ends, a space";

    private UnusualHeadFaults() {}

    static List<Fault> all() {
        return Stream.of(lines(), names(), values(), statusLines(), framing())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Fault> lines() {
        return List.of(
                byJdkOnly("LF at the end of each line", "HTTP/1.1 200 OK\nContent-Length: 0\n\n", LINES),
                byJdkOnly("LF at the end of the status line", OK + "\n" + EMPTY + "\r\n\r\n", LINES),
                byJdkOnly("LF at the end of the head", OK + "\r\n" + EMPTY + "\r\n\n", LINES),
                byNeither("CR at the end of each line", "HTTP/1.1 200 OK\rContent-Length: 0\r\r"),
                byVertxOnly("an empty line before the head", "\r\n" + head(EMPTY), START)
                        .exceptOkHttp(OKHTTP_START),
                byVertxOnly("LF before the head", "\n" + head(EMPTY), START).exceptOkHttp(OKHTTP_START),
                byVertxOnly("a space before the head", " " + head(EMPTY), START).exceptOkHttp(OKHTTP_START),
                byNeither("a byte order mark before the head", "\u00ef\u00bb\u00bf" + head(EMPTY)));
    }

    private static List<Fault> names() {
        return List.of(
                byJdkOnly("a header without a name", head(": x\r\n" + EMPTY), NAME),
                byJdkOnly("a line that is a colon", head(":\r\n" + EMPTY), NAME),
                byJdkOnly("a line without a colon", head("nothing\r\n" + EMPTY), NAME),
                byVertxOnly("a space before the colon", head("X-Odd : x\r\n" + EMPTY), COLON),
                byVertxOnly("a tab before the colon", head("X-Odd\t: x\r\n" + EMPTY), COLON),
                byVertxOnly("a space before the colon of Content-Length", head("Content-Length : 0"), COLON),
                byVertxOnly("a space within a name", head("X Odd: x\r\n" + EMPTY), "Vert.x ends a name at a space"),
                byNeither("another character that a name must not contain", head("X(Odd): x\r\n" + EMPTY))
                        .exceptOkHttp(OKHTTP_FIELDS),
                byNeither("a name with a byte above ASCII", head("X-\u00e9: x\r\n" + EMPTY))
                        .exceptOkHttp(OKHTTP_FIELDS),
                byNeither("a name with NUL", head("X\0Odd: x\r\n" + EMPTY)).exceptOkHttp(OKHTTP_FIELDS),
                byNeither("a space before the first name", head(" X-Odd: x\r\n" + EMPTY))
                        .exceptOkHttp(OKHTTP_FIELDS),
                byBoth("a name of 10 kB", head("X".repeat(10_000) + ": x\r\n" + EMPTY)),
                byBoth("a doubled colon", head("X-Odd:: x\r\n" + EMPTY)));
    }

    private static List<Fault> values() {
        return List.of(
                byBoth("a folded value", head("X-Odd: x\r\n y\r\n" + EMPTY)),
                byJdkOnly("a folded Content-Length", head("Content-Length:\r\n 0"), FOLDED)
                        .exceptOkHttp(OKHTTP_FOLDED),
                byJdkOnly("a folded Transfer-Encoding", chunked("\r\n chunked"), FOLDED),
                byBoth("an empty value", head("X-Odd:\r\n" + EMPTY)),
                byBoth("no space after the colon", head("Content-Length:0")),
                byBoth("a value with a byte above ASCII", head("X-Odd: \u00e9\r\n" + EMPTY)),
                byNeither("a value with NUL", head("X-Odd: x\0y\r\n" + EMPTY)).exceptOkHttp(OKHTTP_FIELDS),
                byNeither("a value with another control character", head("X-Odd: x\u0001y\r\n" + EMPTY))
                        .exceptOkHttp(OKHTTP_FIELDS),
                byJdkOnly("a value with CR", head("X-Odd: x\ry\r\n" + EMPTY), CR),
                byJdkOnly("a header of 100 kB", head("X-Odd: " + "y".repeat(100_000) + "\r\n" + EMPTY), SIZE),
                byNeither("a header of 400 kB", head("X-Odd: " + "y".repeat(400_000) + "\r\n" + EMPTY)),
                byBoth("1500 headers", head("X-Odd: y\r\n".repeat(1500) + EMPTY)));
    }

    private static List<Fault> statusLines() {
        return List.of(
                byNeither("http in lower case", status("http/1.1 200 OK")),
                byBoth("HTTP/1.0 that is not closed", status("HTTP/1.0 200 OK")),
                byJdkOnly("HTTP/1.2", status("HTTP/1.2 200 OK"), VERSION)
                        .exceptOkHttp("OkHttp reads no version but 1.0 and 1.1"),
                byNeither("HTTP/2", status("HTTP/2 200 OK")),
                byNeither("ICY", status("ICY 200 OK")).exceptOkHttp("OkHttp reads ICY as HTTP/1.0"),
                byVertxOnly(
                                "two spaces before the status",
                                status("HTTP/1.1  200 OK"),
                                "Vert.x skips white space there")
                        .exceptOkHttp(OKHTTP_LINE),
                byBoth("two spaces after the status", status("HTTP/1.1 200  OK")),
                byBoth("tabs in the status line", status("HTTP/1.1\t200\tOK")).exceptOkHttp(OKHTTP_LINE),
                byNeither("no space before the status", status("HTTP/1.1200 OK")),
                byJdkOnly("no space after the status", status("HTTP/1.1 200OK"), THREE_DIGITS)
                        .exceptOkHttp(OKHTTP_LINE),
                byJdkOnly("a status with a fraction", status("HTTP/1.1 200.1 OK"), THREE_DIGITS)
                        .exceptOkHttp(OKHTTP_LINE),
                byVertxOnly("a status with a plus sign", status("HTTP/1.1 +200 OK"), NUMBER)
                        .exceptOkHttp(OKHTTP_LINE),
                byVertxOnly("a status with a leading zero", status("HTTP/1.1 0200 OK"), NUMBER)
                        .exceptOkHttp(OKHTTP_LINE),
                byNeither("a status of two digits", status("HTTP/1.1 20 OK")),
                byNeither("a status of digits beyond ASCII", status("HTTP/1.1 \u00d9\u00a2\u00d9\u00a0\u00d9\u00a0 OK"))
                        .exceptOkHttp("OkHttp reads any digits of Unicode"),
                byNeither("an empty status", status("HTTP/1.1  OK")),
                byBoth("a status line that ends after the status", status("HTTP/1.1 200")),
                byBoth("a reason phrase with a byte above ASCII", status("HTTP/1.1 200 \u00e9")),
                byBoth("a reason phrase with NUL", status("HTTP/1.1 200 O\0K")),
                byNeither("a reason phrase with CR", status("HTTP/1.1 200 O\rK"))
                        .exceptOkHttp("OkHttp ends a line at LF alone"),
                byBoth("100 with headers before the response", interim("100 Continue\r\nX-Odd: x") + head(EMPTY)),
                byJdkOnly(
                        "199 before the response",
                        interim("199 Odd") + head(EMPTY),
                        "Vert.x treats interim responses other than 100 and 103 as final"),
                byBoth("205 with a body", "HTTP/1.1 205 Reset\r\nContent-Length: 2\r\n\r\n{}")
                        .exceptOkHttp("OkHttp refuses a body where RFC 9110 §15.3.6 allows none"));
    }

    private static List<Fault> framing() {
        return List.of(
                byNeither("a Content-Length with a plus sign", head("Content-Length: +2") + "{}"),
                byNeither("a Content-Length of -0", head("Content-Length: -0")),
                byNeither("an empty Content-Length", head("Content-Length:")),
                byNeither("a Content-Length with a space in it", head("Content-Length: 0 0")),
                byNeither("a Content-Length in hexadecimal", head("Content-Length: 0x0")),
                byNeither("a Content-Length that is a list of equal numbers", head("Content-Length: 2, 2") + "{}"),
                byBoth("a Content-Length with leading zeros", head("Content-Length: 002") + "{}"),
                byBoth("Transfer-Encoding: identity", head("Transfer-Encoding: identity") + "{}"),
                byBoth("Transfer-Encoding: gzip", head("Transfer-Encoding: gzip") + "{}"),
                byBoth("an unknown Transfer-Encoding", head("Transfer-Encoding: odd") + "{}"),
                byBoth("Transfer-Encoding: gzip, chunked", chunked(" gzip, chunked")),
                byJdkOnly("Transfer-Encoding: chunked, gzip", chunked(" chunked, gzip"), CODINGS),
                byJdkOnly("Transfer-Encoding: chunked, chunked", chunked(" chunked, chunked"), CODINGS),
                byJdkOnly(
                        "Transfer-Encoding: chunked, twice",
                        chunked(" chunked\r\nTransfer-Encoding: chunked"),
                        CODINGS),
                byJdkOnly(
                        "Transfer-Encoding in HTTP/1.0",
                        chunked(" chunked").replace("HTTP/1.1", "HTTP/1.0"),
                        "Vert.x refuses Transfer-Encoding in HTTP/1.0, whose framing is faulty by RFC 9112 §6.1"),
                byBoth("Transfer-Encoding: CHUNKED", chunked(" CHUNKED")));
    }

    private static String head(String headers) {
        return OK + "\r\n" + headers + "\r\n\r\n";
    }

    private static String status(String line) {
        return line + "\r\n" + EMPTY + "\r\n\r\n";
    }

    private static String interim(String statusAndHeaders) {
        return "HTTP/1.1 " + statusAndHeaders + "\r\n\r\n";
    }

    private static String chunked(String transferEncoding) {
        return head("Transfer-Encoding:" + transferEncoding) + "2\r\n{}\r\n0\r\n\r\n";
    }

    private static Fault byBoth(String name, String response) {
        return fault(name, response, ACCEPTED, CLOSED);
    }

    private static Fault byNeither(String name, String response) {
        return fault(name, response, UNKNOWN, CLOSED_EXCEPT_JDK_17);
    }

    private static Fault byJdkOnly(String name, String response, String why) {
        return fault(name, response, ACCEPTED, CLOSED).withDifference(TransportKind.VERTX, why, UNKNOWN);
    }

    private static Fault byVertxOnly(String name, String response, String why) {
        return fault(name, response, ACCEPTED, CLOSED_EXCEPT_JDK_17).withDifference(TransportKind.JDK, why, UNKNOWN);
    }

    private static Fault fault(String name, String response, Verdict verdict, ConnectionEnd connection) {
        byte[] bytes = response.getBytes(StandardCharsets.ISO_8859_1);
        return new Fault(
                HeadFaults.GROUP, name, accept().readRequest().send(bytes).fin(), verdict, ALWAYS, connection);
    }
}
