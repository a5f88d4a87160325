// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;

/** Signs with a key that stays in an HSM: the provider, for example SunPKCS11, has a handle to it. */
final class HsmSigner implements JwsSigner {

    private final KeyId keyId;
    private final Provider provider;
    private volatile PrivateKey key;

    HsmSigner(KeyId keyId, Provider provider, PrivateKey key) {
        this.keyId = keyId;
        this.provider = provider;
        this.key = key;
    }

    @Override
    public KeyId keyId() {
        return keyId;
    }

    @Override
    public byte[] sign(byte[] signingInput) {
        PrivateKey current = key;
        if (current == null || signingInput.length == 0) {
            throw new IllegalStateException("The signer is closed, or there is nothing to sign.");
        }
        try {
            // A Signature is not thread-safe, so that each call has its own.
            Signature signature = Signature.getInstance("SHA256withRSA", provider);
            signature.initSign(current);
            signature.update(signingInput);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The HSM does not sign.", e);
        }
    }

    @Override
    public void close() {
        key = null;
    }
}
