// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import dev.jaas.testkit.signer.JwsSignerContract;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Security;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.BeforeAll;

class HsmSignerTest extends JwsSignerContract {

    private static KeyPair keys;

    @BeforeAll
    static void makeKeys() throws NoSuchAlgorithmException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    @Override
    protected JwsSigner create() {
        var keyId = KeyId.parse("vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/ed85b6");
        return new HsmSigner(keyId, Security.getProvider("SunRsaSign"), keys.getPrivate());
    }

    @Override
    protected RSAPublicKey publicKey() {
        return (RSAPublicKey) keys.getPublic();
    }
}
