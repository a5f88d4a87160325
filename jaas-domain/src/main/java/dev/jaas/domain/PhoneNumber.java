package dev.jaas.domain;

import java.util.regex.Pattern;

/**
 * A phone number by ITU-T E.164: {@code +}, the country code and the number, 7 to 15 digits in all, for example
 * {@code +40747777777}.
 *
 * <p>The service finds the call to hang up by the text of its number, so there is one normal form: spaces, dots, dashes and
 * parentheses are removed, and numbers that differ only in these are equal.
 *
 * @param value the normal form: {@code +} and 7 to 15 digits, the first not zero
 */
public record PhoneNumber(String value) {

    private static final String KIND = "phone number";
    private static final Pattern VALID = Pattern.compile("\\+[1-9][0-9]{6,14}");

    /** Space separators and dashes of every script, as they occur in text copied from documents and web pages. */
    private static final Pattern PUNCTUATION = Pattern.compile("[\\p{Zs}\\p{Pd}.()]");

    /**
     * Removes the punctuation and checks the rest.
     *
     * @throws InvalidValueException if what remains is not a number by E.164
     */
    public PhoneNumber {
        String digits = PUNCTUATION.matcher(value).replaceAll("");
        if (!VALID.matcher(digits).matches()) {
            throw InvalidValueException.of(KIND, value, ruleFor(digits));
        }
        value = digits;
    }

    /**
     * Reads a phone number.
     *
     * @param text the number with its country code, with or without spaces, dots, dashes and parentheses
     * @return the phone number, in its normal form
     * @throws InvalidValueException if the text is not a number by E.164
     */
    public static PhoneNumber parse(String text) {
        return new PhoneNumber(text);
    }

    /**
     * The number in its normal form, as it is sent.
     *
     * @return the value
     */
    @Override
    public String toString() {
        return value;
    }

    private static String ruleFor(String digits) {
        if (!digits.startsWith("+")) {
            return "it must start with \"+\" and the country code (E.164), as in +40747777777";
        }
        if (digits.startsWith("+0")) {
            return "after \"+\" comes the country code, which never starts with 0 (E.164)";
        }
        if (!digits.matches("\\+[0-9]*")) {
            return "after \"+\" only digits, spaces, dots, dashes and parentheses are allowed (E.164)";
        }
        return "it has %d digits; E.164 allows 7 to 15, the country code included".formatted(digits.length() - 1);
    }
}
