// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.measure;

import dev.jaas.verification.benchmarks.load.Contenders;
import dev.jaas.verification.benchmarks.load.Window;
import dev.jaas.verification.benchmarks.report.Curve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Throughput and latency of all contenders with more and more commands at once, in turns. */
final class Concurrency {

    /** What names it on the command line. */
    static final String ID = "concurrency";

    private static final List<Integer> LEVELS = List.of(1, 8, 32, 128, 512);
    private static final List<String> CONTENDERS = List.of(
            Contenders.JAAS_VERTX,
            Contenders.RAW_VERTX,
            Contenders.JAAS_JDK,
            Contenders.RAW_JDK,
            Contenders.SEND_ASYNC,
            Contenders.TOKEN_PER_REQUEST);

    /** A point is measured in this share of the rounds of a pair, and three times at least. */
    private static final int SHARE = 3;

    private static final int MIN_WINDOWS = 3;

    private Concurrency() {}

    static List<Curve> run(Settings settings) {
        List<AutoCloseable> processes = new ArrayList<>();
        try (Server server = new Server(settings)) {
            Map<String, IntFunction<Wrk.Run>> contenders = new LinkedHashMap<>();
            for (String name : CONTENDERS) {
                LoadClient client = new LoadClient(settings, server, name, false);
                processes.add(client);
                client.warmUp(settings, LEVELS.get(2));
                contenders.put(name, level -> run(client, level, settings.windowMillis()));
            }
            if (Wrk.isInstalled()) {
                Wrk wrk = new Wrk(settings);
                processes.add(wrk);
                contenders.put(Wrk.NAME, level -> wrk.run(level, Math.max(1, settings.windowMillis() / 1000)));
            }
            return curves(contenders, Math.max(MIN_WINDOWS, settings.rounds() / SHARE));
        } finally {
            processes.forEach(Concurrency::close);
        }
    }

    private static List<Curve> curves(Map<String, IntFunction<Wrk.Run>> contenders, int windows) {
        Map<String, List<Curve.Point>> points = new LinkedHashMap<>();
        for (int level : LEVELS) {
            for (int window = 0; window < windows; window++) {
                contenders.forEach((name, contender) -> {
                    Curve.Point point = pointOf(points.computeIfAbsent(name, any -> new ArrayList<>()), level);
                    Wrk.Run run = contender.apply(level);
                    point.perSecond().add(run.perSecond());
                    point.p99Millis().add(run.p99Millis());
                });
            }
        }
        return points.entrySet().stream()
                .map(entry -> new Curve(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Curve.Point pointOf(List<Curve.Point> points, int level) {
        if (points.isEmpty() || points.get(points.size() - 1).concurrency() != level) {
            points.add(new Curve.Point(level, new ArrayList<>(), new ArrayList<>()));
        }
        return points.get(points.size() - 1);
    }

    private static Wrk.Run run(LoadClient client, int concurrency, int millis) {
        Window window = client.run(concurrency, millis);
        return new Wrk.Run(window.perSecond(), window.p99Micros() / 1000);
    }

    private static void close(AutoCloseable process) {
        try {
            process.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
