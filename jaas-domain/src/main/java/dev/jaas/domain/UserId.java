// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static java.util.Objects.requireNonNull;

/**
 * The id of a user: the text that the customer put into {@code context.user.id} of the participant's token, for example
 * {@code auth0|5f903d7a77f3b4006eb8e67d}, a UUID or an e-mail address. {@code PARTICIPANT_JOINED} carries it as {@code id}.
 *
 * <p>{@code .} and {@code ..} are refused, since they are not preserved as a segment of a path.
 *
 * @param value any text except the empty one, {@code .} and {@code ..}, without control characters, unpaired surrogates and
 *     {@linkplain Redaction#containsSecret secrets}
 */
public record UserId(String value) {

    private static final String KIND = "user id";

    /**
     * Checks the value.
     *
     * @throws InvalidValueException if it is not a user id
     */
    public UserId {
        requireNonNull(value, "the " + KIND + " is null");
        if (value.isEmpty()) {
            throw InvalidValueException.of(KIND, value, "it must not be empty");
        }
        if (value.equals(".") || value.equals("..")) {
            throw InvalidValueException.of(KIND, value, "\".\" and \"..\" have a meaning of their own in a path");
        }
        Text.requireHarmless(KIND, value);
    }

    /**
     * Reads a user id.
     *
     * @param text the id
     * @return the user id
     * @throws InvalidValueException if the text is not a user id
     */
    public static UserId parse(String text) {
        return new UserId(text);
    }

    /**
     * The id, verbatim.
     *
     * @return the value
     */
    @Override
    public String toString() {
        return value;
    }
}
