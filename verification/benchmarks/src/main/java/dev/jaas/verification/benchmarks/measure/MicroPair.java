// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.measure;

import dev.jaas.verification.benchmarks.micro.CpuProfiler;
import dev.jaas.verification.benchmarks.report.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Two benchmarks of JMH, a fork of each for every pair. An iteration is a number of operations and no length of time: on a busy
 * machine the JIT compilers would not be ready in time.
 *
 * @param time the row of their CPU times, in nanoseconds
 * @param allocation the row of what the first allocates, in bytes, or null for none
 * @param first the first benchmark
 * @param second the second
 */
record MicroPair(Row time, Row allocation, Benchmark first, Benchmark second) implements Measure {

    private static final int WARM_UP_ITERATIONS = 10;
    private static final int ITERATIONS = 4;
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    /**
     * A method of a benchmark.
     *
     * @param operations how many an iteration has: those of half a second or less
     * @param parameters their values by name
     */
    record Benchmark(Class<?> type, String method, int operations, Map<String, String> parameters) {

        Benchmark(Class<?> type, String method, int operations) {
            this(type, method, operations, Map.of());
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
                .mode(Mode.SingleShotTime)
                .warmupIterations(WARM_UP_ITERATIONS)
                .warmupBatchSize(benchmark.operations())
                .measurementIterations(ITERATIONS)
                .measurementBatchSize(benchmark.operations())
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class);
        benchmark.parameters().forEach((name, value) -> options.param(name, value));
        try {
            RunResult result = new Runner(options.build()).run().iterator().next();
            return new Score(
                    perOperation(result, CpuProfiler.RESULT, benchmark), perOperation(result, ALLOCATION, benchmark));
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }

    /** JMH counts an iteration of this mode as one operation. */
    private static double perOperation(RunResult result, String profiled, Benchmark benchmark) {
        return result.getSecondaryResults().get(profiled).getScore() / benchmark.operations();
    }
}
