// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code Retry-After}: seconds or an HTTP date (RFC 9110 §10.2.3). Public servers also send fractions of seconds and
 * several values. The result is in whole seconds, rounded up, and the longest wait counts; anything else counts as absent.
 */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("([0-9]++)(?:\\.([0-9]*+))?");

    /** A comma between two values, not one after a date's name of the day. */
    private static final Pattern SEPARATOR =
            Pattern.compile("(?<!mon|tue|wed|thu|fri|sat|sun|day),", Pattern.CASE_INSENSITIVE);

    /** Longer than any timeout, and short enough to add to any date. */
    private static final int MAX_DIGITS = 12;

    /** More than any server sends, and few enough for the time that they take. */
    private static final int MAX_VALUES = 16;

    private RetryAfter() {}

    /**
     * Reads all values of the header.
     *
     * @param values the values, separated by commas
     * @param now the current time
     * @return the longest of the waits, or null if no value is one
     */
    static @Nullable Duration parse(String values, Instant now) {
        return SEPARATOR
                .splitAsStream(values)
                .limit(MAX_VALUES)
                .flatMap(value -> parseOne(value.strip(), now).stream())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Optional<Duration> parseOne(String value, Instant now) {
        Matcher seconds = SECONDS.matcher(value);
        return seconds.matches()
                ? Optional.of(Duration.ofSeconds(roundedUp(seconds.group(1), seconds.group(2))))
                : HttpDate.parse(value, now).map(date -> Duration.ofSeconds(Math.max(0, secondsUntil(date, now))));
    }

    private static long secondsUntil(Instant date, Instant now) {
        return Duration.between(now, date).plusSeconds(1).minusNanos(1).toSeconds();
    }

    private static long roundedUp(String whole, @Nullable String fraction) {
        String digits = whole.replaceFirst("^0+(?=.)", "");
        long seconds = digits.length() > MAX_DIGITS ? 1_000_000_000_000L : Long.parseLong(digits);
        return fraction == null || fraction.replace("0", "").isEmpty() ? seconds : seconds + 1;
    }
}
