// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The table of all rows, in Markdown with aligned columns, so that it is legible on a terminal, too. */
final class Table {

    private static final List<String> HEADER = List.of(
            "measure",
            "Java",
            "first (median)",
            "second (median)",
            "unit",
            "result",
            "95 % CI",
            "quartiles",
            "goal",
            "");

    private Table() {}

    static String of(Map<Integer, Results> results, List<String> order) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADER);
        results.entrySet().stream()
                .flatMap(entry -> entry.getValue().rows().stream().map(row -> Map.entry(entry.getKey(), row)))
                .sorted(Comparator.comparing((Map.Entry<Integer, Row> line) ->
                                order.indexOf(line.getValue().id()))
                        .thenComparing(Map.Entry::getKey))
                .forEach(line -> lines.add(cells(line.getKey(), line.getValue())));
        int[] widths = IntStream.range(0, HEADER.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElseThrow())
                .toArray();
        StringBuilder out = new StringBuilder();
        append(out, lines.get(0), widths);
        append(out, IntStream.of(widths).mapToObj("-"::repeat).toList(), widths);
        lines.stream().skip(1).forEach(line -> append(out, line, widths));
        return out.toString();
    }

    private static List<String> cells(int java, Row row) {
        String goal =
                (row.goal().atLeast() ? "≥ " : "≤ ") + Numbers.format(row.goal().limit());
        if (!row.isMeasured()) {
            return List.of(row.measure(), java + "", "", "", row.unit(), row.note(), "", "", goal, "");
        }
        double value = row.value();
        return List.of(
                row.measure(),
                java + "",
                median(row.firstValues()),
                row.secondValues().isEmpty() ? "" : median(row.secondValues()),
                row.unit(),
                Numbers.format(value),
                interval(row.confidenceInterval()),
                interval(row.quartiles()),
                goal,
                row.goal().isReachedBy(value) ? "met" : "not met");
    }

    private static String median(List<Double> values) {
        return Numbers.format(Statistics.median(
                values.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private static String interval(double[] ends) {
        return Numbers.format(ends[0]) + ".." + Numbers.format(ends[1]);
    }

    private static void append(StringBuilder out, List<String> cells, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            out.append("| ")
                    .append(cells.get(column))
                    .append(" ".repeat(widths[column] - cells.get(column).length() + 1));
        }
        out.append("|\n");
    }
}
