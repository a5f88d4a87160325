// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.signer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A signer with a key in memory, correct but for one violation at most. */
final class BrokenSigner implements JwsSigner {

    static final String PASSPHRASE = "correct horse";

    private static final KeyPair KEYS = makeKeys();
    private static final KeyPair OTHER_KEYS = makeKeys();

    /** So long that another thread comes in between. */
    private static final long PAUSE_NANOS = 20_000_000;

    private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[256]);

    /** The signers that are closed together. */
    private static final Set<BrokenSigner> SHARING = ConcurrentHashMap.newKeySet();

    private final @Nullable SignerViolation violation;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger signing = new AtomicInteger();
    private final Map<byte[], byte[]> byArray = new IdentityHashMap<>();
    private final Map<String, byte[]> byContent = new ConcurrentHashMap<>();
    private volatile byte[] shared = {};
    private volatile boolean refused;
    private volatile boolean closed;

    BrokenSigner(@Nullable SignerViolation violation) {
        this.violation = violation;
        if (has(SignerViolation.CLOSES_OTHERS)) {
            SHARING.add(this);
        }
    }

    static RSAPublicKey publicKey() {
        return (RSAPublicKey) KEYS.getPublic();
    }

    @Override
    @SuppressWarnings("NullAway") // null is a violation
    public KeyId keyId() {
        if (has(SignerViolation.HAS_NO_KEY_ID) || (closed && has(SignerViolation.FORGETS_KEY_ID_ON_CLOSE))) {
            return null;
        }
        String version = has(SignerViolation.CHANGES_KEY_ID) ? "/v" + calls.incrementAndGet() : "/v1";
        return KeyId.parse("vpaas-magic-cookie-test" + version);
    }

    @Override
    @SuppressWarnings("NullAway") // null is a violation
    public byte[] sign(byte[] given) {
        byte[] input = given == null && has(SignerViolation.SIGNS_NULL_AS_EMPTY) ? new byte[1] : given;
        refused |= input == null;
        if (input.length == 0 && has(SignerViolation.RETURNS_NOTHING_FOR_EMPTY)) {
            return input;
        }
        if (input.length == 0 && !has(SignerViolation.SIGNS_EMPTY)) {
            throw new IllegalArgumentException("the input is empty");
        }
        if (closed && has(SignerViolation.SIGNS_ZEROS_AFTER_CLOSE)) {
            return new byte[256];
        }
        if (closed && !has(SignerViolation.INHERITS_CLOSE)) {
            throw closedFailure(input);
        }
        try {
            return shape(input, signature(input));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private RuntimeException closedFailure(byte[] input) {
        if (has(SignerViolation.THROWS_ERROR_AFTER_CLOSE)) {
            throw new NoClassDefFoundError("unloaded");
        }
        if (has(SignerViolation.QUOTES_INPUT)) {
            return new IllegalStateException("cannot sign " + new String(input, UTF_8));
        }
        return has(SignerViolation.QUOTES_INPUT_IN_CAUSE)
                ? new IllegalStateException("closed", new IllegalArgumentException(new String(input, UTF_8)))
                : new IllegalStateException("closed");
    }

    private byte[] signature(byte[] input) throws GeneralSecurityException {
        if (violation == null) {
            return rs256(input);
        }
        return switch (violation) {
            case SIGNS_WITH_PSS -> pss(input);
            case SIGNS_WITH_SHA_512 -> sign("SHA512withRSA", KEYS.getPrivate(), input);
            case SIGNS_WITH_ANOTHER_KEY -> sign("SHA256withRSA", OTHER_KEYS.getPrivate(), input);
            case HASHES_TWICE -> rs256(MessageDigest.getInstance("SHA-256").digest(input));
            case OMITS_DIGEST_INFO ->
                sign(
                        "NONEwithRSA",
                        KEYS.getPrivate(),
                        MessageDigest.getInstance("SHA-256").digest(input));
            case OMITS_NULL_PARAMETERS -> withoutNull(input);
            case LIMITS_INPUT_TO_4096_BYTES -> {
                if (input.length > 4096) {
                    throw new IllegalArgumentException("too long");
                }
                yield rs256(input);
            }
            case SIGNS_FIRST_4096_BYTES -> rs256(Arrays.copyOf(input, Math.min(4096, input.length)));
            case SIGNS_TEXT_ONLY -> rs256(new String(input, UTF_8).getBytes(UTF_8));
            case CACHES_BY_ARRAY -> byArray(input);
            case RETURNS_ITS_OWN_ARRAY -> byContent.computeIfAbsent(new String(input, UTF_8), text -> unchecked(input));
            case SHARES_STATE_BETWEEN_THREADS -> {
                shared = input;
                pause();
                yield rs256(shared);
            }
            case ALLOWS_ONE_THREAD -> alone(input);
            case KEEPS_REST_OF_REFUSED_INPUT -> rs256(refused ? Arrays.copyOf(input, input.length + 1) : input);
            default -> rs256(input);
        };
    }

    @SuppressWarnings("NullAway") // null is a violation
    private byte[] shape(byte[] input, byte[] signature) {
        if (violation == null) {
            return signature;
        }
        switch (violation) {
            case RETURNS_NULL:
                return null;
            case RETURNS_BASE64:
                return Base64.getUrlEncoder().encode(signature);
            case DROPS_LEADING_ZEROS:
                return signature[0] == 0 ? Arrays.copyOfRange(signature, 1, signature.length) : signature;
            case REUSES_ARRAY_ON_SAME_THREAD:
                System.arraycopy(signature, 0, BUFFER.get(), 0, signature.length);
                return BUFFER.get();
            case WIPES_INPUT:
                Arrays.fill(input, (byte) 0);
                return signature;
            case ERASES_KEY_IN_USE:
                pause();
                return closed ? new byte[signature.length] : signature;
            default:
                return signature;
        }
    }

    private byte[] byArray(byte[] input) {
        synchronized (byArray) {
            return byArray.computeIfAbsent(input, this::unchecked).clone();
        }
    }

    private byte[] alone(byte[] input) throws GeneralSecurityException {
        try {
            if (signing.incrementAndGet() > 1) {
                throw new IllegalStateException("busy");
            }
            if (calls.incrementAndGet() < 50) {
                pause();
            }
            return rs256(input);
        } finally {
            signing.decrementAndGet();
        }
    }

    @Override
    public void close() {
        if (closed && has(SignerViolation.THROWS_ON_SECOND_CLOSE)) {
            throw new IllegalStateException("already closed");
        }
        closed = true;
        SHARING.forEach(other -> other.closed = true);
        SHARING.clear();
    }

    @Override
    public String toString() {
        RSAPrivateKey key = (RSAPrivateKey) KEYS.getPrivate();
        String shown = "RSA 2048";
        if (has(SignerViolation.PRINTS_PRIVATE_KEY)) {
            shown = "-----BEGIN PRIVATE KEY-----" + Base64.getMimeEncoder().encodeToString(key.getEncoded());
        } else if (has(SignerViolation.PRINTS_PRIVATE_EXPONENT)) {
            shown = new BigInteger(1, key.getPrivateExponent().toByteArray()).toString(16);
        } else if (has(SignerViolation.PRINTS_PASSPHRASE)) {
            shown = PASSPHRASE;
        }
        return "BrokenSigner[vpaas-magic-cookie-test/v1, modulus=" + publicKey().getModulus() + ", " + shown + "]";
    }

    private boolean has(SignerViolation asked) {
        return violation == asked;
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    private byte[] unchecked(byte[] input) {
        try {
            return rs256(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] rs256(byte[] input) throws GeneralSecurityException {
        return sign("SHA256withRSA", KEYS.getPrivate(), input);
    }

    /** A DigestInfo without the parameters NULL, which the JDK's verifier accepts. */
    private static byte[] withoutNull(byte[] input) throws GeneralSecurityException {
        byte[] info = HexFormat.of().parseHex("302f300b0609608648016503040201" + "0420");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(input);
        byte[] message = Arrays.copyOf(info, info.length + digest.length);
        System.arraycopy(digest, 0, message, info.length, digest.length);
        return sign("NONEwithRSA", KEYS.getPrivate(), message);
    }

    private static byte[] pss(byte[] input) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        signature.initSign(KEYS.getPrivate());
        signature.update(input);
        return signature.sign();
    }

    private static byte[] sign(String algorithm, PrivateKey key, byte[] input) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(input);
        return signature.sign();
    }

    private static KeyPair makeKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
