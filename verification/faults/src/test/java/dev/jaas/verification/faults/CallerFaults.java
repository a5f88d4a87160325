package dev.jaas.verification.faults;

import static dev.jaas.testkit.Script.accept;
import static dev.jaas.verification.faults.Fault.Fate.GONE;
import static dev.jaas.verification.faults.Fault.Fate.KEPT;
import static dev.jaas.verification.faults.Fault.Reached.ALWAYS;
import static dev.jaas.verification.faults.Fault.Reached.NEVER;
import static dev.jaas.verification.faults.Verdict.NOT_DELIVERED;
import static dev.jaas.verification.faults.Verdict.REFUSED;
import static dev.jaas.verification.faults.Verdict.REJECTED;
import static dev.jaas.verification.faults.Verdict.UNKNOWN;

import dev.jaas.testkit.Script;
import dev.jaas.verification.faults.Fault.Site;
import java.util.List;

/** Caller and client end what the network would have done well. Of a cancelled future, only the observers are told. */
final class CallerFaults {

    private static final String GROUP = "the caller";
    private static final Script SILENT = accept().readRequest().hold();

    private CallerFaults() {}

    static List<Fault> all() {
        return List.of(
                inFlight("cancels in flight", Callers.CANCELS_IN_FLIGHT),
                inFlight("is interrupted in flight", Callers.IS_INTERRUPTED_IN_FLIGHT),
                inFlight("closes the client in flight", Callers.CLOSES_IN_FLIGHT),
                Fault.plain(GROUP, "cancels within the TLS handshake", accept().hold(), UNKNOWN, NEVER, GONE)
                        .on(Site.TLS)
                        .by(Callers.CANCELS_WHILE_CONNECTING),
                paused("is interrupted between attempts, after 503", 503, Callers.IS_INTERRUPTED_BETWEEN_ATTEMPTS),
                paused("is interrupted between attempts, after 429", 429, Callers.IS_INTERRUPTED_BETWEEN_ATTEMPTS),
                refused("is interrupted between attempts, not connected", Callers.IS_INTERRUPTED_BETWEEN_ATTEMPTS),
                paused("closes the client between attempts, after 503", 503, Callers.CLOSES_BETWEEN_ATTEMPTS),
                paused("closes the client between attempts, after 429", 429, Callers.CLOSES_BETWEEN_ATTEMPTS),
                refused("closes the client between attempts, not connected", Callers.CLOSES_BETWEEN_ATTEMPTS),
                Fault.plain(GROUP, "has closed the client", Trials.well(), REFUSED, NEVER, KEPT)
                        .by(Callers.HAS_CLOSED),
                Fault.plain(GROUP, "blocks where exchanges complete", Trials.well(), REFUSED, NEVER, KEPT)
                        .by(Callers.BLOCKS_WHERE_EXCHANGES_COMPLETE));
    }

    private static Fault inFlight(String name, Caller caller) {
        return Fault.plain(GROUP, name, SILENT, UNKNOWN, ALWAYS, GONE).by(caller);
    }

    /** The second attempt is a second away. */
    private static Fault paused(String name, int status, Caller caller) {
        Script script =
                accept().readRequest().respond(status, "", "Retry-After: 1").forever();
        return Fault.plain(GROUP, name, script, status == 429 ? REJECTED : UNKNOWN, ALWAYS, KEPT)
                .by(caller);
    }

    private static Fault refused(String name, Caller caller) {
        return Fault.plain(GROUP, name, Trials.well(), NOT_DELIVERED, NEVER, KEPT)
                .on(Site.REFUSED)
                .by(caller);
    }
}
