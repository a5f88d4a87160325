// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import dev.jaas.domain.ConferenceName;
import org.jspecify.annotations.Nullable;

/** A room was created or destroyed. */
@SuppressWarnings("exports") // JSpecify is optional for users of this module
public sealed interface RoomEvent extends ConferenceEvent {

    /**
     * The full name of the room, which may be on another domain than {@link #conference()}.
     *
     * @return the name that commands take, or null if absent
     */
    @Nullable
    ConferenceName fullName();

    /**
     * Whether the event is about a breakout room of the conference and not about its main room.
     *
     * @return false if absent
     */
    boolean breakout();

    /**
     * The breakout room.
     *
     * @return its id, or null if absent
     */
    @Nullable
    String breakoutRoomId();

    /**
     * {@code ROOM_CREATED}.
     *
     * @param envelope what every event has
     * @param fullName the full name of the room, or null if absent
     * @param breakout whether it is a breakout room
     * @param breakoutRoomId the breakout room, or null if absent
     */
    record Created(
            EventEnvelope envelope,
            @Nullable ConferenceName fullName,
            boolean breakout,
            @Nullable String breakoutRoomId)
            implements RoomEvent {}

    /**
     * {@code ROOM_DESTROYED}: the meeting is over. A room exists for up to 15 minutes after the last participant has left.
     *
     * @param envelope what every event has
     * @param fullName the full name of the room, or null if absent
     * @param breakout whether it is a breakout room
     * @param breakoutRoomId the breakout room, or null if absent
     */
    record Destroyed(
            EventEnvelope envelope,
            @Nullable ConferenceName fullName,
            boolean breakout,
            @Nullable String breakoutRoomId)
            implements RoomEvent {}
}
