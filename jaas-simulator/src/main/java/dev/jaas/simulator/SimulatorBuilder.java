package dev.jaas.simulator;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.AppId;
import dev.jaas.domain.KeyId;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Configures a {@link JaasSimulator}. Every setting has a default. */
public final class SimulatorBuilder {

    private static final int MODULUS_BITS = 2048;

    int port;
    Clock clock = Clock.systemUTC();
    Consumer<ReceivedRequest> listener = request -> {};
    private @Nullable Key callersKey;

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
        clock = requireNonNull(wallClock, "wallClock");
        return this;
    }

    /**
     * Sets the key whose signatures are accepted. The default is an RSA key of 2048 bits and an AppID generated at the start.
     *
     * @param id its key id, which also names the AppID
     * @param publicKey its public key
     * @return this
     */
    public SimulatorBuilder key(KeyId id, RSAPublicKey publicKey) {
        callersKey = new Key(requireNonNull(id, "id"), requireNonNull(publicKey, "publicKey"), null);
        return this;
    }

    /**
     * Sets the listener that receives each request. There is none by default.
     *
     * @param onRequest called on the simulator's threads before the response is sent, concurrently for concurrent requests
     * @return this
     */
    public SimulatorBuilder onRequest(Consumer<ReceivedRequest> onRequest) {
        listener = requireNonNull(onRequest, "onRequest");
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

    Key key() {
        if (callersKey != null) {
            return callersKey;
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(MODULUS_BITS);
            KeyPair pair = generator.generateKeyPair();
            AppId appId = AppId.parse(
                    "vpaas-magic-cookie-" + UUID.randomUUID().toString().replace("-", ""));
            return new Key(KeyId.of(appId, "51a1a7"), (RSAPublicKey) pair.getPublic(), pair.getPrivate());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK supports RSA (java.security.KeyPairGenerator)", e);
        }
    }
}
