// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.jaas.domain.KeyId;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of the maximum length that make a careless search take quadratic time, or a careless matcher overflow its stack. */
class HostileTextTest {

    private static final KeyId KEY_ID = KeyId.parse("vpaas-magic-cookie-test/ed85b6");

    /** Generous, for slow machines: each takes some milliseconds, and minutes if the time is quadratic. */
    private static final Duration SOON = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                " ",
                "- ",
                "-\n",
                "BEGIN",
                "-BEGIN",
                "-BEGIN ",
                "-END",
                "-BEGIN PRIVATE KEY",
                "-BEGIN PRIVATE KEY-x-END",
                "\nBEGIN PRIVATE",
                "\n>>>>>>>>>>>>>>>",
                "-BEGIN PRIVATE KEY-Proc-Type: 4,",
                "\\",
                "\\u00",
                "\\\\n",
                "%",
                "%25",
                "%2525",
                "&#",
                "&#0000000",
                "=3D",
                "\"",
                "\" ",
                "\" +",
                "\"               ",
                "A",
                "A=",
                "TFMw",
                "LS0tLS1CRUdJTi",
                "\uFFFD",
                "\u0000A",
                "A\u0000",
                "0\u0082"
            })
    void fromStream_repetitiveText_isRefusedSoon(String part) {
        byte[] content = part.repeat(KeyInput.MAX_BYTES / part.length()).getBytes(ISO_8859_1);
        assertTimeoutPreemptively(
                SOON,
                () -> assertThat(catchThrowableOfType(
                                UnusableKeyException.class,
                                () -> PemJwsSigner.builder(KEY_ID).fromStream(new ByteArrayInputStream(content))))
                        .isNotNull());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void fromStream_base64OfBase64OfNoKey_isRefused(int layers) {
        String text = "-----".repeat(1000);
        for (int i = 0; i < layers; i++) {
            text = KeyState.base64(text);
        }
        byte[] content = text.getBytes(ISO_8859_1);
        assertThat(catchThrowableOfType(
                                UnusableKeyException.class,
                                () -> PemJwsSigner.builder(KEY_ID).fromStream(new ByteArrayInputStream(content)))
                        .problem())
                .isEqualTo(KeyProblem.NOT_A_KEY);
    }
}
