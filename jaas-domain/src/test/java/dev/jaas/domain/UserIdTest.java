// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth0|5f903d7a77f3b4006eb8e67d",
                "9a441d60-ceaf-4eba-b0a8-a7d940a76e1b",
                "test.user@company.com",
                "tenant/user",
                "a+b c%2F",
                "...",
                "./..",
                " ",
                "\ud83d\ude00",
                "会议"
            })
    void parse_anyText_keepsItVerbatim(String text) {
        assertThat(UserId.parse(text)).hasToString(text).isEqualTo(new UserId(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void parse_dotSegments_areRefused(String text) {
        assertThatThrownBy(() -> UserId.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageEndingWith("have a meaning of their own in a path");
    }

    @Test
    void parse_emptyText_isRefused() {
        assertThatThrownBy(() -> UserId.parse(""))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("user id \"\" is not valid: it must not be empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "a\nb", "\ra", "\t", "a\u007fb", "a\u0085b"})
    void parse_aControlCharacter_isRefused(String text) {
        assertThatThrownBy(() -> UserId.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageEndingWith("it must not contain control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n", "a\r\n", "\r"})
    void parse_aLineBreakAtTheEnd_isRefusedAndNamed(String text) {
        assertThatThrownBy(() -> UserId.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageEndingWith("is not valid: it ends in a line break");
    }

    @Test
    void parse_anUnpairedSurrogate_isRefused() {
        for (String text : new String[] {"\ud83d", "a\ude00"}) {
            assertThatThrownBy(() -> UserId.parse(text))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageEndingWith("it must not contain an unpaired surrogate");
        }
    }
}
