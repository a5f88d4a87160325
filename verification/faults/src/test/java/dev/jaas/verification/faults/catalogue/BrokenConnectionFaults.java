// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import static dev.jaas.testkit.transport.Script.accept;
import static dev.jaas.verification.faults.Verdict.NOT_DELIVERED;
import static dev.jaas.verification.faults.Verdict.UNKNOWN;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.CLOSED;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.CLOSED_EXCEPT_JDK_17;
import static dev.jaas.verification.faults.catalogue.Fault.Received.ALWAYS;
import static dev.jaas.verification.faults.catalogue.Fault.Received.MAYBE;

import dev.jaas.testkit.transport.Script;
import dev.jaas.verification.faults.catalogue.Fault.Received;
import java.time.Duration;
import java.util.List;

/** The connection is made, and breaks or stays silent before there is a response. */
final class BrokenConnectionFaults {

    private static final String GROUP = "before the response";
    private static final Duration SHORT_PAUSE = Duration.ofMillis(20);
    private static final Script READ = accept().readRequest();

    private BrokenConnectionFaults() {}

    static List<Fault> all() {
        return List.of(
                fault("closed after accept", accept().fin(), MAYBE),
                // Either transport may notice the reset before it begins to write, and then nothing was sent.
                fault("reset after accept", accept().reset(), MAYBE).orVerdict(NOT_DELIVERED),
                fault("closed within the request", accept().readBytes(40).fin(), MAYBE),
                fault("reset within the request", accept().readBytes(40).reset(), MAYBE),
                fault("closed after the request", READ.fin(), ALWAYS),
                fault("reset after the request", READ.reset(), ALWAYS),
                fault("reset 20 ms after the request", READ.pause(SHORT_PAUSE).reset(), ALWAYS),
                fault("silence after the request", READ.hold(), ALWAYS).waiting(),
                fault("silence from the start", accept().hold(), ALWAYS).waiting(),
                fault("closed within the head", READ.send("HTTP/1.1 200 O").fin(), ALWAYS),
                fault(
                        "reset within the head",
                        READ.send("HTTP/1.1 200 O").pause(SHORT_PAUSE).reset(),
                        ALWAYS),
                fault(
                        "closed after a header line",
                        READ.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n").fin(),
                        ALWAYS),
                new Fault(
                        GROUP,
                        "closed after an empty line",
                        READ.send("\r\n").fin(),
                        UNKNOWN,
                        ALWAYS,
                        CLOSED_EXCEPT_JDK_17));
    }

    private static Fault fault(String name, Script script, Received received) {
        return new Fault(GROUP, name, script, UNKNOWN, received, CLOSED);
    }
}
