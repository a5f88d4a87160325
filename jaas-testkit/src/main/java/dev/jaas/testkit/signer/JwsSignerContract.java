package dev.jaas.testkit.signer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every promise of {@link JwsSigner}, as tests. The author of a signer extends this class in a test of the signer's module and
 * gives it a signer and its public key:
 *
 * <pre>{@code
 * class MySignerTest extends JwsSignerContract {
 *     @Override
 *     protected JwsSigner create() {
 *         return MySigner.connect(KEY_ID, "alias/jaas");
 *     }
 *
 *     @Override
 *     protected RSAPublicKey publicKey() {
 *         return PUBLIC_KEY;
 *     }
 * }
 * }</pre>
 *
 * <p>A failed assertion names the promise that was broken and what usually breaks it. A signature that is not RS256 is
 * compared with the common mistakes: another algorithm, another key, an input hashed twice or not at all. The test
 * {@code sign_valueWithLeadingZero_keepsIt} needs some 200 signatures, and 4,000 at most; all others together need fewer than 200.
 */
@Execution(ExecutionMode.SAME_THREAD)
public abstract class JwsSignerContract {

    private static final int BIG = 64 * 1024;

    /** One signature in 256, or a few more, has a leading zero: the chance that none of these has one is below 1 in a million. */
    private static final int MAX_SIGNATURES = 4_000;

    private static final int THREADS = 8;

    /** Gives all inputs the same length. */
    private static final int FIRST_INPUT = 100_000;

    private final List<JwsSigner> signers = new ArrayList<>();

    /** For subclasses. */
    protected JwsSignerContract() {}

    /**
     * Makes a signer, which the test closes.
     *
     * @return a new signer, always of the same key
     */
    protected abstract JwsSigner create();

    /**
     * The public key of the signers.
     *
     * @return the key with which their signatures are verified
     */
    protected abstract RSAPublicKey publicKey();

    /**
     * What the signer must not show in {@code toString} or in an exception, besides what looks like a private key.
     *
     * @return for example a passphrase or the credentials of a KMS; empty by default
     */
    protected List<String> secrets() {
        return List.of();
    }

    @AfterEach
    final void closeSigners() {
        for (JwsSigner signer : signers) {
            try {
                signer.close();
            } catch (RuntimeException e) {
                // Closing twice has a test of its own.
            }
        }
    }

    @Test
    void keyId_always_isTheSame() {
        JwsSigner signer = signer();
        KeyId first = signer.keyId();
        assertThat(first).as("keyId() must name the key, not return null.").isNotNull();

        signer.sign(input(0));

        assertThat(List.of(signer.keyId(), signer.keyId()))
                .as("keyId() must always return an equal id: the client puts it into every token.")
                .containsOnly(first);
    }

    @Test
    void keyId_afterClose_isTheSame() {
        JwsSigner signer = signer();
        KeyId before = signer.keyId();

        signer.close();

        assertThat(signer.keyId())
                .as("keyId() must return the same id after close(): observers are given it.")
                .isEqualTo(before);
    }

    @Test
    void sign_anyInput_isRs256() {
        JwsSigner signer = signer();
        byte[] binary = new byte[255];
        new Random(1).nextBytes(binary);

        for (byte[] input : List.of(input(1), input(2), new byte[1], new byte[] {'.'}, binary)) {
            verify(input, signer.sign(input.clone()));
        }
    }

    @Test
    void sign_valueWithLeadingZero_keepsIt() {
        JwsSigner signer = signer();
        for (int i = 0; i < MAX_SIGNATURES; i++) {
            byte[] input = input(i);
            byte[] signature = signer.sign(input.clone());
            verify(input, signature);
            if (signature[0] == 0) {
                return;
            }
        }
        abort("None of " + MAX_SIGNATURES + " signatures has a leading zero. Run the test again.");
    }

    @Test
    void sign_bigInput_isRs256() {
        byte[] input = new byte[BIG];
        new Random(2).nextBytes(input);

        verify(input, signer().sign(input.clone()));
    }

    @Test
    void sign_anyInput_leavesItUnchanged() {
        byte[] input = input(3);

        signer().sign(input);

        assertThat(input)
                .as("sign() must not change the array that it is given: the client sends it as part of the token.")
                .isEqualTo(input(3));
    }

