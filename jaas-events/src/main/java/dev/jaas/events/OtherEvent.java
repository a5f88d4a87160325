// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.ConferenceName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that is given as text: of a type that has no record here, such as {@code USAGE}, {@code SPEAKER_STATS}, {@code FEEDBACK},
 * {@code POLL_CREATED} and {@code POLL_ANSWER}, of a type that did not exist when this library was made, or one whose envelope or data is
 * not as documented.
 *
 * @param type the type in 8x8's spelling, or empty
 * @param idempotencyKey the key that repeated deliveries of the same event share, or null if absent
 * @param timestamp when the event happened, by 8x8's clock, or null if absent
 * @param conference the conference, from {@code fqn}, or null if absent
 * @param sessionId the meeting in that conference's room, or null if absent
 * @param data the JSON text of {@code data}, for the JSON library of your choice: often an object, but an array in {@code USAGE};
 *     null if absent
 */
@SuppressWarnings("exports") // JSpecify is optional for users of this module
public record OtherEvent(
        String type,
        @Nullable String idempotencyKey,
        @Nullable Instant timestamp,
        @Nullable ConferenceName conference,
        @Nullable String sessionId,
        @Nullable String data)
        implements JaasEvent {

    /** Checks that the type is not missing. */
    public OtherEvent {
        requireNonNull(type, "the type is null");
    }

    /**
     * Describes the event without its data, which may contain links that need no password.
     *
     * @return type, key, time and conference
     */
    @Override
    public String toString() {
        return "OtherEvent[type=" + type + ", idempotencyKey=" + idempotencyKey + ", timestamp=" + timestamp
                + ", conference=" + conference + ", sessionId=" + sessionId + "]";
    }
}
