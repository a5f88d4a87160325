// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static java.util.Objects.requireNonNull;

/**
 * {@code HANG_UP_CALL}: cancels a call that has not been answered, or removes the phone that has joined. The webhook
 * {@code PARTICIPANT_LEFT} confirms the latter.
 *
 * @param conference the conference
 * @param phone the phone that was called; the service finds the call by the text of its number
 */
public record HangUpCall(ConferenceName conference, PhoneNumber phone) implements MeetingCommand {

    /** Checks that nothing is missing. */
    public HangUpCall {
        requireNonNull(conference, "the conference is null");
        requireNonNull(phone, "the phone number is null");
    }

    @Override
    public String name() {
        return "HANG_UP_CALL";
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visitHangUpCall(this);
    }
}
