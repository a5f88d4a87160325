package dev.jaas.adapter.vertx;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Describes failures without their messages, in which Vert.x and Netty quote what they were given. */
final class FailureMessages {

    private FailureMessages() {}

    static String describe(Throwable failure) {
        String description;
        if (failure instanceof UnknownHostException) {
            description = "the host name was not found";
        } else if (failure instanceof ConnectException) {
            description = "connecting failed";
        } else if (failure instanceof SSLException) {
            description = "TLS failed";
        } else if (failure instanceof ConnectionPoolTooBusyException) {
            description = "too many requests wait for a connection";
        } else {
            description = "the exchange failed";
        }
        return description + " (" + failure.getClass().getSimpleName() + ")";
    }
}
