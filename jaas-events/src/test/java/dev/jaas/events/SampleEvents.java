// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.events.ParticipantEvent.LeaveReason;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** Makes events that happen now, each with a key of its own. */
final class SampleEvents {

    private final Clock clock;
    private final AtomicLong made = new AtomicLong();

    SampleEvents(Clock clock) {
        this.clock = clock;
    }

    ParticipantEvent.Left kicked(ConferenceName conference, ParticipantId participant) {
        return left(conference, participant, LeaveReason.KICKED);
    }

    ParticipantEvent.Left left(ConferenceName conference, ParticipantId participant, LeaveReason reason) {
        return new ParticipantEvent.Left(
                envelope("PARTICIPANT_LEFT", conference),
                new EventParticipant(participant, null, null, null, null, null, false),
                reason,
                false,
                null);
    }

    RoomEvent.Destroyed destroyed(ConferenceName conference, boolean breakout) {
        return new RoomEvent.Destroyed(envelope("ROOM_DESTROYED", conference), null, breakout, null);
    }

    TelephoneEvent.DialOutStarted answered(ConferenceName conference, ParticipantId participant, PhoneNumber phone) {
        return answeredBy(conference, participant, null, phone);
    }

    TelephoneEvent.DialOutStarted answeredBy(
            ConferenceName conference, ParticipantId participant, String jid, PhoneNumber phone) {
        return new TelephoneEvent.DialOutStarted(
                envelope("DIAL_OUT_STARTED", conference), participant, jid, null, phone);
    }

    TelephoneEvent.DialInStarted dialledIn(ConferenceName conference, ParticipantId participant, PhoneNumber phone) {
        return new TelephoneEvent.DialInStarted(
                envelope("DIAL_IN_STARTED", conference), participant, null, null, phone);
    }

    TelephoneEvent.DialOutEnded ended(ConferenceName conference, ParticipantId participant) {
        return endedBy(conference, participant, null);
    }

    TelephoneEvent.DialOutEnded endedBy(ConferenceName conference, ParticipantId participant, String jid) {
        return new TelephoneEvent.DialOutEnded(envelope("DIAL_OUT_ENDED", conference), participant, jid);
    }

    private EventEnvelope envelope(String type, ConferenceName conference) {
        return new EventEnvelope(
                type, "key " + made.incrementAndGet(), clock.instant(), conference, "session", "customer");
    }
}
