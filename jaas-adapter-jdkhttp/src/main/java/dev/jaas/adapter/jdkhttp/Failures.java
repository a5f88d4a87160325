package dev.jaas.adapter.jdkhttp;

import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** What to say of a failure: our words and the names of the exceptions' classes, never their messages, which quote headers. */
final class Failures {

    private Failures() {}

    /** When a server hangs up within the handshake, the client takes it for done, asks for the body and only then fails. */
    static boolean isFailedHandshake(@Nullable Exception failure) {
        return has(failure, SSLHandshakeException.class);
    }

    static String toConnect(String peer, @Nullable Exception failure) {
        String what;
        if (has(failure, UnresolvedAddressException.class) || has(failure, UnknownHostException.class)) {
            what = "the name in %s was not found";
        } else if (has(failure, SSLException.class)) {
            what = "the TLS handshake with %s failed";
        } else {
            what = "no connection to %s could be made";
        }
        return what.formatted(peer) + names(failure);
    }

    static String toAnswer(String peer, @Nullable Exception failure) {
        boolean unreadable =
                failure == null || failure instanceof ProtocolException || failure instanceof RuntimeException;
        String what =
                unreadable ? "the answer of %s is not valid HTTP" : "the connection to %s broke before an answer came";
        return what.formatted(peer) + names(failure);
    }

    private static boolean has(@Nullable Throwable failure, Class<? extends Throwable> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    /** From the outermost to the innermost, for example {@code " (IOException, EOFException)"}. */
    private static String names(@Nullable Throwable failure) {
        Set<String> names = new LinkedHashSet<>();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            names.add(each.getClass().getSimpleName());
        }
        return names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
    }
}
