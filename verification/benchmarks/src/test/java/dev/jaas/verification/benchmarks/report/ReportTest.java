// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.verification.benchmarks.report.Row.Goal;
import dev.jaas.verification.benchmarks.report.Row.Statistic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Row RATIO = row("ratio", Statistic.RATIO).with(List.of(8.0, 9.0), List.of(10.0, 10.0));
    private static final Row SKIPPED = row("skipped", Statistic.RATIO).skipped("not installed");
    private static final Curve CURVE = new Curve(
            "a < b",
            List.of(
                    new Curve.Point(1, List.of(100.0), List.of(0.5)),
                    new Curve.Point(512, List.of(9000.0), List.of(40.0))));

    @TempDir
    Path directory;

    @Test
    void write_rawResults_makesTablePageAndWellFormedPictures() throws Exception {
        Path results = directory.resolve("performance");
        Path page = directory.resolve("performance.md");
        Files.writeString(page, "before\n<!-- results: generated from the raw results -->\nold\n<!-- end -->\nafter\n");
        results(List.of(RATIO, SKIPPED), List.of(CURVE)).mergeInto(results);

        String table = Report.write(results, List.of("ratio", "skipped"));

        assertThat(table).contains("| 0.85 ", "| not met |", "not installed");
        assertThat(Files.readString(page))
                .startsWith("before\n")
                .endsWith("after\n")
                .contains(table, "performance/goals.svg", "performance/concurrency-17.svg")
                .doesNotContain("old");
        for (String picture : List.of("goals.svg", "concurrency-17.svg")) {
            assertThat(DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(results.resolve(picture).toFile())
                            .getDocumentElement()
                            .getTagName())
                    .isEqualTo("svg");
        }
    }

    @Test
    void mergeInto_earlierResults_replacesTheRowsThatItHas() throws Exception {
        results(List.of(RATIO, SKIPPED), List.of(CURVE)).mergeInto(directory);
        Row again = RATIO.with(List.of(20.0), List.of(10.0));

        results(List.of(again), List.of()).mergeInto(directory);

        Results merged = Results.readAll(directory).get(17);
        assertThat(merged.rows()).containsExactly(again, SKIPPED);
        assertThat(merged.curves()).containsExactly(CURVE);
    }

    private static Results results(List<Row> rows, List<Curve> curves) {
        return new Results(Map.of("java", "17"), rows, curves);
    }

    private static Row row(String id, Statistic statistic) {
        return Row.of(id, id, "first", "second", "unit", statistic, Goal.atLeast(0.9));
    }
}
