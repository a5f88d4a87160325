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
        return new InvalidValueException(kind, "%s %s is not valid: %s".formatted(kind, quote(text), rule));
    }

    /** A value whose text is a secret, whether it is valid or not. */
    static InvalidValueException ofSecret(String kind, String rule) {
        return new InvalidValueException(kind, "%s (its text is not shown) is not valid: %s".formatted(kind, rule));
    }

    /**
     * The kind of value that was refused.
     *
     * @return a lower-case noun such as {@code "phone number"}
     */
    public String kind() {
        return kind;
    }

    private static String quote(String text) {
        if (Redaction.looksSecret(text)) {
            // Probably a key or a token in the place of another value.
            return "(not shown: it looks like a key or a token)";
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().limit(MAX_QUOTE_LENGTH).forEach(c -> appendPrintable(quoted, c));
        return quoted.append(text.codePointCount(0, text.length()) > MAX_QUOTE_LENGTH ? "…\"" : "\"")
                .toString();
    }

    /** Escapes what would break the line or control a terminal. */
    private static void appendPrintable(StringBuilder out, int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> out.append("\\u%04x".formatted(codePoint));
            default -> out.appendCodePoint(codePoint);
        }
    }
}
