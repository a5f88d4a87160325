package dev.jaas.verification.faults;

import static dev.jaas.testkit.Script.accept;
import static dev.jaas.verification.faults.Fault.Fate.GONE;
import static dev.jaas.verification.faults.Fault.Reached.NEVER;
import static dev.jaas.verification.faults.Verdict.NOT_DELIVERED;

import dev.jaas.testkit.Script;
import dev.jaas.verification.faults.Fault.Fate;
import dev.jaas.verification.faults.Fault.Site;
import java.util.List;
import java.util.Set;

/** The connection cannot be made, so nothing can have been sent. */
final class ConnectingFaults {

    private static final String GROUP = "connecting";
    private static final Script WELL = Trials.well();

    private ConnectingFaults() {}

    static List<Fault> all() {
        return List.of(
                at(Site.UNKNOWN_HOST, "the host is unknown"),
                at(Site.REFUSED, "the connection is refused"),
                at(Site.FULL_BACKLOG, "the backlog is full"),
                tls("TLS: garbage instead of a handshake", accept().readBytes(5).send("SSH-2.0-OpenSSH_9.2\r\n")),
                tls(
                        "TLS: an HTTP answer instead of a handshake",
                        accept().readBytes(5).respond(400, "use https")),
                tls("TLS: closed at once", accept().readBytes(5).fin()),
                tls("TLS: reset at once", accept().readBytes(5).reset()),
                tls("TLS: the handshake stalls", accept().hold()),
                tls("TLS: the certificate has expired", handshake(Trials.AUTHORITY.issueExpired("localhost"))),
                tls("TLS: the certificate is for another host", handshake(Trials.AUTHORITY.issue("elsewhere.test"))),
                tls(
                        "TLS: the authority is not trusted",
                        handshake(dev.jaas.testkit.TestAuthority.create().issue("localhost"))),
                // Vert.x makes the connection that was waited for when one becomes free, also if nobody waits any more.
                busy("every connection is in use", Callers.FINDS_NO_CONNECTION, Fate.KEPT),
                busy("its turn does not come", Callers.GETS_NO_TURN, GONE));
    }

    private static Script handshake(javax.net.ssl.SSLContext certificate) {
        return accept().startTls(certificate).readRequest().respond(200, "").forever();
    }

    private static Fault tls(String name, Script script) {
        return Fault.plain(GROUP, name, script, NOT_DELIVERED, NEVER, GONE).on(Site.TLS);
    }

    private static Fault busy(String name, Caller caller, Fate fate) {
        return Fault.plain(GROUP, name, accept().readRequest().hold(), NOT_DELIVERED, NEVER, fate)
                .by(caller);
    }

    private static Fault at(Site site, String name) {
        return new Fault(
                GROUP,
                name,
                site,
                number -> WELL,
                Callers.WAITS,
                Fault.onBoth(Set.of(NOT_DELIVERED)),
                null,
                NEVER,
                Fate.KEPT,
                "");
    }
}
