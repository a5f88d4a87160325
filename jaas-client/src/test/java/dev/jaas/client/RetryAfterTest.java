// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    /** Far more than it needs, also on a busy machine, and far less than time that grows with the square of the length. */
    private static final Duration MAX_TIME = Duration.ofSeconds(5);

    @ParameterizedTest
    @CsvSource({
        "0,                              0",
        "2,                              2",
        "' 120 ',                        120",
        "'\t120\t',                      120",
        "007,                            7",
        "000000000000000000,             0",
        "1000000000000,                  1000000000000",
        "999999999999,                   999999999999",
        "99999999999999999999999999,     1000000000000",
        "'Tue, 24 Nov 2026 12:00:05 GMT', 5",
        "'Tuesday, 24-Nov-26 12:00:05 GMT', 5",
        "'Tue Nov 24 12:00:05 2026',     5",
        "'tue, 24 nov 2026 12:00:05 gmt', 5",
        "'Tue, 24 Nov 2026 12:00:00 GMT', 0",
        "'Tue, 24 Nov 2026 11:59:59 GMT', 0",
        "'Sunday, 06-Nov-94 08:49:37 GMT', 0",
        "'Sun Nov  6 08:49:37 1994',     0"
    })
    void parse_secondsOrADate_isTheTimeFromNow(String value, long seconds) {
        assertThat(RetryAfter.parse(value, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "1.5,           2",
        "299.997,       300",
        "0.001,         1",
        "1.05,          2",
        "01.50,         2",
        "2.0,           2",
        "2.,            2",
        "0.0,           0",
        "9999999999999.9, 1000000000001"
    })
    void parse_fractionOfASecond_isRoundedUp(String value, long seconds) {
        assertThat(RetryAfter.parse(value, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "'60,120',                                                       120",
        "'120 , 60',                                                     120",
        "'5,Tue, 24 Nov 2026 12:00:09 GMT',                              9",
        "'10, Tue, 24 Nov 2026 12:00:09 GMT',                            10",
        "'Tue, 24 Nov 2026 12:00:09 GMT,Tue, 24 Nov 2026 12:00:07 GMT',  9",
        "'TUE, 24 NOV 2026 12:00:07 GMT, TUESDAY, 24-NOV-26 12:00:09 GMT', 9",
        "'Tue Nov 24 12:00:09 2026, 5',                                  9",
        "'soon, 3',                                                      3",
        "'3, -1, ,',                                                     3"
    })
    void parse_severalValues_isTheLongestWait(String values, long seconds) {
        assertThat(RetryAfter.parse(values, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void parse_moreValuesThanAnyServerSends_areIgnored() {
        assertThat(RetryAfter.parse("1,".repeat(15) + "7", NOW)).hasSeconds(7);
        assertThat(RetryAfter.parse("1,".repeat(16) + "7", NOW)).hasSeconds(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "999, 2", "1000, 1", "1001, 1", "1999, 1", "2000, 0", "2001, 0", "2999, 0", "3001, 0"})
    void parse_dateNotAWholeNumberOfSecondsAhead_isRoundedUp(long millisLater, long seconds) {
        assertThat(RetryAfter.parse("Tue, 24 Nov 2026 12:00:02 GMT", NOW.plusMillis(millisLater)))
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "-1",
                "+1",
                ".5",
                "1.5.1",
                "1.5s",
                "1e3",
                "soon",
                "1 2",
                "0x10",
                "\u0661",
                "2026-11-24T12:00:05Z",
                "Tue, 32 Nov 2026 12:00:05 GMT"
            })
    void parse_anythingElse_isAsGoodAsAbsent(String value) {
        assertThat(RetryAfter.parse(value, NOW)).isNull();
    }

    /** A header can be as long as the transport permits. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "9", ",", "1,", "Tue, ", " ", "1."})
    void parse_longValue_isNotSlow(String repeated) {
        String value = repeated.repeat(100_000);

        assertTimeoutPreemptively(MAX_TIME, () -> RetryAfter.parse(value + "x", NOW));
    }

    @Property
    void parse_anyText_isNeverNegativeAndNeverThrows(@ForAll String text) {
        assertThatCode(() -> {
                    Duration wait = RetryAfter.parse(text, NOW);
                    assertThat(wait == null || !wait.isNegative()).isTrue();
                })
                .doesNotThrowAnyException();
    }
}
