// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.KeyId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.spi.JwsSigner;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Signs with the key that a {@link JaasSimulator} accepts, by the JDK's own means. Thread-safe. */
public final class SimulatorSigner implements JwsSigner {

    private final KeyId keyId;
    private volatile @Nullable PrivateKey key;

    private SimulatorSigner(KeyId keyId, PrivateKey key) {
        this.keyId = keyId;
        this.key = key;
    }

    /**
     * Makes a signer whose signatures a simulator accepts.
     *
     * @param simulator the simulator
     * @return a signer, not to be closed before the client that uses it
     * @throws IllegalStateException if the simulator was started with the caller's public key
     */
    public static SimulatorSigner of(JaasSimulator simulator) {
        requireNonNull(simulator, "the simulator is null");
        String base64 = simulator.privateKeyPem().replaceAll("-----[A-Z ]+-----", "");
        try {
            PKCS8EncodedKeySpec pkcs8 =
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
            return new SimulatorSigner(
                    simulator.keyId(), KeyFactory.getInstance("RSA").generatePrivate(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK reads PKCS#8 (java.security.KeyFactory)", e);
        }
    }

    @Override
    public KeyId keyId() {
        return keyId;
    }

    @Override
    public byte[] sign(byte[] signingInput) {
        requireNonNull(signingInput, "the signing input is null");
        PrivateKey open = key;
        if (open == null) {
            throw new IllegalStateException("The simulator's signer is closed; make another.");
        }
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(open);
            signature.update(signingInput);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with RSA (java.security.Signature)", e);
        }
    }

    @Override
    public void close() {
        key = null;
    }
}
