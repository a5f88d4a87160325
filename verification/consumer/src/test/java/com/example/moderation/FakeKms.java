// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.HexFormat;

/** A key management service in memory, with one key. */
final class FakeKms implements Kms {

    /** What RSASSA-PKCS1-v1_5 signs before a SHA-256 digest (RFC 8017 §9.2, note 1). */
    private static final byte[] SHA_256_PREFIX = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    private final KeyPair keys;

    FakeKms() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    /** What a console shows for download. */
    RSAPublicKey publicKey() {
        return (RSAPublicKey) keys.getPublic();
    }

    @Override
    public byte[] sign(String key, byte[] digest, Duration timeout) {
        if (digest.length != 32) {
            throw new IllegalArgumentException("This is no SHA-256 digest.");
        }
        var encoded = new ByteArrayOutputStream();
        encoded.writeBytes(SHA_256_PREFIX);
        encoded.writeBytes(digest);
        try {
            Signature signature = Signature.getInstance("NONEwithRSA");
            signature.initSign(keys.getPrivate());
            signature.update(encoded.toByteArray());
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key does not work.", e);
        }
    }
}
