// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PacerTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void reserve_inTime_isOneIntervalAfterTheOther() {
        Pacer pacer = new Pacer(SECOND / 10, 5);

        assertThat(pacer.reserve(5)).isZero();
        assertThat(pacer.reserve(5)).isEqualTo(SECOND / 10);
        assertThat(pacer.reserve(5 + SECOND / 10)).isEqualTo(SECOND / 10);
    }

    @Test
    void reserve_sleepsTooLong_keepsTheRate() {
        long now = -SECOND; // nanoTime may be negative
        Pacer pacer = new Pacer(SECOND / 1000, now);
        for (int i = 0; i < 10_000; i++) {
            now += Math.max(0, pacer.reserve(now)) + (i % 2 == 0 ? 0 : 1_500_000); // more than an interval
        }
        assertThat(now + SECOND).isBetween(9_990 * (SECOND / 1000), 10_010 * (SECOND / 1000));
    }

    @Test
    void reserve_afterAPause_doesNotMakeUpForAllOfIt() {
        Random random = new Random(1);
        Pacer pacer = new Pacer(SECOND / 100, 0);
        long now = 0;
        long[] starts = new long[1000];
        for (int i = 0; i < starts.length; i++) {
            now += Math.max(0, pacer.reserve(now)) + (random.nextInt(100) == 0 ? 5 * SECOND : random.nextInt(1000));
            starts[i] = now;
        }
        for (int i = 0; i + 110 < starts.length; i++) {
            assertThat(starts[i + 110] - starts[i]).as("110 starts from %s", i).isGreaterThan(SECOND);
        }
    }
}