    @Test
    void sign_sameArrayWithOtherContent_signsThatContent() {
        JwsSigner signer = signer();
        byte[] input = input(4);
        signer.sign(input);
        System.arraycopy(input(5), 0, input, 0, input.length);

        verify(input(5), signer.sign(input));
    }

    @Test
    void sign_resultChangedByCaller_doesNotChangeNextResult() {
        JwsSigner signer = signer();
        Arrays.fill(signer.sign(input(6)), (byte) 0);

        verify(input(6), signer.sign(input(6)));
    }

    @Test
    void sign_onEightThreadsAtOnce_isRs256OfEachInput() {
        JwsSigner signer = signer();

        Concurrently.run(THREADS, thread -> {
            for (int i = 0; i < 10; i++) {
                byte[] input = input(100 * thread + i);
                verify(input, signer.sign(input.clone()));
            }
        });
    }

    @Test
    void sign_null_isRefused() {
        assertRefused(signer(), null, "sign(null) must throw a RuntimeException.");
    }

    @Test
    void sign_empty_isRefused() {
        assertRefused(
                signer(), new byte[0], "sign() of an empty array must throw a RuntimeException: no JWS is empty.");
    }

    @Test
    void close_thenSign_fails() {
        JwsSigner signer = signer();
        signer.sign(input(7));

        signer.close();

        assertRefused(
                signer,
                input(7),
                "sign() must throw a RuntimeException after close(), also where a KMS holds the key. The usual cause is"
                        + " that the signer inherits the empty default of close().");
    }

    @Test
    void close_twice_isHarmless() {
        JwsSigner signer = signer();
        signer.close();

        assertThatCode(signer::close)
                .as("close() on a closed signer must do nothing.")
                .doesNotThrowAnyException();
    }

    @Test
    void close_whileSigning_endsInSignatureOrException() {
        JwsSigner signer = signer();

        Concurrently.run(THREADS, thread -> {
            for (int i = 0; i < 10; i++) {
                if (thread == 0 && i == 2) {
                    signer.close();
                }
                byte[] input = input(100 * thread + i);
                byte[] signature;
                try {
                    signature = signer.sign(input.clone());
                } catch (RuntimeException e) {
                    return; // closed
                }
                verify(input, signature);
            }
        });
    }

    @Test
    void toString_always_showsNoSecret() {
        JwsSigner signer = signer();
        Disclosure disclosure = new Disclosure(signer.keyId(), publicKey(), secrets());

        assertThat(disclosure.in(signer.toString()))
                .as("toString() must not show the private key or another secret. The usual cause is a record.")
                .isEmpty();
    }

    @Test
    void sign_fails_showsNeitherInputNorSecret() {
        JwsSigner signer = signer();
        String text = "eyJhbGciOiJSUzI1NiJ9." + UUID.randomUUID();
        List<String> hidden = new ArrayList<>(secrets());
        hidden.add(text);
        Disclosure disclosure = new Disclosure(signer.keyId(), publicKey(), hidden);
        signer.close();

        Throwable failure = catchThrowable(() -> signer.sign(text.getBytes(UTF_8)));

        assertThat(failure == null ? "" : disclosure.in(failure))
                .as("An exception of sign() and its causes must show neither the input nor a secret.")
                .isEmpty();
    }

    private JwsSigner signer() {
        signers.add(create());
        return signers.get(signers.size() - 1);
    }

    private void verify(byte[] input, byte[] signature) {
        Rs256.assertSigned(publicKey(), input, signature);
    }

    private static byte[] input(int number) {
        String claims = IntStream.range(0, 40).mapToObj(i -> "eyJ").reduce("", String::concat);
        return ("eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9." + claims + (FIRST_INPUT + number)).getBytes(UTF_8);
    }

    @SuppressWarnings("NullAway") // null is one of the inputs
    private static void assertRefused(JwsSigner signer, byte @Nullable [] input, String promise) {
        assertThatThrownBy(() -> signer.sign(input)).as(promise).isInstanceOf(RuntimeException.class);
    }
}
