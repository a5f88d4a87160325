package dev.jaas.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "+40\u00a0747\u202f777\u2011777",
                "+40\u2013747777777"
            })
    void parse_differentPunctuation_givesTheSameNumber(String text) {
        assertThat(PhoneNumber.parse(text)).hasToString("+40747777777");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1234567", "+123456789012345"})
    void parse_theShortestAndTheLongest_areAccepted(String text) {
        assertThat(PhoneNumber.parse(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                | it must start with \"+\"",
                "40747777777       | it must start with \"+\"",
                "0040747777777     | it must start with \"+\"",
                "tel:+40747777777  | it must start with \"+\"",
                "＋40747777777     | it must start with \"+\"",
                "+0747777777       | which never starts with 0",
                "+(0)747777777     | which never starts with 0",
                "+40747CALLME      | only digits, spaces, dots, dashes and parentheses",
                "+40747777777x12   | only digits, spaces, dots, dashes and parentheses",
                "+40+747777777     | only digits, spaces, dots, dashes and parentheses",
                "+40/747777777     | only digits, spaces, dots, dashes and parentheses",
                "+٤٠٧٤٧٧٧٧٧٧٧      | only digits, spaces, dots, dashes and parentheses",
                "+                 | it has 0 digits",
                "+123456           | it has 6 digits; E.164 allows 7 to 15",
                "+1234567890123456 | it has 16 digits; E.164 allows 7 to 15"
            })
    void parse_anythingElse_isRefusedWithTheRuleThatItBreaks(String text, String rule) {
        assertThatThrownBy(() -> PhoneNumber.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("phone number \"" + text + "\" is not valid: ")
                .hasMessageContaining(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+40747\n777777", "+40747777777\n", "+40747\u0000777777", "+40\t747777777"})
    void parse_aControlCharacter_isRefused(String text) {
        assertThatThrownBy(() -> PhoneNumber.parse(text)).isInstanceOf(InvalidValueException.class);
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.strings()
                .numeric()
                .ofMinLength(6)
                .ofMaxLength(14)
                .flatMap(rest -> Arbitraries.integers().between(1, 9).map(first -> "+" + first + rest));
    }

    @Property
    void parse_anyNumberWithPunctuation_isTheNumberWithout(
            @ForAll("numbers") String number, @ForAll("punctuation") String punctuation) {
        String written = String.join(punctuation, number.split("")) + punctuation;

        assertThat(PhoneNumber.parse(written)).hasToString(number).isEqualTo(PhoneNumber.parse(number));
    }

    @Provide
    Arbitrary<String> punctuation() {
        return Arbitraries.strings().withChars(" .-()\u00a0\u2010").ofMaxLength(3);
    }

    @Property
    void parse_anyText_givesAnE164NumberOrIsRefused(@ForAll("nearNumbers") String text) {
        try {
            assertThat(PhoneNumber.parse(text).value()).matches("\\+[1-9][0-9]{6,14}");
        } catch (InvalidValueException refusal) {
            assertThat(refusal.kind()).isEqualTo("phone number");
        }
    }

    @Provide
    Arbitrary<String> nearNumbers() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        3,
                        Arbitraries.strings()
                                .withChars("+0123456789 .-()x\n\u0663")
                                .ofMaxLength(20)),
                Tuple.of(1, Arbitraries.strings().all()));
    }
}
