// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event with the time of its arrival. Guarded by the lock of {@link CommandConfirmations}. */
final class SeenEvent {

    private final String conference;
    private final ConferenceEvent event;
    private final Instant arrival;
    private @Nullable DialOutId claimant;
    private boolean offered;

    SeenEvent(String conference, ConferenceEvent event, Instant arrival) {
        this.conference = conference;
        this.event = event;
        this.arrival = arrival;
    }

    String conference() {
        return conference;
    }

    ConferenceEvent event() {
        return event;
    }

    Instant arrival() {
        return arrival;
    }

    /**
     * Whether the event can be the effect of a command that was sent at that time. The times of sending and of arrival are by this
     * machine's clock. The time at which it happened is by 8x8's, which may differ a little: only that has a tolerance.
     */
    boolean isEffectOf(Instant sent) {
        return !arrival.isBefore(sent)
                && !event.timestamp().plus(CommandConfirmations.CLOCK_TOLERANCE).isBefore(sent);
    }

    /**
     * Takes the event for one dial-out, where each event is the effect of one only. Among those that wait when it arrives, the first
     * takes it; later it is given to those who ask for the same dial-out again.
     */
    boolean claim(DialOutId by) {
        if (claimant == null) {
            claimant = by;
            return true;
        }
        return offered && claimant.isAskedForBy(by);
    }

    /** Remembers that those who waited when the event arrived have been asked. */
    void markOffered() {
        offered = true;
    }
}
