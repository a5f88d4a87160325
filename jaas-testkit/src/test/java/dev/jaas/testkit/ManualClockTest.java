// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ManualClockTest {

    private final ManualClock clock = new ManualClock();

    @Test
    void advance_anHour_movesTheClockAndItsZonedViews() {
        ZoneId zone = ZoneId.of("Europe/Bucharest");
        Clock view = clock.withZone(zone);
        Instant before = clock.instant();

        clock.advance(Duration.ofHours(1));

        assertThat(clock.instant()).isEqualTo(before.plusSeconds(3600)).isEqualTo(view.instant());
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(view.getZone()).isEqualTo(zone);
        assertThat(view.withZone(ZoneOffset.UTC).instant()).isEqualTo(view.instant());
    }
}
