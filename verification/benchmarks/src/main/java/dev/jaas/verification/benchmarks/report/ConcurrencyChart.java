// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.report;

import dev.jaas.verification.benchmarks.report.Curve.Point;
import dev.jaas.verification.benchmarks.report.Svg.Anchor;
import java.util.List;
import java.util.function.Function;

/** Throughput and p99 of all contenders against the number of commands at once, on logarithmic axes. */
final class ConcurrencyChart {

    private static final List<String> COLORS =
            List.of("#4e79a7", "#e15759", "#59a14f", "#f28e2b", "#b07aa1", "#9c755f", "#76b7b2");
    private static final int LEFT = 70;
    private static final int PANEL = 400;
    private static final int GAP = 90;
    private static final int TOP = 50;
    private static final int HEIGHT = 300;

    private ConcurrencyChart() {}

    static String of(int java, List<Curve> curves) {
        Svg svg = new Svg(
                LEFT + 2 * PANEL + GAP + 230,
                TOP + HEIGHT + 60,
                "Throughput and p99 against concurrency, Java " + java);
        panel(svg, LEFT, "commands per second", curves, Point::perSecond);
        panel(svg, LEFT + PANEL + GAP, "p99 of a command, ms", curves, Point::p99Millis);
        double x = LEFT + 2 * PANEL + GAP + 20;
        for (int i = 0; i < curves.size(); i++) {
            svg.dot(x, TOP + 10 + i * 22, COLORS.get(i % COLORS.size()));
            svg.text(x + 10, TOP + 14 + i * 22, Anchor.START, "", curves.get(i).contender());
        }
        return svg.toString();
    }

    private static void panel(
            Svg svg, double left, String label, List<Curve> curves, Function<Point, List<Double>> values) {
        List<Double> all = curves.stream()
                .flatMap(curve -> curve.points().stream())
                .map(point -> median(values.apply(point)))
                .toList();
        double low = all.stream().mapToDouble(Double::doubleValue).min().orElse(1) / 1.3;
        double high = all.stream().mapToDouble(Double::doubleValue).max().orElse(10) * 1.3;
        LogAxis y = new LogAxis(low, high, TOP + HEIGHT, TOP);
        List<Integer> levels =
                curves.get(0).points().stream().map(Point::concurrency).toList();
        LogAxis x = new LogAxis(levels.get(0) / 1.3, levels.get(levels.size() - 1) * 1.3, left, left + PANEL);
        for (double tick : y.ticks()) {
            svg.line(left, y.at(tick), left + PANEL, y.at(tick), "grid");
            svg.text(left - 6, y.at(tick) + 4, Anchor.END, "", LogAxis.label(tick));
        }
        for (int level : levels) {
            svg.line(x.at(level), TOP, x.at(level), TOP + HEIGHT, "grid");
            svg.text(x.at(level), TOP + HEIGHT + 18, Anchor.MIDDLE, "", String.valueOf(level));
        }
        svg.line(left, TOP, left, TOP + HEIGHT, "axis");
        svg.line(left, TOP + HEIGHT, left + PANEL, TOP + HEIGHT, "axis");
        svg.text(left + PANEL / 2.0, TOP + HEIGHT + 40, Anchor.MIDDLE, "", "commands at once");
        svg.verticalText(left - 48, TOP + HEIGHT / 2.0, label);
        for (int i = 0; i < curves.size(); i++) {
            draw(svg, x, y, curves.get(i).points(), values, COLORS.get(i % COLORS.size()));
        }
    }

    private static void draw(
            Svg svg, LogAxis x, LogAxis y, List<Point> points, Function<Point, List<Double>> values, String color) {
        for (int i = 0; i < points.size(); i++) {
            double px = x.at(points.get(i).concurrency());
            double py = y.at(median(values.apply(points.get(i))));
            svg.dot(px, py, color);
            if (i > 0) {
                Point before = points.get(i - 1);
                svg.coloredLine(x.at(before.concurrency()), y.at(median(values.apply(before))), px, py, color);
            }
        }
    }

    private static double median(List<Double> values) {
        return Statistics.median(
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
