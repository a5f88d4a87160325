// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import dev.jaas.domain.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reactions of participants. The {@code participantId} of these events is a user id. */
@SuppressWarnings("exports") // JSpecify is optional for users of this module
public sealed interface ReactionEvent extends ConferenceEvent {

    /**
     * {@code REACTIONS}: a participant reacted.
     *
     * @param envelope what every event has
     * @param user the user, or null if absent
     * @param jid their address in XMPP, or null if absent
     * @param name their name, or null if absent
     * @param reactions for example {@code surprised}, in their order
     */
    record Reacted(
            EventEnvelope envelope,
            @Nullable UserId user,
            @Nullable String jid,
            @Nullable String name,
            List<String> reactions)
            implements ReactionEvent {

        /** Copies the list. */
        public Reacted {
            reactions = List.copyOf(reactions);
        }
    }

    /**
     * {@code AGGREGATED_REACTIONS}: all reactions of a meeting, sent when it is over.
     *
     * @param envelope what every event has
     * @param reactions in the order in which JaaS lists them
     */
    record Aggregated(EventEnvelope envelope, List<Reaction> reactions) implements ReactionEvent {

        /** Copies the list. */
        public Aggregated {
            reactions = List.copyOf(reactions);
        }
    }

    /**
     * One reaction.
     *
     * @param user the user, or null if absent
     * @param name their name, or null if absent
     * @param time when they reacted, or null if absent
     * @param reaction for example {@code like}, or null if absent
     */
    record Reaction(
            @Nullable UserId user,
            @Nullable String name,
            @Nullable Instant time,
            @Nullable String reaction) {}
}
