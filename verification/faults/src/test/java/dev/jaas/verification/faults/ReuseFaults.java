package dev.jaas.verification.faults;

import static dev.jaas.testkit.Script.accept;
import static dev.jaas.verification.faults.Verdict.ACCEPTED;
import static dev.jaas.verification.faults.Verdict.UNKNOWN;

import dev.jaas.testkit.Script;
import dev.jaas.verification.faults.Fault.Fate;
import dev.jaas.verification.faults.Fault.Reached;
import dev.jaas.verification.faults.Fault.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A command has gone through, and its connection is not what it seems when the next one comes. */
final class ReuseFaults {

    private static final String GROUP = "reuse";
    private static final Script WELL = Trials.well();
    private static final Script ONCE = accept().readRequest().respond(200, "");

    private ReuseFaults() {}

    static List<Fault> all() {
        List<Fault> faults = new ArrayList<>(List.of(
                first("closed while idle", ONCE.fin(), Set.of(ACCEPTED, UNKNOWN)),
                first("reset while idle", ONCE.pause(Duration.ofMillis(5)).reset(), Set.of(ACCEPTED, UNKNOWN)),
                first("an unsolicited 408 while idle", ONCE.respond(408, "").fin(), Set.of(ACCEPTED, UNKNOWN)),
                first(
                        "a second answer that nobody asked for",
                        accept().readRequest()
                                .send(twoAnswers())
                                .readRequest()
                                .respond(200, "")
                                .forever(),
                        Set.of(ACCEPTED, UNKNOWN)),
                first(
                        "Connection: close, and then not closed",
                        accept().readRequest()
                                .respond(200, "", "Connection: close")
                                .hold(),
                        Set.of(ACCEPTED)),
                first(
                        "an answer by HTTP/1.0 and the end",
                        accept().readRequest().send("HTTP/1.0 200 OK\r\n\r\n").fin(),
                        Set.of(ACCEPTED)),
                first("the second command meets silence", ONCE.readRequest().hold(), Set.of(UNKNOWN, ACCEPTED)),
                first("the second command meets the end", ONCE.readRequest().fin(), Set.of(UNKNOWN, ACCEPTED)),
                first("the second command meets a reset", ONCE.readRequest().reset(), Set.of(UNKNOWN, ACCEPTED))));
        for (int millis = 0; millis <= 2; millis++) {
            faults.add(raced(
                    "closed in a race, after " + millis + " ms",
                    ONCE.pause(Duration.ofMillis(100 + millis)).fin()));
            faults.add(raced(
                    "reset in a race, after " + millis + " ms",
                    ONCE.pause(Duration.ofMillis(100 + millis)).reset()));
        }
        return faults;
    }

    private static byte[] twoAnswers() {
        byte[] one = Script.response(200, "");
        byte[] two = new byte[2 * one.length];
        System.arraycopy(one, 0, two, 0, one.length);
        System.arraycopy(one, 0, two, one.length, one.length);
        return two;
    }

    /** The first connection is the odd one, and all others are well. */
    private static Fault first(String name, Script script, Set<Verdict> verdicts) {
        return new Fault(
                GROUP,
                name,
                Site.PLAIN,
                number -> number == 1 ? script : WELL,
                Callers.COMES_SECOND,
                Fault.onBoth(verdicts),
                null,
                Reached.MAYBE,
                Fate.KEPT,
                "");
    }

    /** Each waits a tenth of a second before the command is sent, so this decides at about the same moment. */
    private static Fault raced(String name, Script script) {
        return first(name, script, Set.of(ACCEPTED, UNKNOWN));
    }
}
