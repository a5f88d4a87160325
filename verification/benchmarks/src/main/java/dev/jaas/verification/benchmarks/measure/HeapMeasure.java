// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.measure;

import dev.jaas.verification.benchmarks.report.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * The heap that commands in flight take while the server does not respond, in new processes each time.
 *
 * @param row names the contender
 * @param number how many commands
 */
record HeapMeasure(Row row, int number) implements Measure {

    private static final int WARM_UP_CONCURRENCY = 32;

    @Override
    public List<Row> rows() {
        return List.of(row);
    }

    @Override
    public List<Row> run(Settings settings) {
        List<Double> bytes = new ArrayList<>();
        while (bytes.size() < settings.launches()) {
            try (Server server = new Server(settings);
                    LoadClient client = new LoadClient(settings, server, row.first(), false)) {
                client.run(WARM_UP_CONCURRENCY, settings.windowMillis());
                bytes.add(client.heapPerCommand(number));
            }
        }
        return List.of(row.with(bytes, List.of()));
    }
}
