// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InvalidValueExceptionTest {

    @Test
    void message_anyInvalidValue_namesKindTextAndRule() {
        assertThatThrownBy(() -> PhoneNumber.parse("0747"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "phone number \"0747\" is not valid: it must start with \"+\" and the country code (E.164), as in"
                                + " +40747777777");
    }

    @Test
    void message_aLongText_isCutShortBetweenCharacters() {
        String smileys = "\ud83d\ude00".repeat(1000) + "@";

        assertThatThrownBy(() -> RoomName.parse(smileys))
                .hasMessageStartingWith("room name \"" + "\ud83d\ude00".repeat(60) + "…\" is not valid");
        assertThatThrownBy(() -> RoomName.parse("@" + "x ".repeat(29) + "x"))
                .hasMessageStartingWith("room name \"@" + "x ".repeat(29) + "x\" is not valid");
    }

    @Test
    void message_controlCharacters_areEscaped() {
        assertThatThrownBy(() -> UserId.parse("a\r\n\u001b[31m\u2028\u202e\u0085\ud800z"))
                .hasMessageStartingWith(
                        "user id \"a\\u000d\\u000a\\u001b[31m\\u2028\\u202e\\u0085\\ud800z\" is not valid");
    }

    /** A key or a token that was pasted into the wrong place, put together here so that none stands in the source. */
    @ParameterizedTest
    @EnumSource(names = "JWT", mode = EnumSource.Mode.EXCLUDE)
    void message_aSecretInTheWrongPlace_isNotShown(Texts value) {
        String payload = "S3cretS3cretS3cretS3cret";
        String pem = "-----BEGIN" + " PRIVATE KEY-----\n" + payload;
        String[] secrets = {
            "@eyJhbGciOiJSUzI1NiJ9." + payload + "." + payload + "/\n",
            pem + "@/",
            "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC" + payload + "@/\n",
            "b3BlbnNzaC1rZXktdjEA" + payload + "@/\n",
            Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII)) + "@/\n"
        };
        for (String secret : secrets) {
            assertThatThrownBy(() -> value.parse.apply(secret))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("(not shown: it looks like a key or a token)")
                    .hasMessageNotContainingAny("S3cret", "UzNjcmV0", "MIIE", "eyJ", "b3BlbnNz", "BEGIN");
        }
    }

    @Test
    void message_aTokenGivenAsAKeyId_isNotRepeatedInTheRule() {
        assertThatThrownBy(() -> KeyId.parse("eyJhbGciOiJSUzI1NiJ9"))
                .hasMessageContaining("this is the short part alone")
                .hasMessageNotContaining("eyJ");
    }
}
