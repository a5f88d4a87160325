// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * A JSON Web Token in its compact form (RFC 7519, RFC 7515 §7.1). Anyone who has one can use it, so its
 * {@code toString} does not contain it: only {@link #compact()} returns the text. It is neither decoded nor verified.
 *
 * @param compact three non-empty base64url segments with dots between them, at most 16 KiB in all
 */
public record Jwt(String compact) {

    private static final String KIND = "JWT";
    private static final String RULE =
            "it must be three base64url segments with dots between them, without white space";
    private static final int MAX_LENGTH = 16 * 1024;
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    /**
     * Checks the shape of the token.
     *
     * @throws InvalidValueException if it is not a compact JWT; the message does not contain it
     */
    public Jwt {
        requireNonNull(compact, "the " + KIND + " is null");
        if (compact.length() > MAX_LENGTH) {
            throw InvalidValueException.ofSecret(
                    KIND, "it has " + compact.length() + " characters; at most " + MAX_LENGTH + " are accepted");
        }
        if (!VALID.matcher(compact).matches()) {
            String flaw = Text.invisibleFlaw(compact);
            throw InvalidValueException.ofSecret(KIND, flaw.isEmpty() ? RULE : flaw + "; " + RULE);
        }
    }

    /**
     * Reads a token.
     *
     * @param text the compact form
     * @return the token
     * @throws InvalidValueException if the text is not a compact JWT; the message does not contain it
     */
    public static Jwt parse(String text) {
        return new Jwt(text);
    }

    /**
     * A constant text instead of the token.
     *
     * @return {@code Jwt[redacted]}
     */
    @Override
    public String toString() {
        return "Jwt[redacted]";
    }
}
