// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that was measured on one version of Java, as it is kept in a file.
 *
 * @param environment what it was measured on
 * @param rows of the table
 * @param curves of the plot
 */
public record Results(Map<String, String> environment, List<Row> rows, List<Curve> curves) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The results in a directory, by version of Java. */
    static Map<Integer, Results> readAll(Path directory) throws IOException {
        Map<Integer, Results> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(file -> file.getFileName().toString().matches("java-\\d+\\.json"))
                    .toList()) {
                Results results = JSON.readValue(file.toFile(), Results.class);
                all.put(Integer.valueOf(results.environment.get("java")), results);
            }
        }
        return all;
    }

    Optional<Row> row(String id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst();
    }

    /** Writes this to its file; what that has and this has not is kept. */
    public void mergeInto(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve("java-" + environment.get("java") + ".json");
        List<Row> merged = new ArrayList<>(rows);
        List<Curve> mergedCurves = new ArrayList<>(curves);
        if (Files.exists(file)) {
            Results earlier = JSON.readValue(file.toFile(), Results.class);
            earlier.rows.stream()
                    .filter(old -> rows.stream().noneMatch(row -> row.id().equals(old.id())))
                    .forEach(merged::add);
            if (curves.isEmpty()) {
                mergedCurves.addAll(earlier.curves);
            }
        }
        JSON.writeValue(file.toFile(), new Results(environment, merged, mergedCurves));
    }
}
