// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import dev.jaas.domain.ConferenceName;
import java.time.Instant;

/** An event of a type that this library knows, with a complete envelope. */
public sealed interface ConferenceEvent extends JaasEvent
        permits RoomEvent, ParticipantEvent, TelephoneEvent, RecordingEvent, ContentEvent, ReactionEvent {

    /**
     * What every event has besides its data.
     *
     * @return the envelope
     */
    EventEnvelope envelope();

    @Override
    default String type() {
        return envelope().type();
    }

    @Override
    default String idempotencyKey() {
        return envelope().idempotencyKey();
    }

    @Override
    default Instant timestamp() {
        return envelope().timestamp();
    }

    @Override
    default ConferenceName conference() {
        return envelope().conference();
    }
}
