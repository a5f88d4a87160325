// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParticipantIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"f0aa9e1e", "231ffc", "fc1ea14a-9bca-4218-a563-8c627e803d56", "A", "0_-"})
    void parse_anId_keepsItsText(String text) {
        assertThat(ParticipantId.parse(text)).hasToString(text);
    }

    @Test
    void equals_anotherCase_isAnotherParticipant() {
        assertThat(ParticipantId.parse("f0aa9e1e")).isNotEqualTo(ParticipantId.parse("F0AA9E1E"));
    }

    @Test
    void parse_128Characters_isTheLongest() {
        assertThat(ParticipantId.parse("a".repeat(128)).value()).hasSize(128);
        assertThatThrownBy(() -> ParticipantId.parse("a".repeat(129))).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-a", "_a", "a/b", "a@8x8.vc", "a b", "a\n", "\ta", "a\u0000", "auth0|5f903d7a", "é", "a.b"})
    void parse_anythingElse_isRefusedWithAHintAtUserIds(String text) {
        assertThatThrownBy(() -> ParticipantId.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("participant id ")
                .hasMessageContaining("1 to 128 letters, digits")
                .hasMessageContaining("not the user id");
    }
}
