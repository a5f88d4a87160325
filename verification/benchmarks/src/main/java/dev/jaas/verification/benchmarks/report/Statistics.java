// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Medians, quartiles and bootstrap confidence intervals. */
final class Statistics {

    private static final int RESAMPLES = 10_000;
    private static final long SEED = 1;
    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    private Statistics() {}

    static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /** By linear interpolation between the closest ranks. */
    static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double rank = share * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }

    /**
     * The 95 % interval of a statistic of pairs, by resampling whole pairs with replacement.
     *
     * @param pairs how many pairs there are
     * @param statistic of the pairs with these indices
     * @return its lower and upper end
     */
    static double[] confidenceInterval(int pairs, ToDoubleFunction<int[]> statistic) {
        Random random = new Random(SEED);
        double[] resampled = IntStream.range(0, RESAMPLES)
                .mapToDouble(resample ->
                        statistic.applyAsDouble(random.ints(pairs, 0, pairs).toArray()))
                .toArray();
        return new double[] {quantile(resampled, LOW), quantile(resampled, HIGH)};
    }

    static double[] pick(List<Double> values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(values::get).toArray();
    }
}
