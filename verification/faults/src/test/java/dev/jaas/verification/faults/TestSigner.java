// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults;

import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs with a key that is generated at run time. */
public final class TestSigner implements JwsSigner {

    public static final KeyId KEY_ID = KeyId.parse("vpaas-magic-cookie-faults/1f2e3d");

    private final PrivateKey key;

    public TestSigner() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            key = generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public KeyId keyId() {
        return KEY_ID;
    }

    @Override
    public byte[] sign(byte[] signingInput) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signingInput);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
