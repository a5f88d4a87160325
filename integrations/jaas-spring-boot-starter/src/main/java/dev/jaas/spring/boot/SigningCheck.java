// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import dev.jaas.spi.JwsSigner;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Whether a token can be signed. It uses no network, unless the signer does. */
final class SigningCheck {

    /** Without the dot of a token's signing input, so that no signature of it serves as a token's. */
    private static final byte[] INPUT = "jaas health check".getBytes(StandardCharsets.US_ASCII);

    private SigningCheck() {}

    /** The class of the failure, or null; a signer's message is not passed on, as the client does not. */
    static @Nullable String failure(JwsSigner signer) {
        try {
            signer.sign(INPUT.clone());
            return null;
        } catch (RuntimeException e) {
            return e.getClass().getName();
        }
    }
}
