// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;

/** Signs with a key that is made when the tests run, and verifies with an independent library. */
class RsaSigner implements JwsSigner {

    static final KeyId KEY_ID = KeyId.parse("vpaas-magic-cookie-1fc542a3e4414a44b2611668195e2bfe/4f4910");

    private static final KeyPair KEYS = makeKeys();

    @Override
    public KeyId keyId() {
        return KEY_ID;
    }

    @Override
    public byte[] sign(byte[] signingInput) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KEYS.getPrivate());
            signature.update(signingInput);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The token, after its signature was found valid. */
    static SignedJWT verified(Jwt token) {
        try {
            SignedJWT parsed = SignedJWT.parse(token.compact());
            if (!parsed.verify(new RSASSAVerifier((RSAPublicKey) KEYS.getPublic()))) {
                throw new AssertionError("The signature is not valid.");
            }
            return parsed;
        } catch (ParseException | JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair makeKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
