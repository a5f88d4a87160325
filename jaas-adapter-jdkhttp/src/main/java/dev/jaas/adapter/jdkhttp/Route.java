package dev.jaas.adapter.jdkhttp;

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How exchanges get to their server.
 *
 * @param clients where the client comes from
 * @param connectTimeout how long connecting may take, and the TLS handshake again as long; null if that is the client's
 *     affair
 * @param proxyAuthorization the header's value for the proxy, or null for none
 */
record Route(
        Clients clients,
        @Nullable Duration connectTimeout,
        @Nullable String proxyAuthorization) {

    /** Connecting and handshake together: the JDK's client does not tell where one ends and the other begins. */
    Duration timeToConnect(URI uri) {
        if (connectTimeout == null) {
            return ChronoUnit.FOREVER.getDuration();
        }
        return "https".equals(uri.getScheme()) ? connectTimeout.plus(connectTimeout) : connectTimeout;
    }
}
