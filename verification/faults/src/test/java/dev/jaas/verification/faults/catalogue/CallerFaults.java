// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import static dev.jaas.testkit.transport.Script.accept;
import static dev.jaas.verification.faults.Verdict.NOT_DELIVERED;
import static dev.jaas.verification.faults.Verdict.REFUSED;
import static dev.jaas.verification.faults.Verdict.REJECTED;
import static dev.jaas.verification.faults.Verdict.UNKNOWN;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.CLOSED;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.REUSABLE;
import static dev.jaas.verification.faults.catalogue.Fault.Received.ALWAYS;
import static dev.jaas.verification.faults.catalogue.Fault.Received.NEVER;

import dev.jaas.testkit.transport.Script;
import dev.jaas.verification.faults.catalogue.Fault.Endpoint;
import java.util.List;

/** The network works, and caller or client ends the command. The result of a cancelled command is what observers get. */
final class CallerFaults {

    private static final String GROUP = "caller";
    private static final Script SILENT = accept().readRequest().hold();

    private CallerFaults() {}

    static List<Fault> all() {
        return List.of(
                inFlight("cancels in flight", CallerBehaviors.CANCELS_IN_FLIGHT),
                inFlight("interrupted in flight", CallerBehaviors.INTERRUPTED_IN_FLIGHT),
                inFlight("closes the client in flight", CallerBehaviors.CLOSES_IN_FLIGHT),
                new Fault(GROUP, "cancels within the TLS handshake", accept().hold(), NOT_DELIVERED, NEVER, CLOSED)
                        .withEndpoint(Endpoint.TLS)
                        .withCaller(CallerBehaviors.CANCELS_WHILE_CONNECTING)
                        .waiting(), // Vert.x closes the connection when the time to connect is up
                paused("interrupted between attempts, after 503", 503, CallerBehaviors.INTERRUPTED_BETWEEN_ATTEMPTS),
                paused("interrupted between attempts, after 429", 429, CallerBehaviors.INTERRUPTED_BETWEEN_ATTEMPTS),
                refused("interrupted between attempts, not connected", CallerBehaviors.INTERRUPTED_BETWEEN_ATTEMPTS),
                paused("closes the client between attempts, after 503", 503, CallerBehaviors.CLOSES_BETWEEN_ATTEMPTS),
                paused("closes the client between attempts, after 429", 429, CallerBehaviors.CLOSES_BETWEEN_ATTEMPTS),
                refused("closes the client between attempts, not connected", CallerBehaviors.CLOSES_BETWEEN_ATTEMPTS),
                new Fault(GROUP, "executes after closing the client", CatalogueRunner.SUCCESS, REFUSED, NEVER, REUSABLE)
                        .withCaller(CallerBehaviors.CLOSES_CLIENT_FIRST),
                new Fault(
                                GROUP,
                                "blocks in a callback on an I/O thread",
                                CatalogueRunner.SUCCESS,
                                REFUSED,
                                NEVER,
                                REUSABLE)
                        .withCaller(CallerBehaviors.BLOCKS_IN_CALLBACK));
    }

    private static Fault inFlight(String name, CallerBehavior caller) {
        return new Fault(GROUP, name, SILENT, UNKNOWN, ALWAYS, CLOSED).withCaller(caller);
    }

    /** The client pauses for a second before the second attempt. */
    private static Fault paused(String name, int status, CallerBehavior caller) {
        Script script =
                accept().readRequest().respond(status, "", "Retry-After: 1").forever();
        return new Fault(GROUP, name, script, status == 429 ? REJECTED : UNKNOWN, ALWAYS, REUSABLE).withCaller(caller);
    }

    private static Fault refused(String name, CallerBehavior caller) {
        return new Fault(GROUP, name, CatalogueRunner.SUCCESS, NOT_DELIVERED, NEVER, REUSABLE)
                .withEndpoint(Endpoint.REFUSED)
                .withCaller(caller);
    }
}
