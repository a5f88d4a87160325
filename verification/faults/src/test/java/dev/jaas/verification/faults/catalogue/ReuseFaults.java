// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import static dev.jaas.testkit.transport.Script.accept;
import static dev.jaas.verification.faults.Verdict.ACCEPTED;
import static dev.jaas.verification.faults.Verdict.UNKNOWN;

import dev.jaas.testkit.transport.Script;
import dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd;
import dev.jaas.verification.faults.catalogue.Fault.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A command was accepted, and its connection fails when the next command uses it. */
final class ReuseFaults {

    private static final String GROUP = "connection reuse";
    private static final Script ONCE = accept().readRequest().respond(200, "");

    private ReuseFaults() {}

    static List<Fault> all() {
        List<Fault> faults = new ArrayList<>(List.of(
                raced("closed while idle", ONCE.fin()),
                raced("reset while idle", ONCE.pause(Duration.ofMillis(5)).reset()),
                raced("an unsolicited 408 while idle", ONCE.respond(408, "").fin()),
                raced(
                        "a surplus second response",
                        accept().readRequest()
                                .send(twoResponses())
                                .readRequest()
                                .respond(200, "")
                                .forever()),
                first(
                        "Connection: close, and not closed",
                        accept().readRequest()
                                .respond(200, "", "Connection: close")
                                .hold()),
                first(
                        "an HTTP/1.0 response, and closed",
                        accept().readRequest().send("HTTP/1.0 200 OK\r\n\r\n").fin()),
                raced("silence after the second request", ONCE.readRequest().hold())
                        .waiting(),
                raced("closed after the second request", ONCE.readRequest().fin()),
                raced("reset after the second request", ONCE.readRequest().reset())));
        // The second command is sent 100 ms after the first, so the connection ends at about the same moment.
        for (int millis = 0; millis <= 2; millis++) {
            Script pause = ONCE.pause(Duration.ofMillis(100 + millis));
            faults.add(raced("closed " + millis + " ms after the second command starts", pause.fin()));
            faults.add(raced("reset " + millis + " ms after the second command starts", pause.reset()));
        }
        return faults;
    }

    private static byte[] twoResponses() {
        byte[] one = Script.response(200, "");
        byte[] two = new byte[2 * one.length];
        System.arraycopy(one, 0, two, 0, one.length);
        System.arraycopy(one, 0, two, one.length, one.length);
        return two;
    }

    /** The fault is on the first connection; all others work. */
    private static Fault first(String name, Script script) {
        return new Fault(GROUP, name, script, ACCEPTED, Received.MAYBE, ConnectionEnd.REUSABLE)
                .withScripts(number -> number == 1 ? script : CatalogueRunner.SUCCESS)
                .withCaller(CallerBehaviors.SENDS_ANOTHER_FIRST);
    }

    private static Fault raced(String name, Script script) {
        return first(name, script).orVerdict(UNKNOWN);
    }
}
