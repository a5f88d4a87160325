// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.common;

import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;

/**
 * A signer without a key, for a client that sends nothing. Its signature is never shown.
 *
 * @param keyId the key id
 */
public record UnsignedSigner(KeyId keyId) implements JwsSigner {

    private static final int SIGNATURE_BYTES = 256;

    @Override
    public byte[] sign(byte[] signingInput) {
        return new byte[SIGNATURE_BYTES];
    }
}
