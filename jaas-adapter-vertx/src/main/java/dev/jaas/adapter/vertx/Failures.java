package dev.jaas.adapter.vertx;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** What may be told of a failure: never its message, since Vert.x and Netty quote there what they were given. */
final class Failures {

    private Failures() {}

    static String describe(Throwable failure) {
        String what;
        if (failure instanceof UnknownHostException) {
            what = "the name was not found";
        } else if (failure instanceof ConnectException) {
            what = "connecting failed";
        } else if (failure instanceof SSLException) {
            what = "TLS failed";
        } else if (failure instanceof ConnectionPoolTooBusyException) {
            what = "too many are waiting for one";
        } else {
            what = "the exchange broke off";
        }
        return what + " (" + failure.getClass().getSimpleName() + ")";
    }
}
