// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

/** What is unusual about a passphrase that does not open a key. It may be meant like that, so it is named and not removed. */
final class PassphraseFlaw {

    private static final char REPLACEMENT = '\uFFFD';

    private PassphraseFlaw() {}

    /** A clause for a message, for example {@code ; the passphrase ends in a line break}; empty if nothing is unusual. */
    static String of(char[] passphrase) {
        if (passphrase.length == 0) {
            return "; the passphrase is empty";
        }
        char first = passphrase[0];
        char last = passphrase[passphrase.length - 1];
        if (last == '\n' || last == '\r') {
            return "; the passphrase ends in a line break";
        }
        if (isInvisible(first) || isInvisible(last)) {
            return "; the passphrase begins or ends with a character that cannot be seen";
        }
        if (passphrase.length > 1 && first == last && (first == '"' || first == '\'')) {
            return "; the passphrase has quotation marks around it";
        }
        for (char c : passphrase) {
            if (c == REPLACEMENT) {
                return "; the passphrase was read in an encoding that cannot represent it (it contains U+FFFD)";
            }
        }
        return "";
    }

    private static boolean isInvisible(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
