// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * The id of one participant in one meeting, for example {@code f0aa9e1e}: the {@code participantId} of the
 * {@code PARTICIPANT_JOINED} webhook. It is matched exactly, case included.
 *
 * <p>It is not the {@linkplain UserId user id}. Beware of the webhooks {@code REACTIONS}, {@code AGGREGATED_REACTIONS} and
 * {@code RTCSTATS_UPLOADED}, whose field of this name holds the user id.
 *
 * @param value a letter or digit, then up to 127 letters, digits, {@code _} or {@code -}
 */
public record ParticipantId(String value) {

    private static final String KIND = "participant id";
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");

    /**
     * Checks the value.
     *
     * @throws InvalidValueException if it is not a participant id
     */
    public ParticipantId {
        requireNonNull(value, "the " + KIND + " is null");
        Text.requireNoSecret(KIND, value);
        if (!VALID.matcher(value).matches()) {
            throw InvalidValueException.ofAscii(
                    KIND,
                    value,
                    "it must be 1 to 128 letters, digits, \"_\" or \"-\", the first a letter or digit"
                            + " (the participantId of PARTICIPANT_JOINED, not the user id)");
        }
    }

    /**
     * Reads a participant id.
     *
     * @param text the id
     * @return the participant id
     * @throws InvalidValueException if the text is not a participant id
     */
    public static ParticipantId parse(String text) {
        return new ParticipantId(text);
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
