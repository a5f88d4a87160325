// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a room.
 *
 * @param conference the room's name
 * @param participants who was in it, in the order in which they joined; empty if there was no meeting
 * @param calls every call since the simulator started or was reset, the oldest first
 * @param opened whether anybody has joined since then
 */
public record SimulatedRoom(
        ConferenceName conference, List<Participant> participants, List<Call> calls, boolean opened) {

    /**
     * A participant of a meeting.
     *
     * @param id the id by which they can be kicked
     * @param user their user id, or null for a phone
     * @param phone their number, or null for a user
     */
    @SuppressWarnings("exports") // JSpecify is optional for users of this module
    public record Participant(
            ParticipantId id,
            @Nullable UserId user,
            @Nullable PhoneNumber phone) {}

    /**
     * A phone that was dialled.
     *
     * @param phone its number
     * @param state the state of the call
     */
    public record Call(PhoneNumber phone, CallState state) {}

    /** The state of a call. */
    public enum CallState {
        /** The room is empty, so the phone does not ring yet (specification, note 2 of DIAL_OUT_PARTICIPANT). */
        WAITING,
        /** The phone rings. */
        RINGING,
        /** It was answered: the phone is a participant. */
        JOINED,
        /** The callee declined it. */
        DECLINED,
        /** The callee was on another call. */
        BUSY,
        /** The callee did not answer, and it was given up. */
        UNANSWERED,
        /** It was hung up, kicked, or its room was destroyed. */
        ENDED;

        /**
         * Whether nothing can happen to the call any more.
         *
         * @return whether it neither waits nor rings, and its phone is no participant
         */
        public boolean isOver() {
            return this != WAITING && this != RINGING && this != JOINED;
        }
    }

    /** Copies the lists. */
    public SimulatedRoom {
        participants = List.copyOf(participants);
        calls = List.copyOf(calls);
    }

    /**
     * Whether there was a meeting.
     *
     * @return whether the room had a participant
     */
    public boolean isOpen() {
        return !participants.isEmpty();
    }

    /**
     * Whether there was a meeting that is over.
     *
     * @return whether the room had a participant earlier, and has none now
     */
    public boolean isOver() {
        return opened && participants.isEmpty();
    }

    /**
     * Finds a participant.
     *
     * @param user the user
     * @return the first participant with that user id, or empty
     */
    public Optional<Participant> participant(UserId user) {
        return participants.stream().filter(p -> user.equals(p.user())).findFirst();
    }

    /**
     * Finds the latest call to a phone.
     *
     * @param phone the phone
     * @return the call, or empty if it was never dialled
     */
    public Optional<Call> call(PhoneNumber phone) {
        return calls.stream().filter(c -> c.phone().equals(phone)).reduce((earlier, later) -> later);
    }
}
