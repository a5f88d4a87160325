// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A time in a token.
 *
 * @param claim its value: seconds since 1970, or null if it is missing
 * @param now when the token is judged
 */
record TokenTime(@Nullable Object claim, Instant now) {

    /** The last second of the year 9999: what is larger is no time in seconds. */
    private static final long MAX_SECONDS = 253_402_300_799L;

    /** As {@link #MAX_SECONDS}, but for times that people use: the year 2286. */
    private static final long MAX_USUAL_SECONDS = 9_999_999_999L;

    /** Empty if the value is no integer of seconds. */
    Optional<Instant> instant() {
        return claim instanceof Long seconds && seconds >= 0 && seconds <= MAX_SECONDS
                ? Optional.of(Instant.ofEpochSecond(seconds))
                : Optional.empty();
    }

    boolean looksLikeMilliseconds() {
        return claim instanceof Long number && number > MAX_USUAL_SECONDS;
    }

    String text() {
        return instant()
                .map(time -> time + " (" + distance(time) + ")")
                .orElse(claim == null ? "missing" : "not an integer of seconds since 1970");
    }

    private String distance(Instant time) {
        Duration distance = Duration.between(now, time);
        return distance.isNegative() ? rounded(distance.negated()) + " ago" : "in " + rounded(distance);
    }

    /** In the largest unit of which there are two or more. */
    static String rounded(Duration duration) {
        if (duration.toDays() >= 2) {
            return duration.toDays() + " days";
        }
        if (duration.toHours() >= 2) {
            return duration.toHours() + " h";
        }
        return duration.toMinutes() >= 2 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }
}
