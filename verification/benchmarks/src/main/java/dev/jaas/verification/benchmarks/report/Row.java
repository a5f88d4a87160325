// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One row of the table, with all that was measured for it.
 *
 * @param id names the row on the command line and across versions of Java
 * @param measure what is compared, in words
 * @param first what is measured
 * @param second what it is compared with, or empty
 * @param unit of the values
 * @param statistic what the goal is about
 * @param goal what the statistic is to reach
 * @param firstValues in the order of the pairs
 * @param secondValues as many, or none
 * @param note why there are no values, or empty
 */
public record Row(
        String id,
        String measure,
        String first,
        String second,
        String unit,
        Statistic statistic,
        Goal goal,
        List<Double> firstValues,
        List<Double> secondValues,
        String note) {

    /** What is made of the values. */
    public enum Statistic {
        /** The median of the ratios of the pairs. */
        RATIO,
        /** The median of the first values. */
        MEDIAN,
        /** The largest of the first values. */
        MAXIMUM,
        /** The median of the first values less that of the second. */
        DIFFERENCE
    }

    /**
     * What a statistic is to reach.
     *
     * @param atLeast whether more is better
     * @param limit the number
     */
    public record Goal(boolean atLeast, double limit) {

        /** A lower limit. */
        public static Goal atLeast(double limit) {
            return new Goal(true, limit);
        }

        /** An upper limit. */
        public static Goal atMost(double limit) {
            return new Goal(false, limit);
        }

        boolean isReachedBy(double value) {
            return atLeast ? value >= limit : value <= limit;
        }
    }

    /** A row that is to be measured. */
    public static Row of(
            String id, String measure, String first, String second, String unit, Statistic statistic, Goal goal) {
        return new Row(id, measure, first, second, unit, statistic, goal, List.of(), List.of(), "");
    }

    /** The row of something that cannot be measured here. */
    public Row skipped(String why) {
        return new Row(id, measure, first, second, unit, statistic, goal, List.of(), List.of(), why);
    }

    /** The row with values. */
    public Row with(List<Double> first, List<Double> second) {
        return new Row(
                id,
                measure,
                this.first,
                this.second,
                unit,
                statistic,
                goal,
                List.copyOf(first),
                List.copyOf(second),
                note);
    }

    @JsonIgnore
    boolean isMeasured() {
        return !firstValues.isEmpty();
    }

    /** The statistic of all values. */
    double value() {
        return value(IntStream.range(0, firstValues.size()).toArray());
    }

    private double value(int[] pairs) {
        double[] numerators = Statistics.pick(firstValues, pairs);
        return switch (statistic) {
            case RATIO -> Statistics.median(ratios(pairs));
            case MEDIAN -> Statistics.median(numerators);
            case MAXIMUM ->
                IntStream.of(pairs).mapToDouble(firstValues::get).max().orElseThrow();
            case DIFFERENCE -> Statistics.median(numerators) - Statistics.median(Statistics.pick(secondValues, pairs));
        };
    }

    /** The ends of the 95 % confidence interval of {@link #value}. */
    double[] confidenceInterval() {
        return Statistics.confidenceInterval(firstValues.size(), this::value);
    }

    /** The quartiles of what the pairs gave, one by one. */
    double[] quartiles() {
        int[] all = IntStream.range(0, firstValues.size()).toArray();
        double[] values = switch (statistic) {
            case RATIO -> ratios(all);
            case MEDIAN, MAXIMUM -> Statistics.pick(firstValues, all);
            case DIFFERENCE ->
                IntStream.of(all)
                        .mapToDouble(pair -> firstValues.get(pair) - secondValues.get(pair))
                        .toArray();
        };
        return new double[] {Statistics.quantile(values, 0.25), Statistics.quantile(values, 0.75)};
    }

    private double[] ratios(int[] pairs) {
        return IntStream.of(pairs)
                .mapToDouble(pair -> firstValues.get(pair) / secondValues.get(pair))
                .toArray();
    }
}
