// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** Makes the table, the page and the pictures from the raw results. */
public final class Report {

    private static final String BEGIN = "<!-- results: generated from the raw results -->\n";
    private static final String END = "<!-- end -->\n";

    private Report() {}

    /**
     * Writes the pictures into the directory of the raw results, and the table into the page beside it.
     *
     * @param directory the raw results; of {@code docs/performance} the page is {@code docs/performance.md}
     * @param order the ids of the rows
     * @return the table
     */
    public static String write(Path directory, List<String> order) throws IOException {
        Map<Integer, Results> results = Results.readAll(directory);
        String table = Table.of(results, order);
        String name = directory.getFileName().toString();
        StringBuilder block = new StringBuilder(BEGIN)
                .append("\n![The table as a picture](")
                .append(name)
                .append("/goals.svg)\n\n")
                .append(table);
        Files.writeString(directory.resolve("goals.svg"), GoalChart.of(results, order));
        for (Map.Entry<Integer, Results> entry : results.entrySet()) {
            List<Curve> curves = entry.getValue().curves();
            if (!curves.isEmpty()) {
                String picture = "concurrency-" + entry.getKey() + ".svg";
                Files.writeString(directory.resolve(picture), ConcurrencyChart.of(entry.getKey(), curves));
                block.append("\n![Throughput and p99 against concurrency, Java %d](%s/%s)\n"
                        .formatted(entry.getKey(), name, picture));
            }
        }
        replace(
                directory.resolveSibling(name + ".md"),
                block.append('\n').append(END).toString());
        return table;
    }

    private static void replace(Path page, String block) throws IOException {
        String text = Files.exists(page) ? Files.readString(page) : BEGIN + END;
        String replaced = text.replaceFirst("(?s)" + BEGIN + ".*?" + END, Matcher.quoteReplacement(block));
        Files.writeString(page, replaced);
    }
}
