package dev.jaas.adapter.jdkhttp;

import dev.jaas.port.driven.TransportSettings;
import dev.jaas.port.driven.TransportSettings.Credentials;
import dev.jaas.port.driven.TransportSettings.Proxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** From settings to a client, and what is refused on the way. */
final class Setup {

    private static final String RETRIES = "jdk.httpclient.enableAllMethodRetry";
    private static final String LOG = "jdk.httpclient.HttpClient.log";
    private static final AtomicBoolean SAID_WHAT_IT_LOGS = new AtomicBoolean();
    private static final String NO_BASIC = "jdk.http.auth.tunneling.disabledSchemes";

    private Setup() {}

    /** The client reads the property so: absent is false, empty is true. A request is sent once even so; see {@link RequestBody}. */
    static void refuseRetries() {
        String value = System.getProperty(RETRIES);
        if (value != null && (value.isEmpty() || Boolean.parseBoolean(value))) {
            throw new IllegalStateException(
                    "The JDK is set to send any request again when a connection breaks, which could dial a number twice:"
                            + " start the program without -D" + RETRIES + ".");
        }
    }

    /** Measured on 17 and 25: of what may be logged, these two show the value of every header. */
    static void warnOnceOfLoggedHeaders() {
        boolean logged = Arrays.stream(System.getProperty(LOG, "").split(",", -1))
                .anyMatch(what -> what.equalsIgnoreCase("headers") || what.equalsIgnoreCase("all"));
        if (logged && SAID_WHAT_IT_LOGS.compareAndSet(false, true)) {
            System.getLogger(Setup.class.getPackageName())
                    .log(
                            System.Logger.Level.WARNING,
                            "The JDK is set to log the headers of every request, and the admin token with them:"
                                    + " start the program without headers and all in -D{0} where others read the log.",
                            LOG);
        }
    }

    static void refuseToWrap(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("This HttpClient follows redirects (Redirect." + client.followRedirects()
                    + "), which would take the admin token elsewhere: build it with followRedirects(Redirect.NEVER).");
        }
        if (client.authenticator().isPresent()) {
            throw new IllegalArgumentException(
                    "This HttpClient has an Authenticator, which would answer a 401 itself and,"
                            + " on Java 17, remove the admin token: build it without, or use create with a proxy's credentials.");
        }
    }

    static Route route(TransportSettings settings) {
        Proxy proxy = settings.proxy();
        String authorization = proxy == null ? null : authorization(proxy.credentials());
        SSLContext tls = tls(settings.trustedCertificates());
        // The host's name is verified even if the JDK is told not to by a property.
        SSLParameters parameters = tls.getDefaultSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                // Exchanges wait on workers, so that what is left for the client's own threads is short.
                .executor(Runnable::run)
                .sslContext(tls)
                .sslParameters(parameters)
                .proxy(
                        proxy == null
                                ? HttpClient.Builder.NO_PROXY
                                : ProxySelector.of(InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
        return new Route(Clients.own(builder::build), settings.connectTimeout(), authorization);
    }

    private static @Nullable String authorization(@Nullable Credentials credentials) {
        if (credentials == null) {
            return null;
        }
        String disabled = System.getProperty(NO_BASIC, "Basic");
        if (Arrays.stream(disabled.split(",")).anyMatch(scheme -> scheme.trim().equalsIgnoreCase("Basic"))) {
            throw new IllegalStateException(
                    "The JDK does not send a password to a proxy that tunnels: start the program with -D" + NO_BASIC
                            + "= (without a value) to allow Basic authentication there.");
        }
        byte[] plain = (credentials.user() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(plain);
    }

    private static SSLContext tls(List<X509Certificate> authorities) {
        try {
            if (authorities.isEmpty()) {
                return SSLContext.getDefault();
            }
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (X509Certificate authority : authorities) {
                trusted.setCertificateEntry("authority-" + trusted.size(), authority);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The JDK cannot make a TLS context of the trusted certificates.", e);
        }
    }
}
