// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Properties of texts that the rules of several values check, and words for what is wrong with them. */
final class Text {

    /** Names a text that was copied from a browser's address bar, in the place of a room or a conference. */
    static final String LINK_RULE =
            "this is a link; the AppID and the room are the two parts of its path, as in https://8x8.vc/<AppID>/<room>";

    static final String SECRET_RULE =
            "it contains what looks like a secret, a private key or a JWT (only BAN_JWT takes one)";

    /** A host name, after {@code //} or with a top-level domain and before a slash: no AppID contains a dot. */
    private static final Pattern LINK =
            Pattern.compile("\\s*(?://|(?i:[a-z0-9-]{1,63}+\\.){1,8}+(?i:[a-z]{2,24}+)(?::\\d*+)?+/)");

    private Text() {}

    /** Refuses what no text that people choose may contain. What cannot be encoded in UTF-8 could not be sent unchanged. */
    static void requireHarmless(String kind, String text) {
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw InvalidValueException.of(
                    kind,
                    text,
                    endsInLineBreak(text) ? "it ends in a line break" : "it must not contain control characters");
        }
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw InvalidValueException.of(kind, text, "it must not contain an unpaired surrogate");
        }
        requireNoSecret(kind, text);
    }

    static void requireNoSecret(String kind, String text) {
        if (Redaction.containsSecret(text)) {
            throw InvalidValueException.of(kind, text, SECRET_RULE);
        }
    }

    static boolean isOnlySpace(String text) {
        return text.codePoints().allMatch(Text::isSpace);
    }

    static boolean isLink(String text) {
        return text.contains("://") || LINK.matcher(text).lookingAt();
    }

    /** What cannot be seen in a text that should be printable ASCII, as a clause; empty if it is printable ASCII. */
    static String invisibleFlaw(String text) {
        if (endsInLineBreak(text)) {
            return "it ends in a line break";
        }
        if (!text.isEmpty() && (isSpace(text.codePointAt(0)) || isSpace(text.codePointBefore(text.length())))) {
            return "it begins or ends with white space";
        }
        OptionalInt foreign = text.codePoints().filter(c -> c < ' ' || c > '~').findFirst();
        if (foreign.isEmpty()) {
            return "";
        }
        return "it contains " + nameOf(foreign.getAsInt()) + (isDash(foreign.getAsInt()) ? " in place of \"-\"" : "");
    }

    /** For example {@code U+2011 (NON-BREAKING HYPHEN)}. */
    static String nameOf(int codePoint) {
        String name = Character.getName(codePoint);
        return "U+" + hex(codePoint).toUpperCase(Locale.ROOT) + (name == null ? "" : " (" + name + ")");
    }

    /** At least four hexadecimal digits, in lower case. */
    static String hex(int codePoint) {
        String digits = Integer.toHexString(codePoint);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    static boolean endsInLineBreak(String text) {
        return !text.isEmpty() && "\r\n\u0085\u2028\u2029".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    private static boolean isDash(int codePoint) {
        return Character.getType(codePoint) == Character.DASH_PUNCTUATION || codePoint == '\u2212'; // minus sign
    }
}
