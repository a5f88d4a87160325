// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.report;

import java.util.List;

/**
 * How one contender does with more and more commands at once.
 *
 * @param contender its name
 * @param points one for each number of commands at once
 */
public record Curve(String contender, List<Point> points) {

    /**
     * The windows with one number of commands at once.
     *
     * @param concurrency that number
     * @param perSecond commands per second, of each window
     * @param p99Millis what 99 % of the commands do not exceed, of each window
     */
    public record Point(int concurrency, List<Double> perSecond, List<Double> p99Millis) {}
}
