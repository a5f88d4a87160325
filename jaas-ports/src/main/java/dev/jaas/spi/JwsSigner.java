// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spi;

import dev.jaas.domain.KeyId;

/**
 * Signs with a private key. An implementation for a key in a KMS or an HSM takes a few lines. Thread-safe: any number of
 * threads may sign at once, each gets the signature of its own input. What was refused or failed has no effect on the next
 * signature.
 *
 * <p>A signer may block: the client calls {@link #sign} on an executor of its own and bounds the wait by the command's budget.
 * Its {@code toString} shows neither the key nor another secret.
 *
 * <p>{@code JwsSignerContract} in jaas-testkit tests what this page promises.
 */
public interface JwsSigner extends AutoCloseable {

    /**
     * The id under which JaaS knows the public key.
     *
     * @return the key id, always an equal one, also after {@link #close}
     */
    KeyId keyId();

    /**
     * Signs with RSASSA-PKCS1-v1_5 using SHA-256, which JWS calls {@code RS256} (RFC 7518 §3.3), and with nothing else.
     *
     * @param signingInput the header and claims in base64url with a dot between them, in ASCII (RFC 7515 §5.1); of any length,
     *     64 KiB included, so a KMS that limits messages is given the digest. The array is not changed and belongs to the
     *     caller again after the call
     * @return the signature, as many bytes as the key's modulus, leading zeros included; a new array each time
     * @throws RuntimeException if it cannot sign, of any type: the input is null or empty, the signer is closed, or the key
     *     does not work. Its message and its causes show neither the input nor a secret; the client does not report its message
     */
    byte[] sign(byte[] signingInput);

    /**
     * Erases the key where possible. Signing fails from then on, also where a KMS holds the key; a signature in progress is
     * completed or fails. Closing again does nothing, and no other signer is closed, not even one of the same key.
     *
     * <p>The default does nothing, so that a signer in a test need not implement it; one that keeps this contract does.
     */
    @Override
    default void close() {}
}
