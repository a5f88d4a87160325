// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DurationsTest {

    @Test
    void quantile_ofAThousandDurations_isWithinOneSixteenth() {
        Durations durations = new Durations();
        for (int micros = 1; micros <= 1000; micros++) {
            durations.add(micros * 1000L);
        }

        assertThat(durations.quantileMicros(0.5)).isCloseTo(500, Percentage.withPercentage(6.25));
        assertThat(durations.quantileMicros(0.99)).isCloseTo(990, Percentage.withPercentage(6.25));
        assertThat(durations.quantileMicros(1)).isEqualTo(1000, within(0.0));
        assertThat(durations.maxMicros()).isEqualTo(1000, within(0.0));
    }

    @Test
    void durations_ofAnySize_areCounted() {
        for (int bit = 0; bit < Long.SIZE - 1; bit++) {
            Durations durations = new Durations();
            durations.add(1L << bit);

            assertThat(durations.quantileMicros(0.5)).isEqualTo((1L << bit) / 1000.0, within(0.0));
        }
    }
}
