// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static java.util.Objects.requireNonNull;

/**
 * {@code KICK_PARTICIPANT}: removes a participant from the meeting and informs them. The webhook {@code PARTICIPANT_LEFT}
 * with the reason {@code kicked} confirms it. They can rejoin unless they are banned, too.
 *
 * @param conference the conference
 * @param participant the participant, by participant id, not by user id
 */
public record KickParticipant(ConferenceName conference, ParticipantId participant) implements MeetingCommand {

    /** Checks that nothing is missing. */
    public KickParticipant {
        requireNonNull(conference, "the conference is null");
        requireNonNull(participant, "the participant id is null");
    }

    @Override
    public String name() {
        return "KICK_PARTICIPANT";
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visitKickParticipant(this);
    }
}
