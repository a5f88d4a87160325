package dev.jaas.domain;

import java.util.regex.Pattern;

/**
 * A text that is not the value it was given as. The message names the kind of value, the offending text (cut short, and
 * left out where it could be a secret) and the rule it breaks.
 */
public final class InvalidValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_QUOTE = 60;

    /**
     * A PEM block, the base64 of one or of a key (DER starts with 30 82), or the start of a JWT: somebody has put a secret
     * where another value belongs.
     */
    private static final Pattern SECRET_SHAPED =
            Pattern.compile("-----BEGIN|LS0tLS1CRUdJTi|b3BlbnNzaC1rZXk|MII[A-Za-z0-9+/]{16,}|eyJ[A-Za-z0-9_-]{8,}");

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
        if (SECRET_SHAPED.matcher(text).find()) {
            return "(not shown: it looks like a key or a token)";
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().limit(LONGEST_QUOTE).forEach(c -> appendPrintable(quoted, c));
        return quoted.append(text.codePointCount(0, text.length()) > LONGEST_QUOTE ? "…\"" : "\"")
                .toString();
    }

    /** Keeps a message on one line, whatever was put in. */
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
