// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.doctor;

import java.time.Duration;
import java.time.Instant;

/**
 * How far this machine's clock is ahead of another one, as an interval; negative if it is behind.
 *
 * @param min it is ahead by this at least
 * @param max it is ahead by this at max
 */
record ClockSkew(Duration min, Duration max) {

    /**
     * Computes the skew from one exchange, during which the other clock was read.
     *
     * @param sent our clock before the request
     * @param received our clock after the response
     * @param earliest the earliest time that the other clock may have shown
     * @param latest the latest time that it may have shown
     */
    static ClockSkew of(Instant sent, Instant received, Instant earliest, Instant latest) {
        return new ClockSkew(Duration.between(latest, sent), Duration.between(earliest, received));
    }

    boolean isAheadByMoreThan(Duration limit) {
        return min.compareTo(limit) > 0;
    }

    boolean isBehindByAtLeast(Duration limit) {
        return max.negated().compareTo(limit) >= 0;
    }

    /** The smallest skew in the interval, for example {@code 119 s}; only if it is certain which clock is ahead. */
    String atLeast() {
        return rounded(min.isNegative() ? max.negated() : min);
    }

    /** The largest skew in the interval, in seconds, rounded up. */
    long atMostSeconds() {
        Duration apart = max.compareTo(min.negated()) > 0 ? max : min.negated();
        return apart.plusSeconds(1).minusNanos(1).toSeconds();
    }

    private static String rounded(Duration duration) {
        if (duration.toMinutes() < 10) {
            return duration.toSeconds() + " s";
        }
        if (duration.toHours() < 2) {
            return duration.toMinutes() + " min";
        }
        return duration.toDays() < 2 ? duration.toHours() + " h" : duration.toDays() + " days";
    }
}
