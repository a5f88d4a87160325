// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

class PhoneNumberPropertiesTest {

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.strings()
                .numeric()
                .ofMinLength(6)
                .ofMaxLength(14)
                .flatMap(rest -> Arbitraries.integers().between(1, 9).map(first -> "+" + first + rest));
    }

    @Property
    void parse_anyNumberWithSeparators_isTheNumberWithout(
            @ForAll("numbers") String number, @ForAll("separators") String separators) {
        String written = separators + String.join(separators, number.split("")) + separators;

        assertThat(PhoneNumber.parse(written)).hasToString(number).isEqualTo(PhoneNumber.parse(number));
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.strings()
                .withChars(" .-\u00a0\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2007\u202f\u202d\u202c\u200b\ufeff")
                .ofMaxLength(3);
    }

    /** The kind of fault that these rules prevent: what stands beside a number becomes digits of it. */
    @Property(tries = 5000)
    void parse_anyTextBesideANumber_isRefusedOrLeavesTheNumberAlone(
            @ForAll("numbers") String number, @ForAll("besides") String beside, @ForAll("positions") double position) {
        int at = (int) Math.round(position * number.length());
        String text = number.substring(0, at) + beside + number.substring(at);

        String taken = parsed(text);

        Statistics.label("accepted").collect(taken.equals(number)).coverage(seen -> {
            seen.check(true).count(times -> times >= 50);
            seen.check(false).count(times -> times >= 50);
        });
        assertThat(taken).as(text).isIn(number, "");
    }

    @Provide
    Arbitrary<Double> positions() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(0.0)),
                Tuple.of(3, Arbitraries.just(1.0)),
                Tuple.of(3, Arbitraries.doubles().between(0, 1)));
    }

    /** Texts without digits of their own, and those whose digits are no part of the number. */
    @Provide
    Arbitrary<String> besides() {
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(11);
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(5).map(text -> text.replaceAll("[0-9]", "")),
                Arbitraries.strings().withChars(" .-+()\u202d\u200b\u00a0/,;#x").ofMaxLength(4),
                Arbitraries.of("(0)", " (0) ", "( 0 )", "\u200b(\u20600\u00a0)", "(00)", "tel:", "Tel. "),
                Arbitraries.of(
                                "x",
                                " ext. ",
                                "ext",
                                " #",
                                ",,",
                                ";",
                                ";ext=",
                                ";phone-context=+",
                                "p",
                                "w",
                                "*",
                                " +",
                                "/",
                                " / +")
                        .flatMap(mark -> digits.map(mark::concat)),
                Arbitraries.of(" (", "(+", " [", "<")
                        .flatMap(
                                open -> digits.filter(text -> text.length() > 5).map(text -> open + text + ")")));
    }

    /** The number that a text gives, or nothing if it is refused. */
    private static String parsed(String text) {
        try {
            return PhoneNumber.parse(text).value();
        } catch (InvalidValueException refusal) {
            return "";
        }
    }

    @Property
    void parse_anyTextThatIsAccepted_hasTheDigitsOfTheTextAndNoOthers(@ForAll("nearNumbers") String text) {
        String taken = parsed(text);

        assertThat(taken).isIn("", "+" + text.replaceAll("[^0-9]", ""));
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
