package dev.jaas.verification.faults;

import static dev.jaas.testkit.Script.accept;
import static dev.jaas.verification.faults.Fault.Fate.GONE;
import static dev.jaas.verification.faults.Fault.Reached.ALWAYS;
import static dev.jaas.verification.faults.Fault.Reached.MAYBE;
import static dev.jaas.verification.faults.Verdict.NOT_DELIVERED;
import static dev.jaas.verification.faults.Verdict.UNKNOWN;

import dev.jaas.testkit.Script;
import dev.jaas.verification.faults.Fault.Reached;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/** The connection is made, and breaks or goes silent before there is an answer. */
final class BrokenConnectionFaults {

    private static final String GROUP = "before the answer";
    private static final SSLContext CERTIFICATE = Trials.AUTHORITY.issue("localhost");
    private static final Duration A_MOMENT = Duration.ofMillis(20);

    private BrokenConnectionFaults() {}

    static List<Fault> all() {
        return List.of(
                fault("closed when accepted", accept().fin(), MAYBE),
                // Either transport may see the reset before it has begun to write, and then nothing was sent.
                fault("reset when accepted", accept().reset(), MAYBE).orElse(NOT_DELIVERED),
                fault("closed within the request", accept().readBytes(40).fin(), MAYBE),
                fault("reset within the request", accept().readBytes(40).reset(), MAYBE),
                fault("closed after the request", accept().readRequest().fin(), ALWAYS),
                fault("reset after the request", accept().readRequest().reset(), ALWAYS),
                fault(
                        "reset a moment after the request",
                        accept().readRequest().pause(A_MOMENT).reset(),
                        ALWAYS),
                fault("silence after the request", accept().readRequest().hold(), ALWAYS),
                fault("silence from the start", accept().hold(), ALWAYS),
                fault(
                        "closed within the head",
                        accept().readRequest().send("HTTP/1.1 200 O").fin(),
                        ALWAYS),
                fault(
                        "reset within the head",
                        accept().readRequest()
                                .send("HTTP/1.1 200 O")
                                .pause(A_MOMENT)
                                .reset(),
                        ALWAYS),
                fault(
                        "closed after a header line",
                        accept().readRequest()
                                .send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n")
                                .fin(),
                        ALWAYS),
                Fault.plain(
                        GROUP,
                        "an empty line and the end",
                        accept().readRequest().send("\r\n").fin(),
                        UNKNOWN,
                        ALWAYS,
                        Fault.Fate.GONE_BUT_FOR_JDK_17),
                fault("TLS: closed after the request", tls().readRequest().fin(), ALWAYS)
                        .on(Fault.Site.TLS),
                fault("TLS: cut without close_notify", tls().readRequest().reset(), ALWAYS)
                        .on(Fault.Site.TLS),
                fault("TLS: silence after the request", tls().readRequest().hold(), ALWAYS)
                        .on(Fault.Site.TLS),
                fault(
                                "TLS: closed within the head",
                                tls().readRequest().send("HTTP/1.1 2").fin(),
                                ALWAYS)
                        .on(Fault.Site.TLS));
    }

    private static Script tls() {
        return accept().startTls(CERTIFICATE);
    }

    private static Fault fault(String name, Script script, Reached reached) {
        return Fault.plain(GROUP, name, script, UNKNOWN, reached, GONE);
    }
}
