// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.measure;

import dev.jaas.verification.benchmarks.report.Row;
import java.util.List;

/**
 * A contender and {@code wrk}.
 *
 * @param row names the contender
 * @param concurrency how many commands each keeps in flight
 */
record WrkPair(Row row, int concurrency) implements Measure {

    @Override
    public List<Row> rows() {
        return List.of(row);
    }

    @Override
    public List<Row> run(Settings settings) {
        if (!Wrk.isInstalled()) {
            return List.of(row.skipped("wrk is not installed"));
        }
        int seconds = Math.max(1, settings.windowMillis() / 1000);
        Pairs<Double> pairs = new Pairs<>();
        while (pairs.first.size() < settings.rounds()) {
            try (Server server = new Server(settings);
                    LoadClient client = new LoadClient(settings, server, row.first(), false);
                    Wrk wrk = new Wrk(settings)) {
                client.warmUp(settings, concurrency);
                wrk.run(concurrency, seconds);
                int end = Math.min(settings.rounds(), pairs.first.size() + settings.pairsPerLaunch());
                while (pairs.first.size() < end) {
                    pairs.add(
                            () -> client.run(concurrency, seconds * 1000).perSecond(),
                            () -> wrk.run(concurrency, seconds).perSecond());
                }
            }
        }
        return List.of(row.with(pairs.first, pairs.second));
    }
}
