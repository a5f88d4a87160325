// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+40747777777",
                "+40 747 777 777",
                "+40.747.777.777",
                "+40-747-777-777",
                "+40 (747) 777777",
                " (+40) 747-777.777 ",
                "+(40) 747 777 777",
                "+ 40 747 777 777.",
                "+4 0 7 4 7 7 7 7 7 7 7",
                "+40\u00a0747\u202f777\u2011777",
                "+40\u2007747\u3000777 777",
                "+40\u2010747\u2012777\u2014777",
                "+40\u2013747\u2212777777",
                "tel:+40747777777",
                "TEL:+40-747-777-777",
                "Tel: +40 747 777 777",
                "\u202d+40 747 777 777\u202c",
                "\ufeff+40\u200b747\u00ad777\u2060777\u200e",
                "\u2068tel:\u200f+40747777777\u2069"
            })
    void parse_anotherWayToWriteIt_givesTheSameNumber(String text) {
        assertThat(PhoneNumber.parse(text)).hasToString("+40747777777");
    }

    @ParameterizedTest
    @CsvSource({
        "+39 06 6982, +39066982",
        "+1 (212) 555-0100, +12125550100",
        "+33 (1) 42 68 53 00, +33142685300",
        "+61 (8) 9321 0000, +61893210000",
        "+225 07 08 09 10 11, +2250708091011",
        "+1234567, +1234567",
        "+123456789012345, +123456789012345"
    })
    void parse_anyCountry_keepsEveryDigit(String text, String number) {
        assertThat(PhoneNumber.parse(text)).hasToString(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+44 (0)20 7946 0958",
                "+49(0)30 123456",
                "+44 ( 0 ) 20 7946 0958",
                "+44\u00a0(\u200b0\u00a0)\u00a020 7946 0958",
                "+44-(0)-20-7946-0958",
                "(+44) (0) 20 7946 0958",
                "+(0)747777777",
                "(0)20 7946 0958",
                "+44 20 (0) 7946 0958",
                "tel:+44(0)2079460958"
            })
    void parse_aTrunkPrefixInParentheses_isRefusedAndNamed(String text) {
        assertThatThrownBy(() -> PhoneNumber.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(
                        "is not valid: (0) is the national trunk prefix, which is no part of an international"
                                + " number (E.123): leave it out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+44 (020) 7946 0958  | the 0 before the area code is the national trunk prefix",
                "+44 (020) 7946 0958  | as in Italy, stands outside parentheses",
                "+44 0 20 7946 0958   | the 0 before the area code is the national trunk prefix",
                "+44-0-20 7946 0958   | the 0 before the area code is the national trunk prefix",
                "+33 0 1 42 68 53 00  | the 0 before the area code is the national trunk prefix",
                "(+44) 0 20 7946 0958 | the 0 before the area code is the national trunk prefix",
                "+7 (8) 495 123-45-67 | (8) is the national trunk prefix",
                "+375 (8) 17 123 4567 | (8) is the national trunk prefix"
            })
    void parse_anotherTrunkPrefix_isRefusedAndNamed(String text, String rule) {
        assertThatThrownBy(() -> PhoneNumber.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                            | it must start with \"+\"",
                "40747777777                   | it must start with \"+\" and the country code (E.164), as in +40747777777",
                "0040747777777                 | , instead of the dialling prefix 00",
                "(00 40) 747 777 777           | , instead of the dialling prefix 00",
                "tel:0747777777                | it must start with \"+\"",
                "+0747777777                   | which never starts with 0",
                "+0040747777777                | which never starts with 0",
                "+40747CALLME                  | only digits, spaces, dots, dashes and one pair of parentheses",
                "+40/747777777                 | only digits, spaces, dots, dashes and one pair of parentheses",
                "+40[747]777777                | only digits, spaces, dots, dashes and one pair of parentheses",
                "+44 [0] 20 7946 0958          | only digits, spaces, dots, dashes and one pair of parentheses",
                "+4O747777777                  | only digits, spaces, dots, dashes and one pair of parentheses",
                "+40747777777 (home)           | only digits, spaces, dots, dashes and one pair of parentheses",
                "tel:%2B40747777777            | it must start with \"+\"",
                "+40747777777x12               | extensions, pauses, parameters and service codes",
                "+40747777777 X 12             | extensions, pauses, parameters and service codes",
                "+40747777777 ext. 5           | extensions, pauses, parameters and service codes",
                "+40747777777 (Extension 5)    | extensions, pauses, parameters and service codes",
                "+40747777777 #5               | extensions, pauses, parameters and service codes",
                "+40747777777,,5               | extensions, pauses, parameters and service codes",
                "+40747777777;5                | extensions, pauses, parameters and service codes",
                "+40747777777p5                | extensions, pauses, parameters and service codes",
                "+40747777777 w5               | extensions, pauses, parameters and service codes",
                "tel:+40747777777;ext=5        | extensions, pauses, parameters and service codes",
                "tel:7777;phone-context=+40747 | it must be one number",
                "tel:77;phone-context=8x8.vc   | extensions, pauses, parameters and service codes",
                "*31#40747777777               | extensions, pauses, parameters and service codes",
                "+40747777777 / +40747777778   | it must be one number",
                "+40747777777 +40747777778     | it must be one number",
                "40364630871 (+40364630871)    | it must be one number",
                "+40364630871 (+40364630871)   | it must be one number",
                "*31#+40747777777              | it must be one number",
                "+ +40747777777                | it must be one number",
                "+40+747777777                 | it must be one number",
                "+40747777777 (12)             | parentheses may enclose the country code or the area code, once",
                "+40364630871 (40364630871)    | parentheses may enclose the country code or the area code, once",
                "(+40747777777) 12             | parentheses may enclose the country code or the area code, once",
                "+1 212 (555) 0100             | parentheses may enclose the country code or the area code, once",
                "(+40) (747) 777777            | parentheses may enclose the country code or the area code, once",
                "+40 ((747)) 777777            | parentheses may enclose the country code or the area code, once",
                "+40 (747 777777               | parentheses may enclose the country code or the area code, once",
                "+40 747) 777777               | parentheses may enclose the country code or the area code, once",
                "+40 () 747 777777             | parentheses may enclose the country code or the area code, once",
                "+40747777777.0                | it ends in \".0\", as if it were a decimal number",
                "+                             | it has 0 digits",
                "+123456                       | it has 6 digits; E.164 allows 7 to 15",
                "+1234567890123456             | it has 16 digits; E.164 allows 7 to 15"
            })
    void parse_anythingElse_isRefusedWithTheRuleThatItBreaks(String text, String rule) {
        assertThatThrownBy(() -> PhoneNumber.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("phone number \"" + text + "\" is not valid: ")
                .hasMessageContaining(rule);
    }

    static Stream<Arguments> notAscii() {
        return Stream.of(
                arguments("\uff0b40747777777", "\\uff0b40747777777", "it contains U+FF0B (FULLWIDTH PLUS SIGN); "),
                arguments("+4074777777\uff17", "+4074777777\\uff17", "it contains U+FF17 (FULLWIDTH DIGIT SEVEN); "),
                arguments("+\u0664\u0660747", "+\\u0664\\u0660747", "it contains U+0664 (ARABIC-INDIC DIGIT FOUR); "),
                arguments("+40\uff08747", "+40\\uff08747", "it contains U+FF08 (FULLWIDTH LEFT PARENTHESIS); "),
                arguments("+40\t747777777", "+40\\u0009747777777", "it contains U+0009 (CHARACTER TABULATION); "),
                arguments("+40747\n777777", "+40747\\u000a777777", "it contains U+000A (LINE FEED (LF)); "),
                arguments("+40747777777\r\n", "+40747777777\\u000d\\u000a", "it ends in a line break"),
                arguments(
                        "\u202d40747777777\u202c",
                        "\\u202d40747777777\\u202c",
                        "; the invisible characters in it do not count: U+202D (LEFT-TO-RIGHT OVERRIDE), U+202C"),
                arguments("+40\u00a0747", "+40\\u00a0747", "it has 5 digits"));
    }

    @ParameterizedTest
    @MethodSource("notAscii")
    void parse_whatIsNotAscii_isShownByItsCodePoint(String text, String quoted, String rule) {
        assertThatThrownBy(() -> PhoneNumber.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("phone number \"" + quoted + "\" is not valid: ")
                .hasMessageContaining(rule);
    }
}
