package dev.jaas.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event with the time of its arrival. Guarded by the lock of {@link CommandConfirmations}. */
final class SeenEvent {

    private final String conference;
    private final ConferenceEvent event;
    private final Instant arrival;
    private @Nullable Object claimant;

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
     * Whether the event can be the effect of a command that was sent at that time: it arrived later, by this machine's clock, and
     * it happened later, by 8x8's, which may differ a little.
     */
    boolean isEffectOf(Instant sent) {
        return !arrival.isBefore(sent)
                && !event.timestamp().plus(CommandConfirmations.CLOCK_TOLERANCE).isBefore(sent);
    }

    /**
     * Takes the event for one command, where each event is the effect of one only.
     *
     * @param by what stands for the command; equal to what stood for it if the event was taken for it before
     */
    boolean claim(Object by) {
        if (claimant == null) {
            claimant = by;
        }
        return claimant.equals(by);
    }
}
