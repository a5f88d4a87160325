package dev.jaas.spi;

import dev.jaas.domain.KeyId;

/**
 * Signs with a private key. An implementation for a key in a KMS or an HSM takes a few lines. Thread-safe.
 *
 * <p>A signer may block: the client calls it on an executor of its own and bounds the wait by the command's budget.
 */
public interface JwsSigner extends AutoCloseable {

    /**
     * The id under which JaaS knows the public key.
     *
     * @return the key id, always the same
     */
    KeyId keyId();

    /**
     * Signs with RSASSA-PKCS1-v1_5 using SHA-256, which JWS calls {@code RS256} (RFC 7518 §3.3).
     *
     * @param signingInput the header and claims in base64url with a dot between them, in ASCII (RFC 7515 §5.1)
     * @return the signature, as many bytes as the key's modulus
     * @throws RuntimeException if it cannot sign, of any type; the client does not report its message
     */
    byte[] sign(byte[] signingInput);

    /** Erases the key where possible; signing fails from then on. The default does nothing. */
    @Override
    default void close() {}
}
