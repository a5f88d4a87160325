// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Signatures are RS256 of their input, whatever else the caller does with the arrays and threads. */
abstract class SigningContract extends SignerContract {

    private static final int BIG = 64 * 1024;

    /** One signature in 256, or a few more, has a leading zero: the chance that none of these has one is below 1 in a million. */
    private static final int MAX_SIGNATURES = 4_000;

    SigningContract(JwsSignerContract contract) {
        super(contract);
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
    void sign_nextInput_doesNotChangeEarlierResult() {
        JwsSigner signer = signer();

        byte[] earlier = signer.sign(input(8));
        byte[] copy = earlier.clone();
        signer.sign(input(9));

        assertThat(earlier)
                .as(
                        "sign() must return a new array each time. The usual cause is a buffer that is kept, perhaps for each thread.")
                .isEqualTo(copy);
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
    void sign_afterRefusedInput_isRs256() {
        JwsSigner signer = signer();
        failureOf(signer, new byte[0]);
        failureOf(signer, null);

        verify(input(10), signer.sign(input(10)));
    }
}
