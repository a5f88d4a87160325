// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.report;

import java.util.Locale;

/** Numbers for people: three significant digits. */
final class Numbers {

    private Numbers() {}

    static String format(double value) {
        double size = Math.abs(value);
        String pattern = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, value);
    }
}
