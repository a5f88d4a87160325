// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import dev.jaas.testkit.signer.JwsSignerContract;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The contract of a signer, with the two sizes of key that are in use. */
class PemJwsSignerContractTest {

    private static final KeyId KEY_ID = KeyId.parse("vpaas-magic-cookie-test/ed85b6");

    @Nested
    class Rsa2048 extends Contract {
        Rsa2048() {
            super(KEYS);
        }

        private static final KeyPair KEYS = makeKeys(2048);
    }

    @Nested
    class Rsa4096 extends Contract {
        Rsa4096() {
            super(KEYS);
        }

        private static final KeyPair KEYS = makeKeys(4096);
    }

    private abstract static class Contract extends JwsSignerContract {

        private final KeyPair keys;

        Contract(KeyPair keys) {
            this.keys = keys;
        }

        @Override
        protected JwsSigner create() {
            Base64.Encoder encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
            return PemJwsSigner.fromString(
                    KEY_ID,
                    "-----BEGIN PRIVATE KEY-----\n"
                            + encoder.encodeToString(keys.getPrivate().getEncoded())
                            + "\n-----END PRIVATE KEY-----\n");
        }

        @Override
        protected RSAPublicKey publicKey() {
            return (RSAPublicKey) keys.getPublic();
        }

        @Override
        protected List<String> secrets() {
            RSAPrivateKey key = (RSAPrivateKey) keys.getPrivate();
            return List.of(
                    key.getPrivateExponent().toString(),
                    key.getPrivateExponent().toString(16));
        }
    }

    private static KeyPair makeKeys(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
