// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyIdTest {

    private static final AppId APP = AppId.parse("vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3");

    @ParameterizedTest
    @ValueSource(strings = {"ed85b6", "fee1bc-SAMPLE_APP", "x", "-", "_"})
    void parse_keyId_splitsItIntoAppIdAndShortId(String shortId) {
        KeyId keyId = KeyId.parse(APP + "/" + shortId);

        assertThat(keyId).hasToString(APP + "/" + shortId).isEqualTo(KeyId.of(APP, shortId));
        assertThat(keyId.appId()).isEqualTo(APP);
        assertThat(keyId.shortId()).isEqualTo(shortId);
        assertThat(keyId.value()).isEqualTo(APP + "/" + shortId);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ed85b6                               | this is the short part alone",
                "vpaas-magic-cookie-test              | this is an AppID alone",
                "''                                   | it must be the AppID, a \"/\" and the key's own short id",
                "key one                              | it must be the AppID, a \"/\" and the key's own short id",
                "vpaas-magic-cookie-test/             | after the AppID and one \"/\" there must be 1 to 64 letters",
                "vpaas-magic-cookie-test/a/b          | after the AppID and one \"/\" there must be 1 to 64 letters",
                "vpaas-magic-cookie-test//b           | after the AppID and one \"/\" there must be 1 to 64 letters",
                "vpaas-magic-cookie-test/a b          | after the AppID and one \"/\" there must be 1 to 64 letters",
                "vpaas-magic-cookie-test/a.b          | after the AppID and one \"/\" there must be 1 to 64 letters",
                "/ed85b6                              | what stands before its \"/\" must be an AppID",
                "test/ed85b6                          | what stands before its \"/\" must be an AppID",
                "vpaas-magic-cookie-/ed85b6           | what stands before its \"/\" must be an AppID"
            })
    void parse_anythingElse_isRefusedWithTheRuleThatItBreaks(String text, String rule) {
        assertThatThrownBy(() -> KeyId.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("key id \"" + text + "\" is not valid: ")
                .hasMessageContaining(rule);
    }

    @Test
    void of_shortIdThatIsTooLong_isRefused() {
        assertThat(KeyId.of(APP, "x".repeat(64)).value()).endsWith("/" + "x".repeat(64));
        assertThatThrownBy(() -> KeyId.of(APP, "x".repeat(65))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void of_invalidShortId_isRefusedWithTheWholeKeyId() {
        assertThatThrownBy(() -> KeyId.of(APP, "a/b"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("key id \"" + APP + "/a/b\" is not valid: after the AppID and one");
    }

    @Test
    void of_null_isRefused() {
        assertThatNullPointerException().isThrownBy(() -> KeyId.of(null, "a")).withMessage("the AppID is null");
        assertThatNullPointerException().isThrownBy(() -> KeyId.of(APP, null));
        assertThatNullPointerException()
                .isThrownBy(() -> KeyId.parse(null))
                .withMessage("the key id is null: is JAAS_KEY_ID set?");
    }
}
