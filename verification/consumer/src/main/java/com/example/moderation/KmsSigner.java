// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

/** Signs with a key in a key management service. */
final class KmsSigner implements JwsSigner {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final KeyId keyId; // JaaS's name of the key
    private final Kms kms;
    private final String key; // the service's name of the same key
    private volatile boolean closed;

    KmsSigner(KeyId keyId, Kms kms, String key) {
        this.keyId = keyId;
        this.kms = kms;
        this.key = key;
    }

    @Override
    public KeyId keyId() {
        return keyId;
    }

    @Override
    public byte[] sign(byte[] signingInput) {
        if (closed || signingInput.length == 0) {
            throw new IllegalStateException("The signer is closed, or there is nothing to sign.");
        }
        return kms.sign(key, sha256(signingInput), TIMEOUT);
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no SHA-256.", e);
        }
    }

    /** The service's client is not closed: others may use it. */
    @Override
    public void close() {
        closed = true;
    }
}
