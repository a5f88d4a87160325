// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the dates in HTTP headers, for tools that compare clocks by the {@code Date} of a response. Applications do not need
 * it.
 */
public final class HttpDate {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final String DAY_NAME = "(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*";
    private static final String DAY = "(?<day>[0-9]{1,2})";
    private static final String MONTH = "(?<month>" + String.join("|", MONTHS) + ")";
    private static final String TIME =
            "(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-5][0-9]|60)"; // 60: a leap second

    private static final List<Pattern> FORMS = List.of(
            form("(?:" + DAY_NAME + ", *)?" + DAY + "[ -]" + MONTH + "[ -](?<year>[0-9]{2}|[0-9]{4}) +" + TIME
                    + " +(?:GMT|UTC|[+-]0000)"), // IMF-fixdate and rfc850-date
            form(DAY_NAME + " +" + MONTH + " +" + DAY + " +" + TIME + " +(?<year>[0-9]{4})")); // asctime-date

    private static final int CENTURY = 100;
    private static final int MAX_YEARS_AHEAD = 50;

    private HttpDate() {}

    /**
     * Reads a date in any of the three forms that a recipient must accept (RFC 9110 §5.6.7), in upper or lower case. The name
     * of the day is not compared with the date.
     *
     * @param value a header's value
     * @param now the current time: a year of two digits is the latest one that is at most 50 years ahead of it
     * @return the date, or empty if the value is not one
     */
    public static Optional<Instant> parse(String value, Instant now) {
        requireNonNull(value, "the date is null");
        requireNonNull(now, "the time is null");
        String text = value.strip();
        try {
            for (Pattern form : FORMS) {
                Matcher date = form.matcher(text);
                if (date.matches()) {
                    return Optional.of(instant(date, now));
                }
            }
        } catch (DateTimeException e) { // no such day or time
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Instant instant(Matcher date, Instant now) {
        String year = date.group("year");
        int number = Integer.parseInt(year);
        if (year.length() > 2) {
            return instant(date, number);
        }
        OffsetDateTime limit = now.atOffset(ZoneOffset.UTC).plusYears(MAX_YEARS_AHEAD);
        int latest = limit.getYear() - Math.floorMod(limit.getYear() - number, CENTURY);
        Instant instant = instant(date, latest);
        return instant.isAfter(limit.toInstant()) ? instant(date, latest - CENTURY) : instant;
    }

    private static Instant instant(Matcher date, int year) {
        int month = MONTHS.indexOf(date.group("month").toLowerCase(Locale.ROOT)) + 1;
        return LocalDate.of(year, month, number(date, "day"))
                .atTime(number(date, "hour"), number(date, "minute"))
                .plusSeconds(number(date, "second"))
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(Matcher date, String group) {
        return Integer.parseInt(date.group(group));
    }

    private static Pattern form(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    }
}
