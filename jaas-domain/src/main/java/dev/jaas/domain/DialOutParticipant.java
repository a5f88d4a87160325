package dev.jaas.domain;

import static java.util.Objects.requireNonNull;

/**
 * {@code DIAL_OUT_PARTICIPANT}: calls a phone and brings it into the meeting. JaaS bills it, and twice if it is carried out
 * twice, so it is the one command that is never repeated.
 *
 * <p>While nobody is in the room the call waits for the first participant (specification, note 2). The webhook
 * {@code DIAL_OUT_STARTED} says that the callee has joined.
 *
 * @param conference the conference
 * @param phone the phone to call
 */
public record DialOutParticipant(ConferenceName conference, PhoneNumber phone) implements MeetingCommand {

    /** Checks that nothing is missing. */
    public DialOutParticipant {
        requireNonNull(conference, "conference");
        requireNonNull(phone, "phone");
    }

    @Override
    public String name() {
        return "DIAL_OUT_PARTICIPANT";
    }

    @Override
    public boolean repeatable() {
        return false;
    }
}
