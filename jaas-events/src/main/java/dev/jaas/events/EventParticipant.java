// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A participant as an event describes them. Everything may be absent; name, e-mail address and avatar are what the participant's token
 * or the participant says.
 *
 * @param participantId the id in this meeting, which a kick takes, or null if absent
 * @param userId the id of the user from the participant's token, which a ban takes, or null if absent
 * @param name the name to show, or null if absent
 * @param email the e-mail address, or null if absent
 * @param avatar the http or https address of a picture, or null if absent
 * @param jid the participant's address in XMPP, or null if absent
 * @param moderator whether they are a moderator; false if absent
 */
@SuppressWarnings("exports") // JSpecify is optional for users of this module
public record EventParticipant(
        @Nullable ParticipantId participantId,
        @Nullable UserId userId,
        @Nullable String name,
        @Nullable String email,
        @Nullable URI avatar,
        @Nullable String jid,
        boolean moderator) {}
