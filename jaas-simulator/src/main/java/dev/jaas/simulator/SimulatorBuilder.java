// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.AppId;
import dev.jaas.domain.KeyId;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Configures a {@link JaasSimulator}. Every setting has a default. */
public final class SimulatorBuilder {

    private static final int MODULUS_BITS = 2048;

    int port;
    Clock clock = Clock.systemUTC();
    Consumer<ReceivedRequest> listener = request -> {};
    boolean keepEmptyRooms;
    boolean page;
    Duration webhookPause = Duration.ofSeconds(1);

    @Nullable
    SSLContext tls;

    private @Nullable Key callersKey;
    private @Nullable URI webhookUrl;
    private String webhookSecret = "";
    private WebhookFaults webhookFaults = WebhookFaults.none();
    private Consumer<WebhookAttempt> webhookListener = attempt -> {};

    /** The key whose signatures are accepted; the private key is present if the simulator generated it. */
    record Key(KeyId id, RSAPublicKey publicKey, @Nullable PrivateKey privateKey) {}

    SimulatorBuilder() {}

    /**
     * Sets the port to listen on. The default is any free port.
     *
     * @param number 1 to 65535, or 0 for any
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public SimulatorBuilder port(int number) {
        if (number < 0 || number > 65535) {
            throw new IllegalArgumentException("A port must be from 0 to 65535, not " + number + ".");
        }
        port = number;
        return this;
    }

    /**
     * Sets the clock by which tokens are verified. The default is the system's.
     *
     * @param wallClock the clock
     * @return this
     */
    public SimulatorBuilder clock(Clock wallClock) {
        clock = requireNonNull(wallClock, "the clock is null");
        return this;
    }

    /**
     * Sets the key whose signatures are accepted. The default is an AppID generated at the start, with an RSA key of
     * 2048 bits that is generated once for all simulators of the JVM.
     *
     * @param id its key id, which also names the AppID
     * @param publicKey its public key
     * @return this
     */
    public SimulatorBuilder key(KeyId id, RSAPublicKey publicKey) {
        callersKey = new Key(
                requireNonNull(id, "the key id is null"), requireNonNull(publicKey, "the public key is null"), null);
        return this;
    }

    /**
     * Listens with TLS instead of without.
     *
     * @param context has a certificate for {@code 127.0.0.1} and its key, for example from the testkit's {@code TestAuthority}
     * @return this
     */
    public SimulatorBuilder tls(SSLContext context) {
        tls = requireNonNull(context, "the context is null");
        return this;
    }

    /**
     * Sets the listener that receives each request. There is none by default.
     *
     * @param onRequest called on the simulator's threads before the response is sent, concurrently for concurrent requests
     * @return this
     */
    public SimulatorBuilder onRequest(Consumer<ReceivedRequest> onRequest) {
        listener = requireNonNull(onRequest, "the listener is null");
        return this;
    }

    /**
     * Sets the endpoint that receives the webhooks of what happens in the simulator. There is none by default.
     *
     * <p>Events are sent one after the other, and each is repeated after 1 s, 2 s, 4 s and so on, up to a minute, until the endpoint
     * responds with 2xx or the simulator is closed. An attempt takes at most 10 s. Redirects are not followed, and no proxy is used.
     *
     * @param url the endpoint, {@code http} or {@code https}
     * @param secret the text that signs events, as {@code whsec_…}
     * @return this
     * @throws IllegalArgumentException if the URL is another, or the secret is blank or has white space around it
     */
    public SimulatorBuilder webhook(URI url, String secret) {
        requireNonNull(url, "the webhook URL is null");
        requireNonNull(secret, "the webhook secret is null");
        String scheme = String.valueOf(url.getScheme());
        if (!(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https")) || url.getHost() == null) {
            throw new IllegalArgumentException("A webhook URL must begin with http:// or https:// and name a host.");
        }
        if (secret.isBlank() || !secret.strip().equals(secret)) {
            throw new IllegalArgumentException(
                    "A webhook secret (its text is not shown) must not be blank or have white space around it.");
        }
        webhookUrl = url;
        webhookSecret = secret;
        return this;
    }

    /**
     * Sets how unreliably events are delivered. The default is {@link WebhookFaults#none()}.
     *
     * @param faults what goes wrong
     * @return this
     */
    public SimulatorBuilder webhookFaults(WebhookFaults faults) {
        webhookFaults = requireNonNull(faults, "the faults are null");
        return this;
    }

    /**
     * Sets the listener that is notified of each attempt to deliver an event. There is none by default.
     *
     * @param onWebhook called on the thread that sends events, which it delays
     * @return this
     */
    public SimulatorBuilder onWebhook(Consumer<WebhookAttempt> onWebhook) {
        webhookListener = requireNonNull(onWebhook, "the listener is null");
        return this;
    }

    /**
     * Sets whether a room that everybody has left is kept until it is destroyed. If so, DESTROY of it is accepted and causes
     * {@code ROOM_DESTROYED}, and a participant who joins continues its session. If not, which is the default, {@code ROOM_DESTROYED} follows
     * the last participant at once, and DESTROY is rejected with 404.
     *
     * <p>JaaS keeps such a room for up to 15 minutes, according to 8x8's documentation. Whether it accepts DESTROY in that time is not
     * documented, so test an application with both. The simulator has no timer: a kept room is never destroyed by itself.
     *
     * @param keep whether rooms are kept
     * @return this
     */
    public SimulatorBuilder keepEmptyRooms(boolean keep) {
        keepEmptyRooms = keep;
        return this;
    }

    /**
     * Sets whether a page for people is served at {@code /}. It shows the simulator's state as it changes, and lets a person open rooms, join,
     * leave, answer and decline. The default is no page.
     *
     * <p>The page shows no token and no secret, is served to this machine only, and refuses what other web sites ask of it. The
     * page's requests are not among the simulator's {@linkplain JaasSimulator#requests() requests}.
     *
     * @param serve whether there is a page
     * @return this
     */
    public SimulatorBuilder page(boolean serve) {
        page = serve;
        return this;
    }

    /**
     * Starts the simulator.
     *
     * @return a running simulator, to be closed
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public JaasSimulator start() {
        return new JaasSimulator(this);
    }

    /** Makes the sender of events, if there is an endpoint; the given listener is notified of attempts before the one that was set. */
    @Nullable
    WebhookSender webhookSender(BiConsumer<RoomSessions.Event, WebhookAttempt> first) {
        return webhookUrl == null
                ? null
                : new WebhookSender(
                        new WebhookSender.Settings(
                                webhookUrl,
                                WebhookSender.key(webhookSecret),
                                webhookFaults,
                                webhookPause,
                                first.andThen((event, attempt) -> webhookListener.accept(attempt))),
                        clock);
    }

    Key key() {
        if (callersKey != null) {
            return callersKey;
        }
        AppId appId =
                AppId.parse("vpaas-magic-cookie-" + UUID.randomUUID().toString().replace("-", ""));
        KeyPair pair = GeneratedKey.PAIR;
        return new Key(KeyId.of(appId, "51a1a7"), (RSAPublicKey) pair.getPublic(), pair.getPrivate());
    }

    /** Generating a key takes longer than everything else at the start; a token names its AppID, so one key is enough. */
    private static final class GeneratedKey {

        static final KeyPair PAIR = generate();

        private static KeyPair generate() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(MODULUS_BITS);
                return generator.generateKeyPair();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK supports RSA (java.security.KeyPairGenerator)", e);
            }
        }
    }
}
