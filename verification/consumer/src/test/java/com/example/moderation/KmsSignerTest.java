// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import dev.jaas.testkit.signer.JwsSignerContract;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.BeforeAll;

class KmsSignerTest extends JwsSignerContract {

    private static FakeKms kms;

    @BeforeAll
    static void makeKey() throws GeneralSecurityException {
        kms = new FakeKms();
    }

    @Override
    protected JwsSigner create() {
        var keyId = KeyId.parse("vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/ed85b6");
        return new KmsSigner(keyId, kms, "alias/jaas");
    }

    @Override
    protected RSAPublicKey publicKey() {
        return kms.publicKey();
    }
}
