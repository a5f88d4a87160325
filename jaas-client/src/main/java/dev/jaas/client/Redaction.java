package dev.jaas.client;

import java.util.regex.Pattern;

/** Makes text from outside fit for a message: one line, short, and without anything shaped like a token or a key. */
final class Redaction {

    /** What somebody else wrote is read this far: more than is shown, so that no token is cut before it is recognised. */
    private static final int LONGEST_READ = 8 * 1024;

    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");

    /** Tokens, parts of tokens, keys in base64: long runs of their alphabet, but not an AppID. */
    private static final Pattern SECRET_SHAPED = Pattern.compile("(?i:bearer)\\s+[^\\s\"'<>,;]+"
            + "|eyJ[A-Za-z0-9_.-]+"
            + "|(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}"
            + "|(?<![A-Za-z0-9_+/=-])(?!vpaas-magic-cookie-)[A-Za-z0-9_+/=-]{40,}");

    private Redaction() {}

    static String excerpt(String text, int longest) {
        String read = text.substring(0, Math.min(text.length(), LONGEST_READ));
        String safe = SECRET_SHAPED
                .matcher(NOT_PRINTABLE.matcher(read).replaceAll(" "))
                .replaceAll("[redacted]")
                .strip();
        if (safe.length() <= longest) {
            return safe;
        }
        int end = longest - 1;
        return safe.substring(0, Character.isHighSurrogate(safe.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
