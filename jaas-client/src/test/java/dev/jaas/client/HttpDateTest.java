// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The examples of RFC 9110 §5.6.7.
                "Sun, 06 Nov 1994 08:49:37 GMT    | 1994-11-06T08:49:37Z",
                "Sunday, 06-Nov-94 08:49:37 GMT   | 1994-11-06T08:49:37Z",
                "Sun Nov  6 08:49:37 1994         | 1994-11-06T08:49:37Z",
                // Other days, months and times.
                "Tue, 24 Nov 2026 12:00:05 GMT    | 2026-11-24T12:00:05Z",
                "Tuesday, 24-Nov-26 12:00:05 GMT  | 2026-11-24T12:00:05Z",
                "Tue Nov 24 12:00:05 2026         | 2026-11-24T12:00:05Z",
                "Thu, 01 Jan 1970 00:00:00 GMT    | 1970-01-01T00:00:00Z",
                "Sat, 29 Feb 2020 23:59:59 GMT    | 2020-02-29T23:59:59Z",
                "Thu, 31 Dec 2026 23:59:60 GMT    | 2027-01-01T00:00:00Z",
                // What else servers send.
                "SUN, 06 NOV 1994 08:49:37 GMT    | 1994-11-06T08:49:37Z",
                "sunday, 06-nov-94 08:49:37 gmt   | 1994-11-06T08:49:37Z",
                "sun nov  6 08:49:37 1994         | 1994-11-06T08:49:37Z",
                "Sun,06 Nov 1994 08:49:37 GMT     | 1994-11-06T08:49:37Z",
                "06 Nov 1994 08:49:37 GMT         | 1994-11-06T08:49:37Z",
                "Sun, 6 Nov 1994 08:49:37 GMT     | 1994-11-06T08:49:37Z",
                "Sun, 06 Nov 1994  08:49:37  UTC  | 1994-11-06T08:49:37Z",
                "Sun, 06 Nov 1994 08:49:37 +0000  | 1994-11-06T08:49:37Z",
                "Sun, 06-Nov-1994 08:49:37 GMT    | 1994-11-06T08:49:37Z",
                "Sun Nov 06 08:49:37 1994         | 1994-11-06T08:49:37Z",
                "Mon, 06 Nov 1994 08:49:37 GMT    | 1994-11-06T08:49:37Z",
                "'\t Sun, 06 Nov 1994 08:49:37 GMT ' | 1994-11-06T08:49:37Z"
            })
    void parse_anyFormOfADate_isTheDate(String value, Instant date) {
        assertThat(HttpDate.parse(value, NOW)).contains(date);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T12:00:00Z, 24-Nov-76 12:00:00, 2076-11-24T12:00:00Z", // 50 years ahead
        "2026-11-24T12:00:00Z, 24-Nov-76 12:00:01, 1976-11-24T12:00:01Z", // more than that
        "2026-11-24T12:00:00Z, 01-Jan-77 00:00:00, 1977-01-01T00:00:00Z",
        "2026-11-24T12:00:00Z, 31-Dec-99 23:59:59, 1999-12-31T23:59:59Z",
        "2026-11-24T12:00:00Z, 01-Jan-00 00:00:00, 2000-01-01T00:00:00Z",
        "2026-11-24T12:00:00Z, 24-Nov-26 12:00:05, 2026-11-24T12:00:05Z",
        "2099-12-31T23:59:59Z, 01-Jan-00 00:00:01, 2100-01-01T00:00:01Z", // the next century
        "2100-01-01T00:00:01Z, 31-Dec-99 23:59:59, 2099-12-31T23:59:59Z"
    })
    void parse_yearOfTwoDigits_isTheLatestThatIsAtMostFiftyYearsAhead(Instant now, String date, Instant expected) {
        assertThat(HttpDate.parse("Sunday, " + date + " GMT", now)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "120",
                "2026-11-24T12:00:05Z",
                "Tue, 32 Nov 2026 12:00:05 GMT",
                "Tue, 00 Nov 2026 12:00:05 GMT",
                "Sun, 29 Feb 2026 12:00:05 GMT",
                "Sunday, 29-Feb-26 12:00:05 GMT",
                "Tue Nov 31 12:00:05 2026",
                "Tue, 24 Nov 2026 24:00:05 GMT",
                "Tue, 24 Nov 2026 12:60:05 GMT",
                "Tue, 24 Nov 2026 12:00:61 GMT",
                "Tue, 24 Nov 026 12:00:05 GMT",
                "Tue, 24 Nov 2026 12:00 GMT",
                "Tue, 24 Nov 2026 12:00:05",
                "Tue, 24 Nov 2026 12:00:05 PST",
                "Tue, 24 Nov 2026 12:00:05 +0100",
                "Tue, 24 Nov 2026 12:00:05 GMT!",
                "Die, 24 Nov 2026 12:00:05 GMT",
                "Tue, 24 Dez 2026 12:00:05 GMT",
                "Tue, 24 11 2026 12:00:05 GMT",
                "Tue, \u0662\u0664 Nov 2026 12:00:05 GMT",
                "Tue Nov 24 12:00:05 26"
            })
    void parse_anythingElse_isEmpty(String value) {
        assertThat(HttpDate.parse(value, NOW)).isEmpty();
    }

    /** 1977 to 2076, so that two digits suffice. */
    @Property
    void parse_anyTime_isTheSameInEachForm(@ForAll @LongRange(min = 220_924_800, max = 3_345_062_400L) long seconds) {
        Instant time = Instant.ofEpochSecond(seconds);
        for (String form : new String[] {
            "EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM ppd HH:mm:ss yyyy"
        }) {
            String date = DateTimeFormatter.ofPattern(form, Locale.US).format(time.atOffset(ZoneOffset.UTC));

            assertThat(HttpDate.parse(date, NOW)).as(date).contains(time);
        }
    }
}
