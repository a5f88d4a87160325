// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an event showed that a command has taken effect. */
public final class Confirmation {

    /** What is known of a command. */
    public enum Outcome {
        /** An event shows that the command has taken effect. */
        CONFIRMED,
        /**
         * No such event came in time, or the {@link CommandConfirmations} were closed. This does not mean that the command had no
         * effect: the event may be late, and a phone that nobody answers has none.
         */
        UNCONFIRMED,
        /** The command, a ban, is followed by no event: there is nothing to wait for. */
        NOT_CONFIRMABLE
    }

    static final Confirmation UNCONFIRMED = new Confirmation(Outcome.UNCONFIRMED, null);
    static final Confirmation NOT_CONFIRMABLE = new Confirmation(Outcome.NOT_CONFIRMABLE, null);

    private final Outcome outcome;
    private final @Nullable ConferenceEvent event;

    private Confirmation(Outcome outcome, @Nullable ConferenceEvent event) {
        this.outcome = outcome;
        this.event = event;
    }

    static Confirmation by(ConferenceEvent event) {
        return new Confirmation(Outcome.CONFIRMED, event);
    }

    /**
     * What is known.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * Whether an event showed that the command has taken effect.
     *
     * @return true for {@link Outcome#CONFIRMED} only
     */
    public boolean isConfirmed() {
        return outcome == Outcome.CONFIRMED;
    }

    /**
     * The event that confirms the command.
     *
     * @return the event, or empty unless the outcome is {@link Outcome#CONFIRMED}
     */
    public Optional<ConferenceEvent> event() {
        return Optional.ofNullable(event);
    }

    @Override
    public String toString() {
        return event == null ? outcome.toString() : outcome + " by " + event.type() + " " + event.idempotencyKey();
    }
}
