// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import org.jspecify.annotations.Nullable;

/** A participant came, went, or was made a moderator. */
@SuppressWarnings("exports") // JSpecify is optional for users of this module
public sealed interface ParticipantEvent extends ConferenceEvent {

    /** Why a participant left. */
    enum LeaveReason {
        /** {@code left}: they left by themselves. */
        LEFT,
        /** {@code kicked}: they were removed, by a moderator or a command. */
        KICKED,
        /** {@code switch_room}: they moved between the main room and a breakout room; they are still in the conference. */
        SWITCHED_ROOM,
        /** {@code unrecoverable_error}: their client failed. */
        UNRECOVERABLE_ERROR,
        /** {@code unknown}, which means a connection problem, or a reason that is absent or not documented. */
        UNKNOWN
    }

    /**
     * {@code PARTICIPANT_JOINED}.
     *
     * @param envelope what every event has
     * @param participant who joined
     * @param breakout whether they joined a breakout room
     * @param breakoutRoomId the breakout room, or null if absent
     */
    record Joined(
            EventEnvelope envelope,
            EventParticipant participant,
            boolean breakout,
            @Nullable String breakoutRoomId) implements ParticipantEvent {}

    /**
     * {@code PARTICIPANT_LEFT}.
     *
     * @param envelope what every event has
     * @param participant who left
     * @param reason why
     * @param breakout whether they left a breakout room
     * @param breakoutRoomId the breakout room, or null if absent
     */
    record Left(
            EventEnvelope envelope,
            EventParticipant participant,
            LeaveReason reason,
            boolean breakout,
            @Nullable String breakoutRoomId)
            implements ParticipantEvent {}

    /**
     * {@code PARTICIPANT_JOINED_LOBBY}: somebody waits to be admitted.
     *
     * @param envelope what every event has
     * @param participant who waits
     */
    record JoinedLobby(EventEnvelope envelope, EventParticipant participant) implements ParticipantEvent {}

    /**
     * {@code PARTICIPANT_LEFT_LOBBY}: somebody no longer waits, because they were admitted, rejected, or left.
     *
     * @param envelope what every event has
     * @param participant who waited
     * @param reason why: {@link LeaveReason#LEFT} or {@link LeaveReason#KICKED} by the documentation
     */
    record LeftLobby(EventEnvelope envelope, EventParticipant participant, LeaveReason reason)
            implements ParticipantEvent {}

    /**
     * {@code ROLE_CHANGED}: a participant was made a moderator. The event identifies participants by their address in XMPP only.
     *
     * @param envelope what every event has
     * @param role the new role, {@code moderator}, or null if absent
     * @param grantedToJid the participant with the new role, or null if absent
     * @param grantedByJid the participant who granted it, or null if absent
     */
    record RoleChanged(
            EventEnvelope envelope,
            @Nullable String role,
            @Nullable String grantedToJid,
            @Nullable String grantedByJid) implements ParticipantEvent {}
}
