// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A phone number by ITU-T E.164: {@code +}, the country code and the number, 7 to 15 digits in all, for example
 * {@code +40747777777}.
 *
 * <p>The service finds the call to hang up by the text of its number, so there is one normal form, and numbers that differ
 * only in how they are written are equal. Spaces, dots, dashes and invisible format characters are removed, a {@code tel:}
 * before the number (RFC 3966), and one pair of parentheses around the country code or the area code.
 *
 * <p>Whatever else stands beside the number is refused, so that it never becomes digits of the number: a trunk prefix such as
 * {@code (0)} (ITU-T E.123), an extension, a pause, a parameter, a second number.
 *
 * @param value the normal form: {@code +} and 7 to 15 digits, the first not zero
 */
public record PhoneNumber(String value) {

    private static final String KIND = "phone number";
    private static final String GENERAL_RULE =
            "after \"+\" only digits, spaces, dots, dashes and one pair of parentheses are allowed (E.164)";

    private static final Pattern VALID = Pattern.compile("\\+[1-9][0-9]{6,14}");

    /** Format characters, such as those that Apple's Contacts puts around a number. */
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

    /** Spaces and dashes of every script, as they occur in text copied from documents and web pages, and the minus sign. */
    private static final String SEPARATOR = "[\\p{Zs}\\p{Pd}\u2212.]";

    private static final Pattern SEPARATORS = Pattern.compile(SEPARATOR);
    private static final Pattern SCHEME = Pattern.compile("^" + SEPARATOR + "*+(?i:tel:)");

    /** Where parentheses may be, in a text without separators. No country code has more than three digits. */
    private static final Pattern WRITTEN = Pattern.compile("\\(\\+[0-9]{1,3}\\)[0-9]+"
            + "|\\+\\([0-9]{1,3}\\)[0-9]+"
            + "|\\+[0-9]{1,3}\\([1-9][0-9]{0,4}\\)[0-9]+"
            + "|[^()]*");

    /** In a text without separators; no area code of Russia, Lithuania, Belarus or Turkmenistan is 8. */
    private static final Pattern TRUNK_PREFIX = Pattern.compile("\\(0(?!0)|\\+(?:7|370|375|993)\\(8\\)");

    /** A 0 that is a group of its own after the country code, unless every digit is. */
    private static final Pattern TRUNK_GROUP =
            Pattern.compile("[^+]*+\\+(?:[1-9]S++0S++\\(?[0-9]{2}|[1-9][0-9]{1,2}\\)?S++0S)".replace("S", SEPARATOR));

    /** A number that a spreadsheet or a script took for a decimal one. */
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{7}\\.0+" + SEPARATOR + "*+$");

    private static final Pattern ADDITION =
            Pattern.compile("[#*,;]|(?<![a-z])(?:x|ext|extn|extension|p|w)(?![a-z])", Pattern.CASE_INSENSITIVE);

    /**
     * Removes what may stand around the digits and checks the rest.
     *
     * @throws InvalidValueException if it is not a number by E.164
     */
    public PhoneNumber {
        requireNonNull(value, "the " + KIND + " is null");
        String visible = INVISIBLE.matcher(value).replaceAll("");
        String written = SCHEME.matcher(visible).replaceFirst("");
        String compact = SEPARATORS.matcher(written).replaceAll("");
        String number = compact.replace("(", "").replace(")", "");
        boolean unambiguous = WRITTEN.matcher(compact).matches()
                && !hasTrunkPrefix(written, compact)
                && !DECIMAL.matcher(written).find();
        if (!unambiguous || !VALID.matcher(number).matches()) {
            String rule = ruleFor(written, compact, number);
            throw InvalidValueException.withCodePoints(KIND, value, rule + noteOnInvisible(value));
        }
        value = number;
    }

    /**
     * Reads a phone number.
     *
     * @param text the number with its country code, with or without spaces, dots, dashes and one pair of parentheses
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

    private static boolean hasTrunkPrefix(String written, String compact) {
        return TRUNK_PREFIX.matcher(compact).find()
                || TRUNK_GROUP.matcher(written).lookingAt();
    }

    /** The rule that a text breaks, the most specific one first. */
    private static String ruleFor(String written, String compact, String number) {
        if (Redaction.containsSecret(written)) {
            return Text.SECRET_RULE;
        }
        if (hasTrunkPrefix(written, compact)) {
            return trunkPrefixRule(compact);
        }
        if (hasSecondNumber(number)) {
            return "it must be one number, with \"+\" once, before the country code (E.164)";
        }
        OptionalInt foreign =
                compact.codePoints().filter(c -> c < ' ' || c > '~').findFirst();
        if (foreign.isPresent()) {
            return Text.endsInLineBreak(written)
                    ? "it ends in a line break"
                    : "it contains " + Text.nameOf(foreign.getAsInt()) + "; " + GENERAL_RULE;
        }
        if (DECIMAL.matcher(written).find()) {
            return "it ends in \".0\", as if it were a decimal number: leave that out";
        }
        if (ADDITION.matcher(number).find()) {
            return "extensions, pauses, parameters and service codes are no part of a number (E.164): leave them out";
        }
        if (!number.startsWith("+")) {
            return "it must start with \"+\" and the country code (E.164), as in +40747777777"
                    + (number.startsWith("00") ? ", instead of the dialling prefix 00" : "");
        }
        if (number.startsWith("+0")) {
            return "after \"+\" comes the country code, which never starts with 0 (E.164)";
        }
        if (!number.matches("\\+[0-9]*")) {
            return GENERAL_RULE;
        }
        return WRITTEN.matcher(compact).matches()
                ? "it has " + (number.length() - 1) + " digits; E.164 allows 7 to 15, the country code included"
                : "parentheses may enclose the country code or the area code, once, as in +1 (212) 555-0100";
    }

    private static String trunkPrefixRule(String compact) {
        String prefix =
                compact.contains("(0)") ? "(0)" : compact.contains("(8)") ? "(8)" : "the 0 before the area code";
        return prefix
                + " is the national trunk prefix, which is no part of an international number (E.123): leave it out"
                + (prefix.startsWith("(") || !compact.contains("(0")
                        ? ""
                        : "; a 0 that belongs to the number, as in Italy, stands outside parentheses");
    }

    private static boolean hasSecondNumber(String number) {
        int plus = number.indexOf('+');
        return plus != number.lastIndexOf('+')
                || number.chars().limit(Math.max(plus, 0)).anyMatch(c -> c >= '0' && c <= '9');
    }

    private static String noteOnInvisible(String text) {
        String names = INVISIBLE
                .matcher(text)
                .results()
                .map(found -> Text.nameOf(found.group().codePointAt(0)))
                .distinct()
                .limit(2)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; the invisible characters in it do not count: " + names;
    }
}
