// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtTest {

    private static final int MAX_LENGTH = 16 * 1024;

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c", "eyJhbGciOiJSUzI1NiJ9.eyJyb29tIjoiKiJ9.AZaz09-_"})
    void parse_threeSegments_areKept(String text) {
        assertThat(Jwt.parse(text).compact()).isEqualTo(text);
    }

    @Test
    void toString_anyToken_doesNotShowIt() {
        Jwt jwt = Jwt.parse("aaaa.bbbb.cccc");

        assertThat(jwt).hasToString("Jwt[redacted]");
        assertThat(new BanJwt(AppId.parse("vpaas-magic-cookie-test"), jwt).toString())
                .contains("Jwt[redacted]")
                .doesNotContain("aaaa", "bbbb", "cccc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "aaaa",
                "aaaa.bbbb",
                "aaaa.bbbb.",
                ".bbbb.cccc",
                "aaaa..cccc",
                "aaaa.bbbb.cccc.dddd",
                "aaaa. bbbb.cccc",
                "aaaa.bb+b.cccc",
                "aaaa.bb/b.cccc",
                "aaaa.bbbb.cc==",
                "Bearer aaaa.bbbb.cccc"
            })
    void parse_anythingElse_isRefusedWithoutItsText(String text) {
        assertThatThrownBy(() -> Jwt.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("JWT (its text is not shown) is not valid: it must be three base64url segments with dots"
                        + " between them, without white space");
    }

    /** One character that no token has gives nothing of the token away. */
    @ParameterizedTest
    @CsvSource({
        "'aaaa.bbbb.cccc\r\n', it ends in a line break",
        "'aaaa.bbbb.cccc ', it begins or ends with white space",
        "aaaa.bb\u2011bb.cccc, it contains U+2011 (NON-BREAKING HYPHEN) in place of \"-\"",
        "aaaa.bbbb.c\u0441cc, it contains U+0441 (CYRILLIC SMALL LETTER ES)"
    })
    void parse_whatCannotBeSeen_isNamedWithoutTheToken(String text, String flaw) {
        assertThatThrownBy(() -> Jwt.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("JWT (its text is not shown) is not valid: " + flaw
                        + "; it must be three base64url segments" + " with dots between them, without white space");
    }

    @Test
    void parse_moreThan16KiB_isRefusedWithoutItsText() {
        String longest = "a.b." + "c".repeat(MAX_LENGTH - 4);

        assertThat(Jwt.parse(longest).compact()).isEqualTo(longest);
        assertThatThrownBy(() -> Jwt.parse(longest + "c"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(
                        "JWT (its text is not shown) is not valid: it has 16385 characters; at most 16384 are accepted");
    }
}
