// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3",
                "vpaas-magic-cookie-test",
                "vpaas-magic-cookie-A-1",
                "vpaas-magic-cookie-0123456789012345678901234567890123456789012345678901234567890123"
            })
    void parse_anAppId_keepsItsText(String text) {
        assertThat(AppId.parse(text)).hasToString(text).isEqualTo(new AppId(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1d2e6a201d594c8f87a630e3f71826d3",
                "vpaas-magic-cookie-",
                "VPAAS-magic-cookie-test",
                "vpaas-magic-cookie-a/b",
                "vpaas-magic-cookie-a.b",
                "vpaas-magic-cookie-a@b",
                "vpaas-magic-cookie-a_b",
                "vpaas-magic-cookie-a b",
                " vpaas-magic-cookie-test",
                "vpaas-magic-cookie-test\n",
                "vpaas-magic-cookie-te\u0000st",
                "vpaas-magic-cookie-é",
                "vpaas-magic-cookie-01234567890123456789012345678901234567890123456789012345678901234"
            })
    void parse_anythingElse_isRefusedWithTheRule(String text) {
        assertThatThrownBy(() -> AppId.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("AppID ")
                .hasMessageEndingWith("it must be \"vpaas-magic-cookie-\" and then 1 to 64 letters, digits or dashes");
    }
}
