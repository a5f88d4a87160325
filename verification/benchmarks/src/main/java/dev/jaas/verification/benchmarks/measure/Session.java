package dev.jaas.verification.benchmarks.measure;

import dev.jaas.verification.benchmarks.report.Results;
import dev.jaas.verification.benchmarks.report.Row;
import java.io.IOException;
import java.nio.file.Path;
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

    /** Runs the measures with a row that is wanted, and keeps the results of each as soon as there are any. */
    public static void run(Settings settings, int java, Predicate<String> wanted, Path output) throws IOException {
        Map<String, String> environment = environment(settings, java);
        for (Measure measure : Measures.all(java)) {
            if (measure.rows().stream().anyMatch(row -> wanted.test(row.id()))) {
                System.err.println("Java " + java + ": " + measure.rows().get(0).measure());
                new Results(environment, measure.run(settings), List.of()).mergeInto(output);
            }
        }
        if (wanted.test(Concurrency.ID)) {
            System.err.println("Java " + java + ": throughput and latency against concurrency");
            new Results(environment, List.of(), Concurrency.run(settings)).mergeInto(output);
        }
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
