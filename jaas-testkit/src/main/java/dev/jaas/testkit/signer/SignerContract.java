// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.signer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jaas.spi.JwsSigner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** What the groups of {@link JwsSignerContract} have in common. */
abstract class SignerContract {

    static final int THREADS = 8;

    /** Gives all inputs the same length. */
    private static final int FIRST_INPUT = 100_000;

    final JwsSignerContract contract;
    private final List<JwsSigner> signers = new ArrayList<>();

    SignerContract(JwsSignerContract contract) {
        this.contract = contract;
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

    JwsSigner signer() {
        signers.add(contract.create());
        return signers.get(signers.size() - 1);
    }

    void verify(byte[] input, byte[] signature) {
        Rs256.assertSigned(contract.publicKey(), input, signature);
    }

    static byte[] input(int number) {
        String claims = IntStream.range(0, 40).mapToObj(i -> "eyJ").reduce("", String::concat);
        return ("eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9." + claims + (FIRST_INPUT + number)).getBytes(UTF_8);
    }

    @SuppressWarnings("NullAway") // null is one of the inputs
    static Throwable failureOf(JwsSigner signer, byte @Nullable [] input) {
        return catchThrowable(() -> signer.sign(input));
    }

    static void assertRefused(JwsSigner signer, byte @Nullable [] input, String promise) {
        assertThat(failureOf(signer, input)).as(promise).isInstanceOf(RuntimeException.class);
    }
}
