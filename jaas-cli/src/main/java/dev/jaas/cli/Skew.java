package dev.jaas.cli;

import java.time.Duration;
import java.time.Instant;

/**
 * How far this machine's clock is ahead of another, as far as one exchange can tell; behind is less than zero.
 *
 * @param least it is ahead by this at least
 * @param most it is ahead by this at most
 */
record Skew(Duration least, Duration most) {

    /**
     * The other clock was read at some moment between the request and its answer.
     *
     * @param sent by our clock, before the request
     * @param received by our clock, after the answer
     * @param earliest the least that the other clock may have shown
     * @param latest the most that it may have shown
     */
    static Skew of(Instant sent, Instant received, Instant earliest, Instant latest) {
        return new Skew(Duration.between(latest, sent), Duration.between(earliest, received));
    }

    boolean isAheadByMoreThan(Duration limit) {
        return least.compareTo(limit) > 0;
    }

    boolean isBehindByAtLeast(Duration limit) {
        return most.negated().compareTo(limit) >= 0;
    }

    /** What is certain of it, if it is certain which clock is ahead; for example {@code 119 s}. */
    String certain() {
        return roughly(least.isNegative() ? most.negated() : least);
    }

    /** How far apart the clocks are at most, in seconds. */
    long atMostSeconds() {
        Duration apart = most.compareTo(least.negated()) > 0 ? most : least.negated();
        return apart.plusSeconds(1).minusNanos(1).toSeconds();
    }

    private static String roughly(Duration duration) {
        if (duration.toMinutes() < 10) {
            return duration.toSeconds() + " s";
        }
        if (duration.toHours() < 2) {
            return duration.toMinutes() + " min";
        }
        return duration.toDays() < 2 ? duration.toHours() + " h" : duration.toDays() + " days";
    }
}
