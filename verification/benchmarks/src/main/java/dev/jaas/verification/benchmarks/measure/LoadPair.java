// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.measure;

import dev.jaas.verification.benchmarks.load.Window;
import dev.jaas.verification.benchmarks.report.Row;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Two contenders against the server, each in a process of its own.
 *
 * @param row names the contenders
 * @param concurrency how many commands each keeps in flight
 * @param tls whether over TLS
 * @param windows how many of the settings' windows one window is long
 * @param perCpu whether a window needs enough CPU time, rather than exactly its length
 * @param value of a window
 */
record LoadPair(Row row, int concurrency, boolean tls, int windows, boolean perCpu, ToDoubleFunction<Window> value)
        implements Measure {

    private static final int MAX_WINDOWS = 10;

    @Override
    public List<Row> rows() {
        return List.of(row);
    }

    @Override
    public List<Row> run(Settings settings) {
        int millis = windows * settings.windowMillis();
        Pairs<Window> pairs = new Pairs<>();
        while (pairs.first.size() < settings.rounds()) {
            try (Server server = new Server(settings);
                    LoadClient first = new LoadClient(settings, server, row.first(), tls);
                    LoadClient second = new LoadClient(settings, server, row.second(), tls)) {
                first.warmUp(settings, concurrency);
                second.warmUp(settings, concurrency);
                int end = Math.min(settings.rounds(), pairs.first.size() + settings.pairsPerLaunch());
                while (pairs.first.size() < end) {
                    pairs.add(() -> run(first, millis), () -> run(second, millis));
                }
            }
        }
        return List.of(row.with(values(pairs.first), values(pairs.second)));
    }

    private Window run(LoadClient client, int millis) {
        return perCpu
                ? client.runForCpu(concurrency, millis, millis / 2, MAX_WINDOWS)
                : client.run(concurrency, millis);
    }

    private List<Double> values(List<Window> windows) {
        return windows.stream().map(value::applyAsDouble).toList();
    }
}
