package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0,                              0",
        "2,                              2",
        "' 120 ',                        120",
        "007,                            7",
        "000000000000000000,             0",
        "1000000000000,                  1000000000000",
        "999999999999,                   999999999999",
        "99999999999999999999999999,     1000000000000",
        "'Tue, 24 Nov 2026 12:00:05 GMT', 5",
        "'Tue, 24 Nov 2026 12:00:00 GMT', 0",
        "'Tue, 24 Nov 2026 11:59:59 GMT', 0",
        "'Sun, 06 Nov 1994 08:49:37 GMT', 0"
    })
    void parse_secondsOrADate_isTheTimeFromNow(String value, long seconds) {
        assertThat(RetryAfter.parse(value, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+1",
                "1.5",
                "1e3",
                "soon",
                "1 2",
                "0x10",
                "\u0661",
                "2026-11-24T12:00:05Z",
                "Mon, 24 Nov 2026 12:00:05 GMT",
                "Tue, 32 Nov 2026 12:00:05 GMT"
            })
    void parse_anythingElse_isAsGoodAsAbsent(String value) {
        assertThat(RetryAfter.parse(value, NOW)).isNull();
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
