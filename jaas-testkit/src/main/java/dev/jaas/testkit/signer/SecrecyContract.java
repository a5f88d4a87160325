// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.signer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jaas.spi.JwsSigner;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Neither the key nor another secret is shown. */
abstract class SecrecyContract extends SignerContract {

    SecrecyContract(JwsSignerContract contract) {
        super(contract);
    }

    @Test
    void toString_always_showsNoSecret() {
        JwsSigner signer = signer();
        Disclosure disclosure = new Disclosure(signer.keyId(), contract.publicKey(), contract.secrets());

        assertThat(disclosure.in(signer.toString()))
                .as("toString() must not show the private key or another secret. The usual cause is a record.")
                .isEmpty();
    }

    @Test
    void sign_fails_showsNeitherInputNorSecret() {
        JwsSigner signer = signer();
        String text = "eyJhbGciOiJSUzI1NiJ9." + UUID.randomUUID();
        List<String> hidden = new ArrayList<>(contract.secrets());
        hidden.add(text);
        Disclosure disclosure = new Disclosure(signer.keyId(), contract.publicKey(), hidden);
        signer.close();

        Throwable failure = catchThrowable(() -> signer.sign(text.getBytes(UTF_8)));

        assertThat(failure == null ? "" : disclosure.in(failure))
                .as("An exception of sign() and its causes must show neither the input nor a secret.")
                .isEmpty();
    }
}
