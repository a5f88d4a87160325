// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import static dev.jaas.testkit.transport.Script.accept;
import static dev.jaas.verification.faults.Verdict.NOT_DELIVERED;
import static dev.jaas.verification.faults.catalogue.CallerBehaviors.throughProxy;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.CLOSED;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.CLOSED_EXCEPT_JDK_17;
import static dev.jaas.verification.faults.catalogue.Fault.Received.NEVER;

import dev.jaas.testkit.transport.Script;
import dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd;
import dev.jaas.verification.faults.catalogue.Fault.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A proxy makes no tunnel, so nothing can have been sent; what it says is never taken for the service's response. */
final class ProxyFaults {

    private static final String GROUP = "proxy";
    private static final Script ASKED = accept().readRequest();
    private static final String TUNNEL = "HTTP/1.1 200 Connection established\r\n\r\n";

    private ProxyFaults() {}

    static List<Fault> all() {
        List<Fault> faults = new ArrayList<>();
        challenges().forEach((name, challenge) -> faults.add(status("407" + name, 407, challenge)));
        faults.add(status("407 for its credentials", 407, "Proxy-Authenticate: Basic realm=\"x\"")
                .withCaller(throughProxy("user:secret", "status 407")));
        faults.add(status("401", 401));
        faults.add(status("401, Bearer", 401, "WWW-Authenticate: Bearer"));
        for (int status : new int[] {204, 302, 403, 404, 429, 500, 502, 503}) {
            faults.add(status(String.valueOf(status), status));
        }
        faults.addAll(List.of(
                fault("closed after CONNECT", ASKED.fin(), CLOSED),
                fault("reset after CONNECT", ASKED.reset(), CLOSED),
                fault("closed within the head", ASKED.send("HTTP/1.1 20").fin(), CLOSED),
                fault("no HTTP", ASKED.send("SSH-2.0-OpenSSH_9.2\r\n\r\n").hold(), CLOSED_EXCEPT_JDK_17),
                fault("silence", ASKED.hold(), CLOSED)
                        .withCaller(throughProxy("", ""))
                        .waiting(),
                fault("tunnel, closed", ASKED.send(TUNNEL).fin(), CLOSED),
                fault("tunnel, reset", ASKED.send(TUNNEL).reset(), CLOSED)
                        .withCaller(throughProxy("", ""))
                        .waiting(),
                fault(
                        "tunnel, no TLS",
                        ASKED.send(TUNNEL + "SSH-2.0-OpenSSH_9.2\r\n").fin(),
                        CLOSED),
                fault("tunnel, silence", ASKED.send(TUNNEL).hold(), CLOSED)
                        .withCaller(throughProxy("", ""))
                        .waiting()));
        return faults;
    }

    private static Map<String, String> challenges() {
        Map<String, String> challenges = new LinkedHashMap<>();
        challenges.put("", "X-Nothing: 1");
        challenges.put(", Basic", "Proxy-Authenticate: Basic realm=\"x\"");
        challenges.put(", Digest", "Proxy-Authenticate: Digest realm=\"x\", nonce=\"x\", qop=\"auth\"");
        challenges.put(", Negotiate", "Proxy-Authenticate: Negotiate");
        challenges.put(", NTLM", "Proxy-Authenticate: NTLM");
        return challenges;
    }

    private static Fault status(String name, int status, String... headers) {
        Script script = accept().readRequest()
                .respond(status, status == 204 ? "" : "no", headers)
                .forever();
        return fault(name, script, CLOSED).withCaller(throughProxy("", "status " + status));
    }

    private static Fault fault(String name, Script script, ConnectionEnd connection) {
        return new Fault(GROUP, name, script, NOT_DELIVERED, NEVER, connection)
                .withEndpoint(Endpoint.PROXY)
                .withCaller(throughProxy("", "127.0.0.1:"));
    }
}
