// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static java.util.Objects.requireNonNull;

/**
 * {@code DIAL_OUT_PARTICIPANT}: calls a phone and adds it to the meeting. JaaS bills each execution, so this is the one command
 * that is never repeated.
 *
 * <p>While the room is empty the call waits for the first participant (specification, note 2). The webhook
 * {@code DIAL_OUT_STARTED} reports that the callee has joined.
 *
 * @param conference the conference
 * @param phone the phone to call
 */
public record DialOutParticipant(ConferenceName conference, PhoneNumber phone) implements MeetingCommand {

    /** Checks that nothing is missing. */
    public DialOutParticipant {
        requireNonNull(conference, "the conference is null");
        requireNonNull(phone, "the phone number is null");
    }

    @Override
    public String name() {
        return "DIAL_OUT_PARTICIPANT";
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visitDialOutParticipant(this);
    }

    @Override
    public boolean repeatable() {
        return false;
    }
}
