// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What looks like a secret, and texts without it. This is the only such rule of the library: it decides what may stand in a
 * message, a log or an exception.
 *
 * <p>The following look like secrets: a bearer token, a JWT or the beginning of one, a link's parameter {@code jwt}, three long
 * base64url segments, a PEM block, the base64 of a PEM block or of a key, and any run of 40 or more base64 characters other than an AppID. Harmless
 * texts of these shapes are redacted as well.
 */
public final class Redaction {

    /** Longer than any excerpt, so that a secret is recognised before the text is cut. */
    private static final int MAX_READ = 8 * 1024;

    private static final String REDACTED = "[redacted]";

    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\s]+");

    private static final Pattern SECRET_SHAPED = Pattern.compile("(?i:bearer)\\s+[^\\s\"'<>,;]+"
            + "|eyJ[A-Za-z0-9_.-]+" // base64 of {", the beginning of a JWT
            + "|(?<=[?&#](?i:jwt=))[^\\s\"'<>&#]+"
            + "|(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}[A-Za-z0-9_.-]*"
            + "|-----BEGIN(?s:.*?)(?:-----END[^-]*-----|\\z)"
            + "|(?:LS0tLS1CRUdJTi|b3BlbnNzaC1rZXk)[A-Za-z0-9_+/=-]*" // base64 of -----BEGIN and of openssh-key
            + "|MII[A-Za-z0-9+/]{16,}+=*" // base64 of a DER sequence of 256 bytes or more
            + "|(?<![A-Za-z0-9_+/=-])(?:(?!vpaas-magic-cookie-)[A-Za-z0-9_+/=-]){40,}+");

    /** What no name or id is by chance. */
    private static final Pattern SECRET = Pattern.compile("[?&#](?i:jwt=)[^\\s\"'<>&#]"
            + "|(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]*+\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]"
            + "|-----BEGIN|LS0tLS1CRUdJTi|b3BlbnNzaC1rZXk|MII[A-Za-z0-9+/]{200}");

    private static final Pattern ENCODED_JSON = Pattern.compile("(?=(eyJ[A-Za-z0-9_-]{5,21}))");
    private static final Pattern JSON_MEMBER = Pattern.compile("\\{\"[!#-~]+\"");

    private Redaction() {}

    /**
     * Tells whether any part of a text is a JWT or the beginning of one, a link's parameter {@code jwt}, or a private key. Unlike
     * {@link #looksSecret} it is exact enough to refuse a value: no name or id is one by chance.
     *
     * @param text any text
     * @return whether it must be neither shown nor sent as a name or an id
     */
    public static boolean containsSecret(String text) {
        requireNonNull(text, "the text is null");
        return SECRET.matcher(text).find()
                || ENCODED_JSON.matcher(text).results().anyMatch(found -> beginsWithJsonMember(found.group(1)));
    }

    /**
     * Tells whether any part of a text looks like a token or a key.
     *
     * @param text any text
     * @return whether it must not be shown
     */
    public static boolean looksSecret(String text) {
        requireNonNull(text, "the text is null");
        return SECRET_SHAPED.matcher(onOneLine(text)).find();
    }

    /**
     * Shortens a text from outside, such as the body of a response, for a message. Only its first 8192 characters are read.
     *
     * @param text any text
     * @param maxLength how many characters the result may have, at least 1
     * @return one line of printable characters with {@code [redacted]} in place of what looks like a secret; where it was
     *     cut it ends in {@code …}
     * @throws IllegalArgumentException if the maximum is less than 1
     */
    public static String excerpt(String text, int maxLength) {
        requireNonNull(text, "the text is null");
        if (maxLength < 1) {
            throw new IllegalArgumentException("An excerpt needs a length of 1 or more, not " + maxLength + ".");
        }
        String line = onOneLine(text.substring(0, Math.min(text.length(), MAX_READ)));
        String safe = SECRET_SHAPED.matcher(line).replaceAll(REDACTED).strip();
        if (safe.length() <= maxLength) {
            return safe;
        }
        int end = maxLength - 1;
        boolean splitsPair = end > 0 && Character.isHighSurrogate(safe.charAt(end - 1));
        return safe.substring(0, splitsPair ? end - 1 : end) + "…";
    }

    private static boolean beginsWithJsonMember(String base64) {
        byte[] json = Base64.getUrlDecoder().decode(base64.substring(0, base64.length() / 4 * 4));
        return JSON_MEMBER
                .matcher(new String(json, StandardCharsets.ISO_8859_1))
                .lookingAt();
    }

    private static String onOneLine(String text) {
        return NOT_PRINTABLE.matcher(text).replaceAll(" ");
    }
}
