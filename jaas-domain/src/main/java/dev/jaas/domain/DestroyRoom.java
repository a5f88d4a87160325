// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static java.util.Objects.requireNonNull;

/**
 * {@code DESTROY_ROOM}: ends the meeting for everybody. The webhook {@code ROOM_DESTROYED} confirms it.
 *
 * @param conference the conference
 */
public record DestroyRoom(ConferenceName conference) implements MeetingCommand {

    /** Checks that nothing is missing. */
    public DestroyRoom {
        requireNonNull(conference, "the conference is null");
    }

    @Override
    public String name() {
        return "DESTROY_ROOM";
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visitDestroyRoom(this);
    }
}
