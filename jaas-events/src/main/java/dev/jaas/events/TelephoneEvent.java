// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** A telephone or SIP device joined or left a conference. The ends carry no number: match them by participant id. */
@SuppressWarnings("exports") // JSpecify is optional for users of this module
public sealed interface TelephoneEvent extends ConferenceEvent {

    /**
     * The telephone as a participant of the meeting, which a kick takes.
     *
     * @return the participant id, or null if absent
     */
    @Nullable
    ParticipantId participantId();

    /**
     * Its address in XMPP.
     *
     * @return the JID, or null if absent
     */
    @Nullable
    String jid();

    /**
     * {@code DIAL_IN_STARTED}: somebody dialled into the conference.
     *
     * @param envelope what every event has
     * @param participantId the telephone as a participant, or null if absent
     * @param jid its address in XMPP, or null if absent
     * @param nick its name in the meeting, or null if absent
     * @param phone the number, which stands in parentheses at the end of {@code nick}, or null if there is none
     */
    record DialInStarted(
            EventEnvelope envelope,
            @Nullable ParticipantId participantId,
            @Nullable String jid,
            @Nullable String nick,
            @Nullable PhoneNumber phone)
            implements TelephoneEvent {}

    /**
     * {@code DIAL_IN_ENDED}: a caller is gone.
     *
     * @param envelope what every event has
     * @param participantId the participant that is gone, or null if absent
     * @param jid its address in XMPP, or null if absent
     */
    record DialInEnded(
            EventEnvelope envelope,
            @Nullable ParticipantId participantId,
            @Nullable String jid) implements TelephoneEvent {}

    /**
     * {@code DIAL_OUT_STARTED}: the callee of a dial-out has joined. There is no event for a phone that rings, or that nobody answers.
     *
     * @param envelope what every event has
     * @param participantId the telephone as a participant, or null if absent
     * @param jid its address in XMPP, or null if absent
     * @param nick its name in the meeting, or null if absent
     * @param phone the number, which stands in parentheses at the end of {@code nick}, or null if there is none
     */
    record DialOutStarted(
            EventEnvelope envelope,
            @Nullable ParticipantId participantId,
            @Nullable String jid,
            @Nullable String nick,
            @Nullable PhoneNumber phone)
            implements TelephoneEvent {}

    /**
     * {@code DIAL_OUT_ENDED}: the callee of a dial-out is gone.
     *
     * @param envelope what every event has
     * @param participantId the participant that is gone, or null if absent
     * @param jid its address in XMPP, or null if absent
     */
    record DialOutEnded(
            EventEnvelope envelope,
            @Nullable ParticipantId participantId,
            @Nullable String jid) implements TelephoneEvent {}

    /**
     * {@code SIP_CALL_IN_STARTED}: a SIP caller joined.
     *
     * @param envelope what every event has
     * @param participantId the telephone as a participant, or null if absent
     * @param jid its address in XMPP, or null if absent
     * @param nick its name in the meeting, or null if absent
     * @param sipAddress the SIP address, or null if absent
     */
    record SipCallInStarted(
            EventEnvelope envelope,
            @Nullable ParticipantId participantId,
            @Nullable String jid,
            @Nullable String nick,
            @Nullable String sipAddress)
            implements TelephoneEvent {}

    /**
     * {@code SIP_CALL_IN_ENDED}: a SIP caller is gone.
     *
     * @param envelope what every event has
     * @param participantId the participant that is gone, or null if absent
     * @param jid its address in XMPP, or null if absent
     */
    record SipCallInEnded(
            EventEnvelope envelope,
            @Nullable ParticipantId participantId,
            @Nullable String jid) implements TelephoneEvent {}

    /**
     * {@code SIP_CALL_OUT_STARTED}: a SIP callee joined.
     *
     * @param envelope what every event has
     * @param participantId the telephone as a participant, or null if absent
     * @param jid its address in XMPP, or null if absent
     * @param nick its name in the meeting, or null if absent
     * @param sipAddress the SIP address, or null if absent
     */
    record SipCallOutStarted(
            EventEnvelope envelope,
            @Nullable ParticipantId participantId,
            @Nullable String jid,
            @Nullable String nick,
            @Nullable String sipAddress)
            implements TelephoneEvent {}

    /**
     * {@code SIP_CALL_OUT_ENDED}: a SIP callee is gone.
     *
     * @param envelope what every event has
     * @param participantId the participant that is gone, or null if absent
     * @param jid its address in XMPP, or null if absent
     */
    record SipCallOutEnded(
            EventEnvelope envelope,
            @Nullable ParticipantId participantId,
            @Nullable String jid) implements TelephoneEvent {}
}
