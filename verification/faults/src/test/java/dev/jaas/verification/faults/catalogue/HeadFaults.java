// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import static dev.jaas.testkit.transport.Script.accept;
import static dev.jaas.verification.faults.Verdict.ACCEPTED;
import static dev.jaas.verification.faults.Verdict.UNKNOWN;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.CLOSED;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.CLOSED_BY_VERTX;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.CLOSED_EXCEPT_JDK_17;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.REUSABLE;
import static dev.jaas.verification.faults.catalogue.Fault.Received.ALWAYS;

import dev.jaas.testkit.transport.Script;
import dev.jaas.verification.faults.TransportKind;
import dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd;
import java.time.Duration;
import java.util.List;

/** The server received the request, and the head of its response is malformed or unusual. */
final class HeadFaults {

    static final String GROUP = "response head";

    private HeadFaults() {}

    static List<Fault> all() {
        return List.of(
                malformed("a partial status line and silence", "HTTP/1.1 20", CLOSED_EXCEPT_JDK_17)
                        .waiting(),
                malformed("nonsense instead of a status line", "HELLO, WHO IS THERE\r\n\r\n", CLOSED_EXCEPT_JDK_17),
                malformed(
                        "HTML instead of a head", "<html><body>It works!</body></html>\r\n\r\n", CLOSED_EXCEPT_JDK_17),
                malformed(
                        "a status that is not a number",
                        "HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n",
                        CLOSED_EXCEPT_JDK_17),
                malformed("a status of four digits", "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n", CLOSED_BY_VERTX)
                        .withDifference(
                                TransportKind.JDK,
                                "the JDK's client reads three digits and ignores the fourth",
                                ACCEPTED),
                malformed("status 000", "HTTP/1.1 000 None\r\nContent-Length: 0\r\n\r\n", CLOSED_EXCEPT_JDK_17),
                malformed("status 999", "HTTP/1.1 999 None\r\nContent-Length: 0\r\n\r\n", REUSABLE),
                malformed(
                        "another version of HTTP",
                        "HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n",
                        CLOSED_EXCEPT_JDK_17),
                malformed(
                        "two different Content-Lengths",
                        head("Content-Length: 0\r\nContent-Length: 5"),
                        CLOSED_EXCEPT_JDK_17),
                malformed("a negative Content-Length", head("Content-Length: -5"), CLOSED_EXCEPT_JDK_17),
                malformed("a Content-Length that is not a number", head("Content-Length: many"), CLOSED_EXCEPT_JDK_17),
                malformed(
                        "a Content-Length of 10^30", head("Content-Length: 1" + "0".repeat(30)), CLOSED_EXCEPT_JDK_17),
                malformed(
                        "a status line of 1 MB",
                        "HTTP/1.1 200 " + "O".repeat(1_000_000) + "\r\n\r\n",
                        CLOSED_EXCEPT_JDK_17),
                malformed(
                        "101 (Switching Protocols)",
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
                        CLOSED_EXCEPT_JDK_17),
                endless("a flood of headers", "X-Flood: " + "y".repeat(1000) + "\r\n", Duration.ZERO),
                endless("a trickle of headers", "X-Trickle: y\r\n", Duration.ofMillis(50))
                        .waiting(),
                new Fault(
                                GROUP,
                                "endless 100 (Continue)",
                                accept().readRequest().repeat("HTTP/1.1 100 Continue\r\n\r\n", Duration.ofMillis(1)),
                                UNKNOWN,
                                ALWAYS,
                                CLOSED_EXCEPT_JDK_17)
                        .waiting(),
                valid("102 before the response", "HTTP/1.1 102 Processing\r\n\r\n" + head("Content-Length: 0"))
                        .withDifference(
                                TransportKind.VERTX,
                                "Vert.x treats interim responses other than 100 and 103 as final",
                                UNKNOWN),
                valid("103 before the response", "HTTP/1.1 103 Early Hints\r\n\r\n" + head("Content-Length: 0")),
                valid("the same Content-Length twice", head("Content-Length: 0\r\nContent-Length: 0"))
                        .withDifference(
                                TransportKind.VERTX,
                                "Vert.x refuses any second Content-Length, as RFC 9112 §6.3 allows",
                                UNKNOWN),
                malformed(
                        "Content-Length and Transfer-Encoding",
                        head("Content-Length: 7\r\nTransfer-Encoding: chunked") + "0\r\n\r\n",
                        CLOSED),
                noContent("204 with a Content-Length", "Content-Length: 2\r\n\r\n{}")
                        .exceptOkHttp("OkHttp refuses such a Content-Length"),
                noContent("204 with Transfer-Encoding", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                valid("no Content-Length, and closed", head("X-Nothing: 1")),
                valid("a reason phrase of 3 KB", "HTTP/1.1 200 " + "O".repeat(3000) + "\r\nContent-Length: 0\r\n\r\n"),
                valid("no reason phrase", "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n"));
    }

    private static String head(String headers) {
        return "HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n";
    }

    private static Fault malformed(String name, String response, ConnectionEnd connection) {
        return new Fault(GROUP, name, accept().readRequest().send(response).hold(), UNKNOWN, ALWAYS, connection);
    }

    private static Fault endless(String name, String line, Duration pause) {
        Script script = accept().readRequest().send("HTTP/1.1 200 OK\r\n").repeat(line, pause);
        return new Fault(GROUP, name, script, UNKNOWN, ALWAYS, CLOSED_EXCEPT_JDK_17);
    }

    private static Fault noContent(String name, String rest) {
        return valid(name, "HTTP/1.1 204 No Content\r\n" + rest)
                .withDifference(
                        TransportKind.JDK,
                        "the JDK's client refuses a body where RFC 9110 §15.3.5 allows none",
                        UNKNOWN);
    }

    private static Fault valid(String name, String response) {
        return new Fault(GROUP, name, accept().readRequest().send(response).fin(), ACCEPTED, ALWAYS, CLOSED);
    }
}
