// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jaas.verification.benchmarks.report.Row.Goal;
import dev.jaas.verification.benchmarks.report.Row.Statistic;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowTest {

    @Test
    void ratio_isTheMedianOfThePairsRatios() {
        Row row = row(Statistic.RATIO).with(List.of(10.0, 20.0, 90.0), List.of(10.0, 10.0, 30.0));

        assertThat(row.value()).isEqualTo(2.0, within(0.0));
    }

    @Test
    void difference_isThatOfTheMedians() {
        Row row = row(Statistic.DIFFERENCE).with(List.of(10.0, 20.0, 90.0), List.of(1.0, 2.0, 3.0));

        assertThat(row.value()).isEqualTo(18.0, within(0.0));
    }

    @Test
    void maximum_isTheLargest() {
        assertThat(row(Statistic.MAXIMUM)
                        .with(List.of(1.0, 7.0, 3.0), List.of())
                        .value())
                .isEqualTo(7.0, within(0.0));
    }

    @Test
    void confidenceInterval_ofNoisyPairs_containsTheRatioAndIsNarrowerThanTheSpread() {
        Random random = new Random(7);
        List<Double> first = random.doubles(21, 0.8, 1.2).boxed().toList();
        List<Double> second = first.stream().map(value -> 1.0).toList();
        Row row = row(Statistic.RATIO).with(first, second);

        double[] interval = row.confidenceInterval();

        assertThat(row.value()).isBetween(interval[0], interval[1]);
        assertThat(interval[1] - interval[0]).isLessThan(0.3).isPositive();
    }

    @Test
    void goal_atMost_isReachedByLess() {
        assertThat(Goal.atMost(4).isReachedBy(3.9)).isTrue();
        assertThat(Goal.atMost(4).isReachedBy(4.1)).isFalse();
        assertThat(Goal.atLeast(4).isReachedBy(4.1)).isTrue();
    }

    private static Row row(Statistic statistic) {
        return Row.of("id", "measure", "first", "second", "unit", statistic, Goal.atLeast(1));
    }
}
