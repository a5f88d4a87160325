package dev.jaas.verification.benchmarks.measure;

import dev.jaas.verification.benchmarks.micro.CpuProfiler;
import dev.jaas.verification.benchmarks.report.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Two benchmarks of JMH, a fork of each for every pair.
 *
 * @param time the row of their CPU times, in nanoseconds
 * @param allocation the row of what the first allocates, in bytes, or null for none
 * @param first the first benchmark
 * @param second the second
 */
record MicroPair(Row time, Row allocation, Benchmark first, Benchmark second) implements Measure {

    private static final TimeValue ITERATION = TimeValue.milliseconds(500);
    private static final int WARM_UP_ITERATIONS = 6;
    private static final int ITERATIONS = 2;
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    /** A method of a benchmark, and the values of its parameters. */
    record Benchmark(Class<?> type, String method, Map<String, String> parameters) {

        Benchmark(Class<?> type, String method) {
            this(type, method, Map.of());
        }
    }

    private record Score(double nanos, double bytes) {}

    @Override
    public List<Row> rows() {
        return allocation == null ? List.of(time) : List.of(time, allocation);
    }

    @Override
    public List<Row> run(Settings settings) {
        Pairs<Score> pairs = new Pairs<>();
        while (pairs.first.size() < settings.rounds()) {
            pairs.add(() -> fork(settings, first), () -> fork(settings, second));
        }
        List<Row> rows = new ArrayList<>();
        rows.add(time.with(nanos(pairs.first), nanos(pairs.second)));
        if (allocation != null) {
            rows.add(allocation.with(pairs.first.stream().map(Score::bytes).toList(), List.of()));
        }
        return rows;
    }

    private static List<Double> nanos(List<Score> scores) {
        return scores.stream().map(Score::nanos).toList();
    }

    private static Score fork(Settings settings, Benchmark benchmark) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + benchmark.type().getName().replace(".", "\\.") + "\\." + benchmark.method() + "$")
                .jvm(settings.javaHome().resolve("bin/java").toString())
                .jvmArgs("-Xmx512m", "-Djaas.benchmarks=" + settings.directory().path())
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .forks(1)
                .warmupIterations(WARM_UP_ITERATIONS)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class);
        benchmark.parameters().forEach((name, value) -> options.param(name, value));
        try {
            RunResult result = new Runner(options.build()).run().iterator().next();
            double bytes = result.getSecondaryResults().get(ALLOCATION).getScore();
            return new Score(
                    result.getSecondaryResults().get(CpuProfiler.RESULT).getScore(), bytes);
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }
}
