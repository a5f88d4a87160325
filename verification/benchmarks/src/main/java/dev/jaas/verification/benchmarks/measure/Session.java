// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.measure;

import dev.jaas.verification.benchmarks.report.Results;
import dev.jaas.verification.benchmarks.report.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All measures on one version of Java. */
public final class Session {

    private Session() {}

    /** The ids of all rows, in the order of the table. */
    public static List<String> ids() {
        return Stream.concat(
                        Measures.all(0).stream()
                                .flatMap(measure -> measure.rows().stream())
                                .map(Row::id),
                        Stream.of(Concurrency.ID))
                .toList();
    }

    /**
     * Runs the measures with a row that is wanted, and keeps the results of each as soon as there are any.
     *
     * @return the titles of those that failed, whose earlier results stay
     */
    public static List<String> run(Settings settings, int java, Predicate<String> wanted, Path output)
            throws IOException {
        Map<String, String> environment = environment(settings, java);
        List<String> failed = new ArrayList<>();
        for (Measure measure : Measures.all(java)) {
            if (measure.rows().stream().anyMatch(row -> wanted.test(row.id()))) {
                String title = "Java " + java + ": " + measure.rows().get(0).measure();
                System.err.println(title);
                try {
                    new Results(environment, measure.run(settings), List.of()).mergeInto(output);
                } catch (IllegalStateException e) { // such as a contender whose commands did not all succeed
                    System.err.println(e.getMessage());
                    failed.add(title);
                }
            }
        }
        if (wanted.test(Concurrency.ID)) {
            System.err.println("Java " + java + ": throughput and latency against concurrency");
            new Results(environment, List.of(), Concurrency.run(settings)).mergeInto(output);
        }
        return failed;
    }

    private static Map<String, String> environment(Settings settings, int java) {
        return new TreeMap<>(Map.of(
                "java", String.valueOf(java),
                "processors", String.valueOf(Runtime.getRuntime().availableProcessors()),
                "system", System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                "pairs", String.valueOf(settings.rounds()),
                "windowMillis", String.valueOf(settings.windowMillis())));
    }
}
