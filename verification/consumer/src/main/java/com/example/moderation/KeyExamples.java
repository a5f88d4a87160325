// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import java.nio.file.Path;
import java.security.Provider;
import java.util.List;

/** The examples of docs/keys.md, which are compiled here and not run. */
final class KeyExamples {

    private KeyExamples() {}

    static List<JwsSigner> signers(char[] passphrase) {
        KeyId keyId = KeyId.parse("vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/ed85b6");

        PemJwsSigner signer = PemJwsSigner.fromFile(keyId, Path.of("jaas.key"));
        PemJwsSigner fromEnvironment = PemJwsSigner.fromString(keyId, System.getenv("JAAS_PRIVATE_KEY"));
        PemJwsSigner encrypted =
                PemJwsSigner.builder(keyId).passphrase(passphrase).fromFile(Path.of("jaas.key"));

        return List.of(signer, fromEnvironment, encrypted);
    }

    static JwsSigner signer(KeyId keyId, Provider provider) {
        PemJwsSigner accelerated =
                PemJwsSigner.builder(keyId).provider(provider).fromFile(Path.of("jaas.key"));

        return accelerated;
    }
}
