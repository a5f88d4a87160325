// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spi;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a transport connects: the same settings for every adapter. Immutable. Nothing here turns off the verification
 * of certificates or host names.
 *
 * <pre>{@code
 * TransportSettings settings = TransportSettings.builder()
 *         .connectTimeout(Duration.ofSeconds(1))
 *         .proxy("proxy.example.com", 3128)
 *         .build();
 * }</pre>
 */
@SuppressWarnings("exports") // JSpecify is optional for users of this module
public final class TransportSettings {

    /** The default connect timeout: 2 s. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** The default maximum of open connections: 32. */
    public static final int DEFAULT_MAX_CONNECTIONS = 32;

    private static final int MAX_PORT = 65535;
    private static final TransportSettings DEFAULTS = builder().build();

    private final Duration connectTimeout;
    private final int maxConnections;
    private final @Nullable Proxy proxy;
    private final List<X509Certificate> trustedCertificates;

    private TransportSettings(Builder builder) {
        connectTimeout = builder.connectTimeout;
        maxConnections = builder.maxConnections;
        proxy = builder.proxy;
        trustedCertificates = builder.trustedCertificates;
    }

    /**
     * The defaults: {@link #DEFAULT_CONNECT_TIMEOUT}, {@link #DEFAULT_MAX_CONNECTIONS}, no proxy, the JDK's certificate
     * authorities.
     *
     * @return the same object each time
     */
    public static TransportSettings defaults() {
        return DEFAULTS;
    }

    /**
     * Starts with the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts with these settings.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.connectTimeout = connectTimeout;
        builder.maxConnections = maxConnections;
        builder.proxy = proxy;
        builder.trustedCertificates = trustedCertificates;
        return builder;
    }

    /**
     * How long it may take until a connection is ready: name lookup, waiting for a free connection, TCP, the proxy's tunnel
     * and TLS together.
     *
     * @return more than zero
     */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /**
     * How many connections may be open at once.
     *
     * @return at least 1
     */
    public int maxConnections() {
        return maxConnections;
    }

    /**
     * The HTTP proxy to tunnel through. Requests without TLS do not use it, since it could read the admin token.
     *
     * @return the proxy, or null for none, which means that the system's proxy is not used either
     */
    public @Nullable Proxy proxy() {
        return proxy;
    }

    /**
     * The certificate authorities to trust instead of the JDK's.
     *
     * @return an unmodifiable list, empty for the JDK's
     */
    public List<X509Certificate> trustedCertificates() {
        return trustedCertificates;
    }

    /**
     * The settings without secrets.
     *
     * @return all but the proxy's password; of the certificates their number
     */
    @Override
    public String toString() {
        return "TransportSettings[connectTimeout=" + connectTimeout + ", maxConnections=" + maxConnections + ", proxy="
                + proxy + ", trustedCertificates=" + trustedCertificates.size() + "]";
    }

    /** An HTTP proxy; its {@code toString} does not contain the password. Immutable. */
    public static final class Proxy {

        private final String host;
        private final int port;
        private final @Nullable Credentials credentials;

        private Proxy(String host, int port, @Nullable Credentials credentials) {
            requireNonNull(host, "the host is null");
            if (host.contains("@") || host.contains("/")) { // not shown, since it may have a password
                throw new IllegalArgumentException(
                        "A proxy's host must be a name or an address, without a scheme, user name or path.");
            }
            if (host.isBlank() || port < 1 || port > MAX_PORT) {
                throw new IllegalArgumentException("A proxy needs a host and a port from 1 to " + MAX_PORT + ", not \""
                        + host + "\" and " + port + ".");
            }
            this.host = host;
            this.port = port;
            this.credentials = credentials;
        }

        /**
         * The host.
         *
         * @return its name or address
         */
        public String host() {
            return host;
        }

        /**
         * The port.
         *
         * @return 1 to 65535
         */
        public int port() {
            return port;
        }

        /**
         * The credentials for Basic authentication.
         *
         * @return the credentials, or null for none
         */
        public @Nullable Credentials credentials() {
            return credentials;
        }

        @Override
        public String toString() {
            return "Proxy[" + host + ":" + port + (credentials == null ? "" : ", " + credentials) + "]";
        }
    }

    /** A user name and a password; {@code toString} contains the user name only. Immutable. */
    public static final class Credentials {

        private final String user;
        private final String password;

        private Credentials(String user, String password) {
            this.user = requireNonNull(user, "the user is null");
            this.password = requireNonNull(password, "the password is null");
        }

        /**
         * The user name.
         *
         * @return the name
         */
        public String user() {
            return user;
        }

        /**
         * The password.
         *
         * @return the password
         */
        public String password() {
            return password;
        }

        @Override
        public String toString() {
            return "Credentials[user=" + user + ", password=redacted]";
        }
    }

    /** Builds {@link TransportSettings}. Not thread-safe; {@code null} throws a {@link NullPointerException}. */
    public static final class Builder {

        private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
        private int maxConnections = DEFAULT_MAX_CONNECTIONS;
        private @Nullable Proxy proxy;
        private List<X509Certificate> trustedCertificates = List.of();

        private Builder() {}

        /**
         * Sets how long it may take until a connection is ready: name lookup, waiting for a free connection, TCP, the proxy's
         * tunnel and TLS together. The default is {@link #DEFAULT_CONNECT_TIMEOUT}.
         *
         * @param timeout more than zero
         * @return this
         * @throws IllegalArgumentException if it is zero or less
         */
        public Builder connectTimeout(Duration timeout) {
            requireNonNull(timeout, "the timeout is null");
            if (timeout.compareTo(Duration.ZERO) <= 0) {
                throw new IllegalArgumentException("The connect timeout must be more than zero, not " + timeout + ".");
            }
            connectTimeout = timeout;
            return this;
        }

        /**
         * Sets how many connections may be open at once. The default is {@link #DEFAULT_MAX_CONNECTIONS}.
         *
         * @param connections at least 1
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxConnections(int connections) {
            if (connections < 1) {
                throw new IllegalArgumentException("There must be at least one connection, not " + connections + ".");
            }
            maxConnections = connections;
            return this;
        }

        /**
         * Sets an HTTP proxy to tunnel through; requests without TLS do not use it. The default is none.
         *
         * @param host its name or address
         * @param port its port, 1 to 65535
         * @return this
         * @throws IllegalArgumentException if the host is blank or no host, or the port is out of range
         */
        public Builder proxy(String host, int port) {
            proxy = new Proxy(host, port, null);
            return this;
        }

        /**
         * Sets an HTTP proxy to tunnel through that asks for Basic authentication.
         *
         * @param host its name or address
         * @param port its port, 1 to 65535
         * @param user the user name
         * @param password the password
         * @return this
         * @throws IllegalArgumentException if the host is blank or the port out of range
         */
        public Builder proxy(String host, int port, String user, String password) {
            proxy = new Proxy(host, port, new Credentials(user, password));
            return this;
        }

        /**
         * Sets the certificate authorities to trust instead of the JDK's.
         *
         * @param certificates the authorities; copied; empty, the default, for the JDK's
         * @return this
         */
        public Builder trustedCertificates(List<X509Certificate> certificates) {
            requireNonNull(certificates, "the list of certificates is null");
            trustedCertificates = List.copyOf(certificates);
            return this;
        }

        /**
         * Builds the settings.
         *
         * @return the settings
         */
        public TransportSettings build() {
            return new TransportSettings(this);
        }
    }
}
