package dev.jaas.port.driven;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a transport connects: the same settings for every adapter. Nothing here turns the verification of certificates or of
 * host names off.
 *
 * @param connectTimeout how long making a connection may take, and the TLS handshake again as long; more than zero
 * @param maxConnections how many connections may be open at once, at least 1
 * @param proxy the HTTP proxy to tunnel through, or null for none
 * @param trustedCertificates the certificate authorities to trust instead of the JDK's, or empty for the JDK's
 */
@SuppressWarnings("exports") // JSpecify is optional for who uses this module
public record TransportSettings(
        Duration connectTimeout,
        int maxConnections,
        @Nullable Proxy proxy,
        List<X509Certificate> trustedCertificates) {

    /**
     * An HTTP proxy.
     *
     * @param host its name or address
     * @param port its port, 1 to 65535
     * @param credentials for Basic authentication, or null for none
     */
    public record Proxy(String host, int port, @Nullable Credentials credentials) {

        /**
         * Checks the address.
         *
         * @throws IllegalArgumentException if the host is blank or the port out of range
         */
        public Proxy {
            if (host.isBlank() || port < 1 || port > 65535) {
                throw new IllegalArgumentException(
                        "A proxy needs a host and a port from 1 to 65535, not \"%s\" and %d.".formatted(host, port));
            }
        }
    }

    /**
     * A name and password; the password is not printed.
     *
     * @param user the name
     * @param password the password
     */
    public record Credentials(String user, String password) {

        /**
         * The name alone.
         *
         * @return the credentials, the password redacted
         */
        @Override
        public String toString() {
            return "Credentials[user=" + user + ", password=redacted]";
        }
    }

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if a timeout or number is not positive
     */
    public TransportSettings {
        if (connectTimeout.compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException(
                    "The connect timeout must be more than zero, not %s.".formatted(connectTimeout));
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException(
                    "There must be at least one connection, not %d.".formatted(maxConnections));
        }
        trustedCertificates = List.copyOf(trustedCertificates);
    }

    /**
     * The settings that suit most: 2 s to connect, 32 connections, no proxy, the JDK's certificate authorities.
     *
     * @return the defaults
     */
    public static TransportSettings defaults() {
        return new TransportSettings(Duration.ofSeconds(2), 32, null, List.of());
    }

    /**
     * These settings with another connect timeout.
     *
     * @param timeout more than zero
     * @return a copy
     */
    public TransportSettings withConnectTimeout(Duration timeout) {
        return new TransportSettings(timeout, maxConnections, proxy, trustedCertificates);
    }

    /**
     * These settings with another number of connections.
     *
     * @param connections at least 1
     * @return a copy
     */
    public TransportSettings withMaxConnections(int connections) {
        return new TransportSettings(connectTimeout, connections, proxy, trustedCertificates);
    }

    /**
     * These settings through a proxy.
     *
     * @param through the proxy
     * @return a copy
     */
    public TransportSettings withProxy(Proxy through) {
        return new TransportSettings(connectTimeout, maxConnections, through, trustedCertificates);
    }

    /**
     * These settings with other certificate authorities.
     *
     * @param certificates the authorities to trust instead of the JDK's
     * @return a copy
     */
    public TransportSettings withTrustedCertificates(List<X509Certificate> certificates) {
        return new TransportSettings(connectTimeout, maxConnections, proxy, certificates);
    }
}
