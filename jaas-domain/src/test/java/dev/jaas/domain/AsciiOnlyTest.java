// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Values that are printable ASCII: what looks right and is not, or cannot be seen, is named. */
class AsciiOnlyTest {

    /** Each with a place for what is not ASCII. */
    @SuppressWarnings("ImmutableEnumChecker") // method references are immutable
    enum Value {
        APP_ID(AppId::parse, "vpaas-magic%scookie-test"),
        KEY_ID(KeyId::parse, "vpaas-magic-cookie-test/fee1bc%sSAMPLE_APP"),
        APP_ID_OF_A_KEY_ID(KeyId::parse, "vpaas-magic%scookie-test/ed85b6"),
        APP_ID_ALONE_AS_KEY_ID(KeyId::parse, "vpaas%smagic-cookie-test"),
        PARTICIPANT_ID(ParticipantId::parse, "fc1ea14a%s9bca"),
        DOMAIN(ConferenceName::parse, "room@conference.vpaas-magic-cookie-test.a%s8x8.vc");

        private final Function<String, ?> parse;
        private final String pattern;

        Value(Function<String, ?> parse, String pattern) {
            this.parse = parse;
            this.pattern = pattern;
        }

        private String with(String foreign) {
            return pattern.replace("%s", foreign);
        }

        private String end() {
            return pattern.substring(pattern.indexOf("%s") + 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void parse_aTypographicHyphen_isNamedAndShownByItsCodePoint(Value value) {
        value.parse.apply(value == Value.APP_ID_ALONE_AS_KEY_ID ? "vpaas-magic-cookie-test/a" : value.with("-"));

        assertThatThrownBy(() -> value.parse.apply(value.with("\u2011")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("\\u2011" + value.end()
                        + "\" is not valid: it contains U+2011 (NON-BREAKING HYPHEN) in" + " place of \"-\"; ");
    }

    @ParameterizedTest
    @CsvSource({
        "\u2010, U+2010 (HYPHEN) in place of",
        "\u2013, U+2013 (EN DASH) in place of",
        "\u2212, U+2212 (MINUS SIGN) in place of",
        "\u0430, U+0430 (CYRILLIC SMALL LETTER A);",
        "\u200b, U+200B (ZERO WIDTH SPACE);",
        "'\u00a0', U+00A0 (NO-BREAK SPACE);",
        "'\t', U+0009 (CHARACTER TABULATION);",
        "\ud83d\ude00, U+1F600 (GRINNING FACE);",
        "\uffff, U+FFFF;"
    })
    void parse_anyForeignCharacter_isNamed(String foreign, String name) {
        assertThatThrownBy(() -> KeyId.parse(Value.KEY_ID.with(foreign)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("it contains " + name);
    }

    @ParameterizedTest
    @EnumSource
    void parse_aLineBreakOrSpaceAtTheEnd_isNamed(Value value) {
        for (String lineBreak : new String[] {"\n", "\r", "\r\n", "\u2028"}) {
            assertThatThrownBy(() -> value.parse.apply(value.with("-") + lineBreak))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining(" is not valid: it ends in a line break; ");
        }
        for (String space : new String[] {" ", "\u00a0"}) {
            assertThatThrownBy(() -> value.parse.apply(value.with("-") + space))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining(" is not valid: it begins or ends with white space; ");
        }
    }
}
