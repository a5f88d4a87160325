package dev.jaas.verification.faults;

import static dev.jaas.testkit.Script.accept;
import static dev.jaas.verification.faults.Fault.Fate.GONE;
import static dev.jaas.verification.faults.Fault.Reached.NEVER;
import static dev.jaas.verification.faults.Verdict.NOT_DELIVERED;

import dev.jaas.testkit.Script;
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
                        handshake(dev.jaas.testkit.TestAuthority.create().issue("localhost"))));
    }

    private static Script handshake(javax.net.ssl.SSLContext certificate) {
        return accept().startTls(certificate).readRequest().respond(200, "").forever();
    }

    private static Fault tls(String name, Script script) {
        return Fault.plain(GROUP, name, script, NOT_DELIVERED, NEVER, GONE).onTls();
    }

    private static Fault at(Site site, String name) {
        return new Fault(
                GROUP,
                name,
                site,
                number -> WELL,
                false,
                Fault.onBoth(Set.of(NOT_DELIVERED)),
                NEVER,
                Fault.Fate.KEPT,
                "");
    }
}
