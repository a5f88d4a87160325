// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the event that confirms one command, among the events of its conference in the order in which they arrive. Guarded by
 * the lock of {@link CommandConfirmations}.
 */
interface EventMatcher {

    /** Returns the confirming event, which is this one or, if events arrived in another order, an earlier one; otherwise null. */
    @Nullable
    ConferenceEvent offer(SeenEvent seen);

    /** Whether any command can be confirmed by the event. */
    static boolean isRelevant(ConferenceEvent event) {
        return isKicked(event)
                || event instanceof TelephoneEvent.DialOutStarted
                || event instanceof TelephoneEvent.DialOutEnded
                || isDestroyed(event);
    }

    /** The end of a meeting. */
    static EventMatcher destroyed(Instant sent) {
        return seen -> isDestroyed(seen.event()) && seen.isEffectOf(sent) ? seen.event() : null;
    }

    /** The start of a call. The same number may be dialled twice: each call confirms one command. */
    static EventMatcher answered(PhoneNumber phone, DialOutId dialOut) {
        return seen -> seen.event() instanceof TelephoneEvent.DialOutStarted started
                        && phone.equals(started.phone())
                        && seen.isEffectOf(dialOut.sent())
                        && seen.claim(dialOut)
                ? started
                : null;
    }

    /** The end of a participation. */
    static EventMatcher kicked(ParticipantId participant, Instant sent) {
        return seen ->
                isKicked(seen.event()) && participant.equals(participantOf(seen.event())) && seen.isEffectOf(sent)
                        ? seen.event()
                        : null;
    }

    /** The end of an answered call: its own, or the room's. */
    static EventMatcher endOf(TelephoneEvent.DialOutStarted call) {
        return seen -> (seen.event() instanceof TelephoneEvent.DialOutEnded ended && isSameParticipant(call, ended))
                        || (isDestroyed(seen.event())
                                && !seen.event().timestamp().isBefore(call.timestamp()))
                ? seen.event()
                : null;
    }

    /** What confirms a hang-up. Its events name the participant; only the call's start says which phone that is. */
    final class CallGone implements EventMatcher {

        private final PhoneNumber phone;
        private final Instant sent;
        private final Set<ParticipantId> callees = new HashSet<>();
        private final Map<ParticipantId, ConferenceEvent> gone = new HashMap<>();

        CallGone(PhoneNumber phone, Instant sent) {
            this.phone = phone;
            this.sent = sent;
        }

        @Override
        public @Nullable ConferenceEvent offer(SeenEvent seen) {
            ConferenceEvent event = seen.event();
            ParticipantId participant = participantOf(event);
            if (participant == null) {
                return null;
            }
            if (event instanceof TelephoneEvent.DialOutStarted started) {
                if (phone.equals(started.phone())) {
                    callees.add(participant);
                }
            } else if (seen.isEffectOf(sent)) {
                gone.putIfAbsent(participant, event);
            }
            return callees.contains(participant) ? gone.get(participant) : null;
        }
    }

    /** By participant id, or, where an event has none, by the address in XMPP. */
    private static boolean isSameParticipant(TelephoneEvent one, TelephoneEvent other) {
        ParticipantId id = one.participantId();
        if (id != null && other.participantId() != null) {
            return id.equals(other.participantId());
        }
        String jid = one.jid();
        return jid != null && jid.equals(other.jid());
    }

    private static boolean isKicked(ConferenceEvent event) {
        return event instanceof ParticipantEvent.Left left && left.reason() == ParticipantEvent.LeaveReason.KICKED;
    }

    /** A breakout room may be destroyed while its conference goes on. */
    private static boolean isDestroyed(ConferenceEvent event) {
        return event instanceof RoomEvent.Destroyed destroyed && !destroyed.breakout();
    }

    private static @Nullable ParticipantId participantOf(ConferenceEvent event) {
        return event instanceof ParticipantEvent.Left left
                ? left.participant().participantId()
                : event instanceof TelephoneEvent call ? call.participantId() : null;
    }
}
