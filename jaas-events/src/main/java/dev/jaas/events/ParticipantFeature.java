// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import java.util.Locale;

/**
 * What a participant may use in a meeting: the members of {@code context.features} of a participant's token, as 8x8's documentation,
 * <em>The Jitsi JSON Web Token</em>, lists them.
 */
public enum ParticipantFeature {
    /** {@code livestreaming}: start a live stream. */
    LIVESTREAMING,
    /** {@code recording}: start a recording. */
    RECORDING,
    /** {@code transcription}: start a transcription. */
    TRANSCRIPTION,
    /** {@code sip-inbound-call}: SIP calls into the meeting. */
    SIP_INBOUND_CALL,
    /** {@code sip-outbound-call}: SIP calls out of the meeting. */
    SIP_OUTBOUND_CALL,
    /** {@code inbound-call}: phone calls into the meeting. */
    INBOUND_CALL,
    /** {@code outbound-call}: phone calls out of the meeting, which are billed. */
    OUTBOUND_CALL,
    /** {@code file-upload}: share files. */
    FILE_UPLOAD,
    /** {@code list-visitors}: see who the visitors are. */
    LIST_VISITORS,
    /** {@code send-groupchat}: write to everybody, where the branding makes that a permission. */
    SEND_GROUPCHAT,
    /** {@code create-polls}: create polls, where the branding makes that a permission. */
    CREATE_POLLS;

    /**
     * The name of the feature in a token.
     *
     * @return for example {@code outbound-call}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
