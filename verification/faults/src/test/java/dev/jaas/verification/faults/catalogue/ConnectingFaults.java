// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import static dev.jaas.testkit.transport.Script.accept;
import static dev.jaas.verification.faults.Verdict.NOT_DELIVERED;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.CLOSED;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.REUSABLE;
import static dev.jaas.verification.faults.catalogue.Fault.Received.NEVER;

import dev.jaas.testkit.transport.Script;
import dev.jaas.testkit.transport.TestAuthority;
import dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd;
import dev.jaas.verification.faults.catalogue.Fault.Endpoint;
import java.util.List;
import javax.net.ssl.SSLContext;

/** The connection cannot be made, so nothing can have been sent. */
final class ConnectingFaults {

    private static final String GROUP = "connecting";

    private ConnectingFaults() {}

    static List<Fault> all() {
        return List.of(
                unreachable(Endpoint.UNKNOWN_HOST, "unknown host"),
                unreachable(Endpoint.REFUSED, "connection refused"),
                unreachable(Endpoint.FULL_BACKLOG, "full accept backlog").waiting(),
                tls("TLS: garbage instead of a handshake", accept().readBytes(5).send("SSH-2.0-OpenSSH_9.2\r\n")),
                tls(
                        "TLS: an HTTP response instead of a handshake",
                        accept().readBytes(5).respond(400, "use https")),
                tls("TLS: closed within the handshake", accept().readBytes(5).fin()),
                tls("TLS: reset within the handshake", accept().readBytes(5).reset()),
                tls("TLS: stalled handshake", accept().hold()).waiting(),
                tls("TLS: expired certificate", handshake(CatalogueRunner.AUTHORITY.issueExpired("localhost"))),
                tls("TLS: certificate of another host", handshake(CatalogueRunner.AUTHORITY.issue("elsewhere.test"))),
                tls("TLS: untrusted authority", handshake(TestAuthority.create().issue("localhost"))),
                // Vert.x makes the connection that was waited for once one becomes free, even if no exchange needs it
                // any more.
                busy("all connections in use", CallerBehaviors.SHARES_BUSY_TRANSPORT, REUSABLE),
                busy("no permit in time", CallerBehaviors.SHARES_BUSY_CLIENT, CLOSED));
    }

    private static Script handshake(SSLContext certificate) {
        return accept().startTls(certificate).readRequest().respond(200, "").forever();
    }

    private static Fault tls(String name, Script script) {
        return new Fault(GROUP, name, script, NOT_DELIVERED, NEVER, CLOSED).withEndpoint(Endpoint.TLS);
    }

    private static Fault busy(String name, CallerBehavior caller, ConnectionEnd connection) {
        Script first = accept().readRequest().respond(200, "").readRequest().hold();
        Script others = accept().readRequest().hold(); // the transport need not use the first connection again
        return new Fault(GROUP, name, first, NOT_DELIVERED, NEVER, connection)
                .withScripts(number -> number == 1 ? first : others)
                .withCaller(caller)
                .waiting();
    }

    private static Fault unreachable(Endpoint endpoint, String name) {
        return new Fault(GROUP, name, CatalogueRunner.SUCCESS, NOT_DELIVERED, NEVER, REUSABLE).withEndpoint(endpoint);
    }
}
