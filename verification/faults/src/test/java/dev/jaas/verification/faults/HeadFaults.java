package dev.jaas.verification.faults;

import static dev.jaas.testkit.Script.accept;
import static dev.jaas.verification.faults.Fault.Fate.GONE;
import static dev.jaas.verification.faults.Fault.Fate.GONE_BUT_FOR_JDK_17;
import static dev.jaas.verification.faults.Fault.Fate.KEPT;
import static dev.jaas.verification.faults.Fault.Reached.ALWAYS;
import static dev.jaas.verification.faults.Verdict.ACCEPTED;
import static dev.jaas.verification.faults.Verdict.UNKNOWN;

import dev.jaas.testkit.Script;
import dev.jaas.verification.faults.Fault.Fate;
import java.time.Duration;
import java.util.List;

/** The request was received, and the head of the answer is odd. */
final class HeadFaults {

    private static final String GROUP = "the head";

    private HeadFaults() {}

    static List<Fault> all() {
        return List.of(
                odd("a partial status line and silence", "HTTP/1.1 20", GONE_BUT_FOR_JDK_17),
                odd("nonsense instead of a status line", "HELLO, WHO IS THERE\r\n\r\n", GONE_BUT_FOR_JDK_17),
                odd("a page instead of a head", "<html><body>It works!</body></html>\r\n\r\n", GONE_BUT_FOR_JDK_17),
                odd("a status that is no number", "HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n", GONE_BUT_FOR_JDK_17),
                odd("a status of four digits", "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n", GONE_BUT_FOR_JDK_17)
                        .but(Stack.JDK, "the JDK's client reads three digits and lets the rest go", ACCEPTED),
                odd("status 000", "HTTP/1.1 000 None\r\nContent-Length: 0\r\n\r\n", GONE_BUT_FOR_JDK_17),
                odd("status 999", "HTTP/1.1 999 None\r\nContent-Length: 0\r\n\r\n", KEPT),
                odd("another version of HTTP", "HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n", GONE_BUT_FOR_JDK_17),
                odd(
                        "two different Content-Lengths",
                        answer("Content-Length: 0\r\nContent-Length: 5"),
                        GONE_BUT_FOR_JDK_17),
                odd("a negative Content-Length", answer("Content-Length: -5"), GONE_BUT_FOR_JDK_17),
                odd("a Content-Length that is no number", answer("Content-Length: many"), GONE_BUT_FOR_JDK_17),
                odd("a Content-Length of 10^30", answer("Content-Length: 1" + "0".repeat(30)), GONE_BUT_FOR_JDK_17),
                odd("a status line of 1 MB", "HTTP/1.1 200 " + "O".repeat(1_000_000) + "\r\n\r\n", GONE_BUT_FOR_JDK_17),
                odd(
                        "101 and another protocol",
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
                        GONE_BUT_FOR_JDK_17),
                endless("a flood of headers", "X-Flood: " + "y".repeat(1000) + "\r\n", Duration.ZERO),
                endless("a trickle of headers", "X-Trickle: y\r\n", Duration.ofMillis(50)),
                Fault.plain(
                        GROUP,
                        "endless 100 (Continue)",
                        accept().readRequest().repeat("HTTP/1.1 100 Continue\r\n\r\n", Duration.ofMillis(1)),
                        UNKNOWN,
                        ALWAYS,
                        GONE_BUT_FOR_JDK_17),
                fine("102 before the answer", "HTTP/1.1 102 Processing\r\n\r\n" + answer("Content-Length: 0"))
                        .but(
                                Stack.VERTX,
                                "Vert.x takes every interim response but 100 and 103 for the final one",
                                UNKNOWN),
                fine("103 before the answer", "HTTP/1.1 103 Early Hints\r\n\r\n" + answer("Content-Length: 0")),
                fine("the same Content-Length twice", answer("Content-Length: 0\r\nContent-Length: 0"))
                        .but(Stack.VERTX, "Vert.x refuses any second Content-Length, as RFC 9112 §6.3 allows", UNKNOWN),
                fine(
                                "Content-Length and Transfer-Encoding",
                                answer("Content-Length: 7\r\nTransfer-Encoding: chunked") + "0\r\n\r\n")
                        .but(Stack.VERTX, "Vert.x refuses such a head, as RFC 9112 §6.3 allows", UNKNOWN),
                noContent("204 with a Content-Length", "Content-Length: 2\r\n\r\n{}"),
                noContent("204 with Transfer-Encoding", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                fine("no Content-Length, and the end", answer("X-Nothing: 1")),
                fine("a reason phrase of 3 KB", "HTTP/1.1 200 " + "O".repeat(3000) + "\r\nContent-Length: 0\r\n\r\n"),
                fine("no reason phrase", "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n"));
    }

    private static String answer(String headers) {
        return "HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n";
    }

    private static Fault odd(String name, String answer, Fate fate) {
        return Fault.plain(GROUP, name, accept().readRequest().send(answer).hold(), UNKNOWN, ALWAYS, fate);
    }

    private static Fault endless(String name, String line, Duration pause) {
        Script script = accept().readRequest().send("HTTP/1.1 200 OK\r\n").repeat(line, pause);
        return Fault.plain(GROUP, name, script, UNKNOWN, ALWAYS, GONE_BUT_FOR_JDK_17);
    }

    private static Fault noContent(String name, String rest) {
        return fine(name, "HTTP/1.1 204 No Content\r\n" + rest)
                .but(Stack.JDK, "the JDK's client refuses a body where RFC 9110 §15.3.5 allows none", UNKNOWN);
    }

    private static Fault fine(String name, String answer) {
        return Fault.plain(GROUP, name, accept().readRequest().send(answer).fin(), ACCEPTED, ALWAYS, GONE);
    }
}
