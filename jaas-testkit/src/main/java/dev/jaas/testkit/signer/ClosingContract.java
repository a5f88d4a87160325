// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import org.junit.jupiter.api.Test;

/** A closed signer signs nothing more, and closing it concerns no other. */
abstract class ClosingContract extends SignerContract {

    ClosingContract(JwsSignerContract contract) {
        super(contract);
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
    void close_oneOfTwo_leavesOtherOpen() {
        JwsSigner open = signer();
        JwsSigner closed = signer();

        closed.close();

        assertThatCode(() -> open.sign(input(11)))
                .as(
                        "close() must not close another signer of the same key. The usual cause is a connection or a key that is shared.")
                .doesNotThrowAnyException();
        verify(input(11), open.sign(input(11)));
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
}
