// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.ConferenceName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every webhook has besides its data.
 *
 * @param type the type in 8x8's spelling, for example {@code PARTICIPANT_JOINED}
 * @param idempotencyKey the key that repeated deliveries of the same event share
 * @param timestamp when the event happened, by 8x8's clock
 * @param conference the conference, from {@code fqn}
 * @param sessionId the meeting in that conference's room, or null if absent
 * @param customerId the customer, or null if absent
 */
@SuppressWarnings("exports") // JSpecify is optional for users of this module
public record EventEnvelope(
        String type,
        String idempotencyKey,
        Instant timestamp,
        ConferenceName conference,
        @Nullable String sessionId,
        @Nullable String customerId) {

    /** Checks that nothing is missing. */
    public EventEnvelope {
        requireNonNull(type, "the type is null");
        requireNonNull(idempotencyKey, "the idempotency key is null");
        requireNonNull(timestamp, "the timestamp is null");
        requireNonNull(conference, "the conference is null");
    }
}
