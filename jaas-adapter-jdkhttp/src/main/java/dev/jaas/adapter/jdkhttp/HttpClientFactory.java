// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import dev.jaas.spi.TransportSettings;
import dev.jaas.spi.TransportSettings.Credentials;
import dev.jaas.spi.TransportSettings.Proxy;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Makes clients by the settings, and refuses clients and system properties that a transport cannot work with. */
final class HttpClientFactory {

    private static final String RETRY_PROPERTY = "jdk.httpclient.enableAllMethodRetry";
    private static final String LOG_PROPERTY = "jdk.httpclient.HttpClient.log";
    private static final String DISABLED_SCHEMES_PROPERTY = "jdk.http.auth.tunneling.disabledSchemes";

    /** The JDK's client adds the timeout to the time of day, which cannot hold the longest durations. */
    private static final Duration MAX_CONNECT_TIMEOUT = Duration.ofDays(365);

    private static final AtomicBoolean LOG_WARNING_GIVEN = new AtomicBoolean();

    private HttpClientFactory() {}

    /** Refuses to repeat requests and warns of a log of tokens. */
    static void checkSystemProperties() {
        String retry = System.getProperty(RETRY_PROPERTY);
        if (retry != null && (retry.isEmpty() || Boolean.parseBoolean(retry))) { // as the JDK reads it
            throw new IllegalStateException(
                    "The JDK is set to repeat any request when a connection breaks, which could dial a number twice:"
                            + " start the program without -D" + RETRY_PROPERTY + ".");
        }
        boolean logsHeaders = Arrays.stream(System.getProperty(LOG_PROPERTY, "").split(",", -1))
                .anyMatch(part -> part.equalsIgnoreCase("headers") || part.equalsIgnoreCase("all"));
        if (logsHeaders && LOG_WARNING_GIVEN.compareAndSet(false, true)) {
            System.getLogger(HttpClientFactory.class.getPackageName())
                    .log(
                            System.Logger.Level.WARNING,
                            "The JDK is set to log the headers of every request, with the admin token: start the program"
                                    + " without \"headers\" and \"all\" in -D{0} if others can read the log.",
                            LOG_PROPERTY);
        }
    }

    static void requireWrappable(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("This HttpClient follows redirects (Redirect." + client.followRedirects()
                    + "), which would send the admin token elsewhere: build it with followRedirects(Redirect.NEVER).");
        }
        if (client.authenticator().isPresent()) {
            throw new IllegalArgumentException(
                    "This HttpClient has an Authenticator, which would respond to a 401 itself and, on Java 17, remove the admin"
                            + " token: build it without one, or use create with the proxy's credentials.");
        }
    }

    static Supplier<HttpClient> create(TransportSettings settings) {
        Proxy proxy = settings.proxy();
        SSLParameters parameters = new SSLParameters(); // what it does not say is as the context has it
        // Otherwise the system property jdk.internal.httpclient.disableHostnameVerification would turn it off.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(min(settings.connectTimeout(), MAX_CONNECT_TIMEOUT))
                .executor(Runnable::run) // exchanges block workers; what else there is to do is short
                .sslContext(ObservedSslContext.observe(TlsContext.of(settings.trustedCertificates())))
                .sslParameters(parameters)
                .proxy(proxy == null ? HttpClient.Builder.NO_PROXY : new TunnelSelector(proxy))::build;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Returns the value of the header {@code Proxy-Authorization}, or null for none. */
    static @Nullable String proxyAuthorization(TransportSettings settings) {
        Proxy proxy = settings.proxy();
        Credentials credentials = proxy == null ? null : proxy.credentials();
        if (credentials == null) {
            return null;
        }
        String disabled = System.getProperty(DISABLED_SCHEMES_PROPERTY, "Basic");
        if (Arrays.stream(disabled.split(",")).anyMatch(scheme -> scheme.trim().equalsIgnoreCase("Basic"))) {
            throw new IllegalStateException(
                    "The JDK does not send a password to a proxy that tunnels: start the program with -D"
                            + DISABLED_SCHEMES_PROPERTY + "= (without a value) to allow Basic authentication there.");
        }
        byte[] plain = (credentials.user() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(plain);
    }
}
