package dev.jaas.adapter.bouncycastle;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.KeyId;
import dev.jaas.port.driven.JwsSigner;
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
 * Signs with an RSA private key of 2048 to 16384 bits that it reads as people hold it:
 *
 * <ul>
 *   <li>PKCS#1 ({@code BEGIN RSA PRIVATE KEY}), also with {@code Proc-Type: 4,ENCRYPTED} by AES-CBC or triple DES;
 *   <li>PKCS#8 ({@code BEGIN PRIVATE KEY}), also encrypted by PBES2 with PBKDF2 or scrypt (RFC 8018, RFC 7914);
 *   <li>OpenSSH's own format ({@code BEGIN OPENSSH PRIVATE KEY}), also encrypted by AES;
 *   <li>any of them with text or certificates around it, a byte order mark, CRLF, quotes, the two characters {@code \n}
 *       instead of line breaks, no line breaks at all, or as base64 of the whole.
 * </ul>
 *
 * <p>What is wrong with a key is found when it is read, not when it signs: its size, its public exponent and whether its
 * numbers belong together are checked. No security provider is registered, and BouncyCastle's is not even loaded.
 *
 * <p>Thread-safe. {@link #close()} lets go of the key; the JDK's key objects cannot be overwritten, so its numbers stay
 * in memory until the garbage collector has taken them.
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
     * Reads an unencrypted key from a file. Short for {@code builder(keyId).fromFile(file)}.
     *
     * @param keyId the id under which the key's public half is known to JaaS
     * @param file the file
     * @return the signer
     * @throws UnusableKeyException if the file cannot be read or is not a key to sign with
     */
    public static PemJwsSigner fromFile(KeyId keyId, Path file) {
        return builder(keyId).fromFile(file);
    }

    /**
     * Reads an unencrypted key from a text, such as the value of an environment variable. Short for
     * {@code builder(keyId).fromString(pem)}.
     *
     * @param keyId the id under which the key's public half is known to JaaS
     * @param pem the text
     * @return the signer
     * @throws UnusableKeyException if the text is not a key to sign with
     */
    public static PemJwsSigner fromString(KeyId keyId, String pem) {
        return builder(keyId).fromString(pem);
    }

    /**
     * Starts with the id of the key; a passphrase and a provider are optional.
     *
     * @param keyId the id under which the key's public half is known to JaaS
     * @return a builder
     */
    public static Builder builder(KeyId keyId) {
        return new Builder(requireNonNull(keyId, "keyId"));
    }

    @Override
    public KeyId keyId() {
        return keyId;
    }

    /**
     * The public half of the key, the one that JaaS must have. It stays available after {@link #close()}.
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
     */
    @Override
    public byte[] sign(byte[] signingInput) {
        PrivateKey key = privateKey;
        if (key == null) {
            throw new IllegalStateException("the signer of " + keyId + " is closed");
        }
        try {
            // One object per call: it costs a thousandth of the signature, and a shared one would need a lock.
            Signature signature = RsaKeyPair.rs256(provider);
            signature.initSign(key);
            signature.update(signingInput);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the key of " + keyId + " cannot sign (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** Lets go of the private key, and destroys it where its provider can. Signing fails from then on. */
    @Override
    public void close() {
        PrivateKey key = privateKey;
        privateKey = null;
        if (key != null) {
            try {
                key.destroy();
            } catch (DestroyFailedException e) {
                // The JDK's RSA keys always say so: immutable numbers cannot be overwritten.
            }
        }
    }

    /**
     * Says which key it is, by its id and size.
     *
     * @return for example {@code PemJwsSigner[vpaas-magic-cookie-…/ed85b6, RSA 4096 bits]}
     */
    @Override
    public String toString() {
        return "PemJwsSigner[%s, RSA %d bits]"
                .formatted(keyId, publicKey.getModulus().bitLength());
    }

    /** Takes what reading a key needs, and reads it. Not thread-safe. */
    public static final class Builder {

        private static final int MOST_UTF8_BYTES_PER_CHAR = 3;

        private final KeyId keyId;
        private byte @Nullable [] passphrase;
        private @Nullable Provider provider;

        private Builder(KeyId keyId) {
            this.keyId = keyId;
        }

        /**
         * The passphrase of an encrypted key; none by default. It is used as UTF-8, ignored for a key that is not
         * encrypted, and forgotten and wiped when a key has been read with it, whatever came of that. The array is copied:
         * wipe yours as soon as you like.
         *
         * @param passphrase the passphrase
         * @return this builder
         */
        public Builder passphrase(char[] passphrase) {
            forgetPassphrase();
            ByteBuffer utf8 = ByteBuffer.allocate(passphrase.length * MOST_UTF8_BYTES_PER_CHAR);
            StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .encode(CharBuffer.wrap(passphrase), utf8, true);
            this.passphrase = Arrays.copyOf(utf8.array(), utf8.position());
            Arrays.fill(utf8.array(), (byte) 0);
            return this;
        }

        /**
         * The provider whose {@code KeyFactory} builds the key and whose {@code Signature} signs; by default those that
         * the JDK prefers. It need not be registered.
         *
         * @param provider a provider with a {@code KeyFactory} for {@code RSA} and a {@code Signature} for
         *     {@code SHA256withRSA}
         * @return this builder
         */
        public Builder provider(Provider provider) {
            this.provider = requireNonNull(provider, "provider");
            return this;
        }

        /**
         * Reads the key from a file of at most 64 KiB.
         *
         * @param file the file
         * @return the signer
         * @throws UnusableKeyException if the file cannot be read or is not a key to sign with
         */
        public PemJwsSigner fromFile(Path file) {
            Mistakes mistakes = Mistakes.inFile(file);
            return signer(() -> KeyInput.ofFile(file, mistakes), mistakes);
        }

        /**
         * Reads the key from a text of at most 64 KiB. A {@code String} cannot be wiped: prefer a file or a stream where
         * that matters.
         *
         * @param pem the text
         * @return the signer
         * @throws UnusableKeyException if the text is not a key to sign with
         */
        public PemJwsSigner fromString(String pem) {
            Mistakes mistakes = Mistakes.inText("the text of the key");
            requireNonNull(pem, "pem");
            return signer(() -> KeyInput.ofText(pem, mistakes), mistakes);
        }

        /**
         * Reads the key from a stream of at most 64 KiB, to its end. The caller closes it.
         *
         * @param stream the stream
         * @return the signer
         * @throws UnusableKeyException if the stream cannot be read or is not a key to sign with
         */
        public PemJwsSigner fromStream(InputStream stream) {
            Mistakes mistakes = Mistakes.inText("the stream of the key");
            requireNonNull(stream, "stream");
            return signer(() -> KeyInput.ofStream(stream, mistakes), mistakes);
        }

        private PemJwsSigner signer(KeyInput input, Mistakes mistakes) {
            try {
                byte[] content = input.read();
                try {
                    RsaNumbers numbers = new KeyReader(passphrase, mistakes).read(content);
                    return new PemJwsSigner(keyId, RsaKeyPair.of(numbers, provider, mistakes), provider);
                } finally {
                    Arrays.fill(content, (byte) 0);
                }
            } finally {
                forgetPassphrase();
            }
        }

        private void forgetPassphrase() {
            if (passphrase != null) {
                Arrays.fill(passphrase, (byte) 0);
                passphrase = null;
            }
        }
    }
}
