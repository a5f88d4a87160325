// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import javax.security.auth.DestroyFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Signs with an RSA private key of 2048 to 16384 bits in any of these formats:
 *
 * <ul>
 *   <li>PKCS#1 ({@code BEGIN RSA PRIVATE KEY}), also encrypted with {@code Proc-Type: 4,ENCRYPTED} and AES, triple DES, DES
 *       or RC2;
 *   <li>PKCS#8 ({@code BEGIN PRIVATE KEY}), also encrypted with PBES2 and PBKDF2 or scrypt (RFC 8018, RFC 7914), or as before
 *       PBES2;
 *   <li>OpenSSH's own format ({@code BEGIN OPENSSH PRIVATE KEY}), also encrypted with AES;
 *   <li>any of them with text or certificates around it, a byte order mark, CRLF, quotes, escapes of JSON, URLs or XML, no line
 *       breaks at all, other dashes in its BEGIN and END lines, or as base64 of the whole, also of base64.
 * </ul>
 *
 * <p>The content decides which format it is, not the label. A key is checked when it is read, not when it signs: its size, its public exponent and the consistency of its
 * parameters. No security provider is registered, and BouncyCastle's is not loaded.
 *
 * <p>An encrypted key needs {@code bcprov-jdk18on} 1.74 or newer on the class path, in OpenSSH's own format 1.85. If it is
 * missing, or an older version comes first, reading the key fails with {@link KeyProblem#LIBRARY_CONFLICT}, which names the
 * jars that were found. An unencrypted key needs no BouncyCastle at all.
 *
 * <p>Thread-safe. {@link #close()} releases the key. The JDK's key objects cannot be overwritten, so its parameters stay in
 * memory until they are garbage-collected.
 */
public final class PemJwsSigner implements JwsSigner {

    private final KeyId keyId;
    private final @Nullable Provider provider;
    private final RSAPublicKey publicKey;
    private volatile @Nullable PrivateKey privateKey;

    private PemJwsSigner(KeyId keyId, RsaKeyPair pair, @Nullable Provider provider) {
        this.keyId = keyId;
        this.provider = provider;
        this.publicKey = pair.publicKey();
        this.privateKey = pair.privateKey();
    }

    /**
     * Reads an unencrypted key from a file. Equivalent to {@code builder(keyId).fromFile(file)}.
     *
     * @param keyId the id under which JaaS knows the public key
     * @param file the file
     * @return the signer
     * @throws UnusableKeyException if the file cannot be read or contains no usable key
     */
    public static PemJwsSigner fromFile(KeyId keyId, Path file) {
        return builder(keyId).fromFile(file);
    }

    /**
     * Reads an unencrypted key from a text, such as the value of an environment variable. Equivalent
     * to {@code builder(keyId).fromString(pem)}.
     *
     * @param keyId the id under which JaaS knows the public key
     * @param pem the text
     * @return the signer
     * @throws UnusableKeyException if the text contains no usable key
     */
    public static PemJwsSigner fromString(KeyId keyId, String pem) {
        return builder(keyId).fromString(pem);
    }

    /**
     * Creates a builder. A passphrase and a provider are optional.
     *
     * @param keyId the id under which JaaS knows the public key
     * @return a builder
     */
    public static Builder builder(KeyId keyId) {
        return new Builder(requireNonNull(keyId, "the key id is null"));
    }

    @Override
    public KeyId keyId() {
        return keyId;
    }

    /**
     * The public key, which must be registered with JaaS. It remains available after {@link #close()}.
     *
     * @return the public key
     */
    public RSAPublicKey publicKey() {
        return publicKey;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the signer is closed or the provider cannot sign
     * @throws IllegalArgumentException if the input is empty
     */
    @Override
    public byte[] sign(byte[] signingInput) {
        if (signingInput.length == 0) {
            throw new IllegalArgumentException("the signing input is empty; a JWS has a header and claims to sign");
        }
        PrivateKey key = privateKey;
        if (key == null) {
            throw new IllegalStateException("the signer of " + keyId + " is closed");
        }
        try {
            // One object per signature: creating it costs a thousandth of signing, and a shared one would need a lock.
            Signature signature = RsaKeyPair.rs256(provider);
            signature.initSign(key);
            signature.update(signingInput);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the key of " + keyId + " cannot sign (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** Releases the private key, and destroys it if its provider supports that. Signing fails from then on. */
    @Override
    public void close() {
        PrivateKey key = privateKey;
        privateKey = null;
        if (key != null) {
            try {
                key.destroy();
            } catch (DestroyFailedException e) {
                // Always thrown by the JDK's RSA keys, whose immutable parameters cannot be overwritten.
            }
        }
    }

    /**
     * The key id and the size of the key.
     *
     * @return for example {@code PemJwsSigner[vpaas-magic-cookie-…/ed85b6, RSA 4096 bits]}
     */
    @Override
    public String toString() {
        return "PemJwsSigner[" + keyId + ", RSA " + publicKey.getModulus().bitLength() + " bits]";
    }

    /** Reads a key, with optional settings. Not thread-safe. */
    public static final class Builder {

        private static final int MAX_UTF8_BYTES_PER_CHAR = 3;

        private final KeyId keyId;
        private byte @Nullable [] passphrase;
        private String passphraseFlaw = "";
        private @Nullable Provider provider;

        private Builder(KeyId keyId) {
            this.keyId = keyId;
        }

        /**
         * Sets the passphrase of an encrypted key; none by default. It is used as UTF-8 and ignored for an unencrypted key.
         * This builder wipes its copy after the next read, whether that succeeds or not; the caller may wipe the array at
         * any time.
         *
         * @param passphrase the passphrase
         * @return this builder
         */
        public Builder passphrase(char[] passphrase) {
            requireNonNull(passphrase, "the passphrase is null");
            wipePassphrase();
            passphraseFlaw = PassphraseFlaw.of(passphrase);
            ByteBuffer utf8 = ByteBuffer.allocate(passphrase.length * MAX_UTF8_BYTES_PER_CHAR);
            StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .encode(CharBuffer.wrap(passphrase), utf8, true);
            this.passphrase = Arrays.copyOf(utf8.array(), utf8.position());
            Arrays.fill(utf8.array(), (byte) 0);
            return this;
        }

        /**
         * Sets the provider whose {@code KeyFactory} builds the key and whose {@code Signature} signs; by default the JDK
         * chooses. It need not be registered.
         *
         * @param provider a provider with a {@code KeyFactory} for {@code RSA} and a {@code Signature} for
         *     {@code SHA256withRSA}
         * @return this builder
         */
        public Builder provider(Provider provider) {
            this.provider = requireNonNull(provider, "the provider is null");
            return this;
        }

        /**
         * Reads the key from a file of at most 64 KiB.
         *
         * @param file the file
         * @return the signer
         * @throws UnusableKeyException if the file cannot be read or contains no usable key
         */
        public PemJwsSigner fromFile(Path file) {
            requireNonNull(file, "the private key file is null");
            KeySource source = KeySource.ofFile(file).withPassphraseFlaw(passphraseFlaw);
            return signer(() -> KeyInput.readFile(file, source), source);
        }

        /**
         * Reads the key from a text of at most 64 KiB. A {@code String} cannot be wiped: prefer a file or a stream if
         * that matters.
         *
         * @param pem the text
         * @return the signer
         * @throws UnusableKeyException if the text contains no usable key
         */
        public PemJwsSigner fromString(String pem) {
            KeySource source = KeySource.ofText("the text of the key").withPassphraseFlaw(passphraseFlaw);
            requireNonNull(pem, "the PEM text is null");
            return signer(() -> KeyInput.readText(pem, source), source);
        }

        /**
         * Reads the key from a stream of at most 64 KiB, to its end. The caller closes it.
         *
         * @param stream the stream
         * @return the signer
         * @throws UnusableKeyException if the stream cannot be read or contains no usable key
         */
        public PemJwsSigner fromStream(InputStream stream) {
            KeySource source = KeySource.ofText("the stream of the key").withPassphraseFlaw(passphraseFlaw);
            requireNonNull(stream, "the stream is null");
            return signer(() -> KeyInput.readStream(stream, source), source);
        }

        private PemJwsSigner signer(KeyInput input, KeySource source) {
            try {
                byte[] content = input.read();
                try {
                    RsaKeyParameters parameters = new KeyReader(passphrase, source).read(content);
                    return new PemJwsSigner(keyId, RsaKeyPair.of(parameters, provider, source), provider);
                } finally {
                    Arrays.fill(content, (byte) 0);
                }
            } finally {
                wipePassphrase();
            }
        }

        private void wipePassphrase() {
            if (passphrase != null) {
                Arrays.fill(passphrase, (byte) 0);
                passphrase = null;
            }
        }
    }
}
