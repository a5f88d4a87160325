// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A logarithmic axis.
 *
 * @param low the value at {@code from}
 * @param high the value at {@code to}
 * @param from a coordinate of the picture
 * @param to another
 */
record LogAxis(double low, double high, double from, double to) {

    private static final double[] STEPS = {1, 2, 5};

    double at(double value) {
        double bounded = Math.max(low, Math.min(high, value));
        return from + (to - from) * Math.log(bounded / low) / Math.log(high / low);
    }

    /** Round values between the ends: 1, 2 and 5 of each power of ten, or the powers alone if these are many. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        boolean powersAlone = high / low > 1000;
        for (double power = Math.pow(10, Math.floor(Math.log10(low))); power <= high; power *= 10) {
            for (double step : STEPS) {
                double tick = power * step;
                if (tick >= low && tick <= high && (step == 1 || !powersAlone)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    /** The name of a tick. */
    static String label(double tick) {
        if (tick >= 1e6) {
            return Math.round(tick / 1e6) + "M";
        }
        if (tick >= 1e3) {
            return Math.round(tick / 1e3) + "k";
        }
        return tick >= 1 ? String.valueOf(Math.round(tick)) : String.valueOf(Math.round(tick * 1e4) / 1e4);
    }
}
