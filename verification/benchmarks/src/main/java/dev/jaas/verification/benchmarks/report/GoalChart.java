// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.report;

import dev.jaas.verification.benchmarks.report.Svg.Anchor;
import java.util.List;
import java.util.Map;

/** The table as a picture: each result with its confidence interval, relative to its goal; right of the line is better. */
final class GoalChart {

    private static final List<String> COLORS = List.of("#4e79a7", "#f28e2b", "#59a14f");
    private static final int LABELS = 470;
    private static final int PLOT = 330;
    private static final int NUMBERS = 270;
    private static final int ROW = 20;
    private static final int TOP = 60;
    private static final double RANGE = 5;

    private GoalChart() {}

    static String of(Map<Integer, Results> results, List<String> order) {
        List<String> ids = order.stream()
                .filter(id -> results.values().stream()
                        .anyMatch(of -> of.row(id).filter(Row::isMeasured).isPresent()))
                .toList();
        int bottom = TOP + ids.size() * results.size() * ROW;
        Svg svg = new Svg(
                LABELS + PLOT + NUMBERS, bottom + 50, "Results relative to their goals, medians and 95 % intervals");
        LogAxis x = new LogAxis(1 / RANGE, RANGE, LABELS, LABELS + PLOT);
        for (double tick : x.ticks()) {
            svg.line(x.at(tick), TOP - 10, x.at(tick), bottom, tick == 1 ? "axis" : "grid");
            svg.text(x.at(tick), bottom + 18, Anchor.MIDDLE, "", LogAxis.label(tick));
        }
        svg.text(
                LABELS + PLOT / 2.0, bottom + 38, Anchor.MIDDLE, "", "relative to the goal (1 = goal, more is better)");
        legend(svg, results);
        double y = TOP;
        for (String id : ids) {
            int color = 0;
            for (Results of : results.values()) {
                Row row = of.row(id).orElse(null);
                if (row != null && color == 0) {
                    svg.text(LABELS - 10, y + 4, Anchor.END, "", row.measure().replace("`", ""));
                }
                if (row != null && row.isMeasured()) {
                    draw(svg, x, y, row, COLORS.get(color));
                }
                y += ROW;
                color++;
            }
        }
        return svg.toString();
    }

    private static void legend(Svg svg, Map<Integer, Results> results) {
        double x = LABELS;
        int color = 0;
        for (int java : results.keySet()) {
            svg.dot(x, 36, COLORS.get(color++));
            svg.text(x + 8, 40, Anchor.START, "", "Java " + java);
            x += 80;
        }
    }

    private static void draw(Svg svg, LogAxis x, double y, Row row, String color) {
        double[] interval = row.confidenceInterval();
        svg.coloredLine(x.at(relative(row, interval[0])), y, x.at(relative(row, interval[1])), y, color);
        svg.dot(x.at(relative(row, row.value())), y, color);
        String numbers = "%s [%s..%s], goal %s %s"
                .formatted(
                        Numbers.format(row.value()),
                        Numbers.format(interval[0]),
                        Numbers.format(interval[1]),
                        row.goal().atLeast() ? "≥" : "≤",
                        Numbers.format(row.goal().limit()));
        svg.text(LABELS + PLOT + 12, y + 4, Anchor.START, "", numbers);
    }

    private static double relative(Row row, double value) {
        double positive = Math.max(value, 1e-9); // a difference may be negative
        return row.goal().atLeast() ? positive / row.goal().limit() : row.goal().limit() / positive;
    }
}
