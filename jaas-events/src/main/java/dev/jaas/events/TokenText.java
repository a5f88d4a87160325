// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.Redaction;
import java.net.URI;

/** What the texts of a participant's token must be. */
final class TokenText {

    private static final int MAX_LENGTH = 256;

    /** A link to a picture may be signed. */
    private static final int MAX_LINK_LENGTH = 2048;

    private TokenText() {}

    static String check(String kind, String value) {
        requireNonNull(value, "the " + kind + " is null");
        if (value.isBlank()) {
            throw new IllegalArgumentException(kind + " must not be blank: leave it out if there is none.");
        }
        checkLength(kind, value, MAX_LENGTH);
        if (value.codePoints().anyMatch(TokenText::isUnprintable)) {
            throw new IllegalArgumentException(kind + " must not contain control characters or unpaired surrogates.");
        }
        checkSecret(kind, value);
        return value;
    }

    static URI checkLink(String kind, URI value) {
        requireNonNull(value, "the " + kind + " is null");
        boolean web = "https".equalsIgnoreCase(value.getScheme()) || "http".equalsIgnoreCase(value.getScheme());
        if (!web || value.getHost() == null || value.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    kind + " must be an https or http URL with a host and without user info.");
        }
        checkLength(kind, value.toString(), MAX_LINK_LENGTH);
        checkSecret(kind, value.toString());
        return value;
    }

    private static void checkLength(String kind, String value, int max) {
        if (value.length() > max) {
            throw new IllegalArgumentException(
                    kind + " must have at most " + max + " characters, not " + value.length() + ".");
        }
    }

    private static void checkSecret(String kind, String value) {
        if (Redaction.containsSecret(value)) {
            throw new IllegalArgumentException(
                    kind + " (its text is not shown) must not contain a JWT or a private key.");
        }
    }

    private static boolean isUnprintable(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
