// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Describes failures without their messages, in which Vert.x and Netty quote what they were given. */
final class FailureMessages {

    /** The message in which Netty shows a proxy and the status of its response to CONNECT. */
    private static final Pattern REFUSED_TUNNEL =
            Pattern.compile("http, \\w+, /?(?<proxy>\\S+) => [^\\s,]+(?:, status: (?<status>\\d+))?.*", Pattern.DOTALL);

    private FailureMessages() {}

    static String throughProxy(String address) {
        return " through the proxy " + address;
    }

    /** The proxy that refused a tunnel, or nothing. */
    static String proxy(Throwable failure) {
        Matcher tunnel = REFUSED_TUNNEL.matcher(String.valueOf(failure.getMessage()));
        return tunnel.matches() ? throughProxy(tunnel.group("proxy")) : "";
    }

    static String describe(Throwable failure) {
        String description;
        Matcher tunnel = REFUSED_TUNNEL.matcher(String.valueOf(failure.getMessage()));
        if (tunnel.matches() && tunnel.group("status") != null) {
            description = "the proxy responded with status " + tunnel.group("status");
        } else if (failure instanceof UnknownHostException) {
            description = "the host name was not found";
        } else if (failure instanceof ConnectException) {
            description = "connecting failed";
        } else if (failure instanceof SSLException) {
            description = tlsFailed();
        } else if (failure instanceof ConnectionPoolTooBusyException) {
            description = "too many requests wait for a connection";
        } else {
            description = "the exchange failed";
        }
        return description + " (" + failure.getClass().getSimpleName() + ")";
    }

    /** Until Java 21 the curves are in a module that nothing requires, so a runtime image of jlink may lack it. */
    private static String tlsFailed() {
        return Security.getAlgorithms("KeyAgreement").contains("ECDH")
                ? "TLS failed"
                : "TLS failed; this Java runtime has no elliptic curves: add the module jdk.crypto.ec to it";
    }
}
