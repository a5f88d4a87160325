// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.Security;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Describes failures without their messages, in which the JDK's client quotes headers. */
final class FailureMessages {

    /** The message in which the JDK's client shows the status of a proxy's response to CONNECT, unless that is 407. */
    private static final Pattern REFUSED_TUNNEL = Pattern.compile("Tunnel failed, got: (\\d{3})");

    private FailureMessages() {}

    static String proxyStatus(String status) {
        return "the proxy responded with status " + status;
    }

    /** For example {@code "connecting failed (ConnectException)"}, with all causes, the outermost first. */
    static String describe(Throwable failure) {
        String description;
        Matcher refusedTunnel = REFUSED_TUNNEL.matcher(String.valueOf(failure.getMessage()));
        if (refusedTunnel.matches()) {
            description = proxyStatus(refusedTunnel.group(1));
        } else if (has(failure, UnresolvedAddressException.class) || has(failure, UnknownHostException.class)) {
            description = "the host name was not found";
        } else if (has(failure, HttpConnectTimeoutException.class) || has(failure, ConnectException.class)) {
            description = "connecting failed";
        } else if (has(failure, SSLException.class)) {
            description = tlsFailed();
        } else if (failure instanceof ProtocolException || failure instanceof RuntimeException) {
            description = "the response is not valid HTTP";
        } else {
            description = "the connection failed";
        }
        Set<String> names = new LinkedHashSet<>();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            names.add(each.getClass().getSimpleName());
        }
        return description + " (" + String.join(", ", names) + ")";
    }

    /** Until Java 21 the curves are in a module that nothing requires, so a runtime image of jlink may lack it. */
    private static String tlsFailed() {
        return Security.getAlgorithms("KeyAgreement").contains("ECDH")
                ? "TLS failed"
                : "TLS failed; this Java runtime has no elliptic curves: add the module jdk.crypto.ec to it";
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }
}
