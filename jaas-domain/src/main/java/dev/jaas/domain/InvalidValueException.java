// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

/**
 * Thrown for a text that is not a valid value. The message names the kind of value, the text (shortened, and left out where
 * it {@linkplain Redaction#looksSecret looks like a secret}) and the rule that it breaks.
 */
public final class InvalidValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_QUOTE_LENGTH = 60;

    private final String kind;

    private InvalidValueException(String kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** A value whose text may be shown. */
    static InvalidValueException of(String kind, String text, String rule) {
        return new InvalidValueException(kind, kind + ' ' + quote(text, false) + " is not valid: " + rule);
    }

    /**
     * A value that must be printable ASCII. What is not, or cannot be seen, is named and quoted by its code point: many
     * characters look like others.
     */
    static InvalidValueException ofAscii(String kind, String text, String rule) {
        String flaw = Text.invisibleFlaw(text);
        return withCodePoints(kind, text, flaw.isEmpty() ? rule : flaw + "; " + rule);
    }

    /** A value that is quoted in ASCII, every other character by its code point. */
    static InvalidValueException withCodePoints(String kind, String text, String rule) {
        return new InvalidValueException(kind, kind + ' ' + quote(text, true) + " is not valid: " + rule);
    }

    /** A value whose text is a secret, whether it is valid or not. */
    static InvalidValueException ofSecret(String kind, String rule) {
        return new InvalidValueException(kind, kind + " (its text is not shown) is not valid: " + rule);
    }

    /**
     * The kind of value that was refused.
     *
     * @return a lower-case noun such as {@code "phone number"}
     */
    public String kind() {
        return kind;
    }

    private static String quote(String text, boolean asciiOnly) {
        if (Redaction.looksSecret(text)) {
            // Probably a key or a token in the place of another value.
            return "(not shown: it looks like a key or a token)";
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().limit(MAX_QUOTE_LENGTH).forEach(c -> appendPrintable(quoted, c, asciiOnly));
        return quoted.append(text.codePointCount(0, text.length()) > MAX_QUOTE_LENGTH ? "…\"" : "\"")
                .toString();
    }

    /** Escapes what would break the line or control a terminal, and on request all that is not ASCII. */
    private static void appendPrintable(StringBuilder out, int codePoint, boolean asciiOnly) {
        if (asciiOnly && codePoint > '~') {
            out.append("\\u").append(Text.hex(codePoint));
            return;
        }
        switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> out.append("\\u").append(Text.hex(codePoint));
            default -> out.appendCodePoint(codePoint);
        }
    }
}
