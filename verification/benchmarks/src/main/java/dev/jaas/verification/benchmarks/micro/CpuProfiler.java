// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.micro;

import dev.jaas.verification.benchmarks.load.CpuTime;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time of an iteration on all threads of the process, without the JIT compilers. Unlike elapsed time it hardly depends
 * on what else the machine does, and it contains what an operation makes other threads do.
 */
public final class CpuProfiler implements InternalProfiler {

    /** The name of the result. */
    public static final String RESULT = "cpu";

    private CpuTime start;

    @Override
    public String getDescription() {
        return "CPU time per iteration";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        start = CpuTime.now();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        CpuTime used = CpuTime.now().since(start);
        return List.of(new ScalarResult(RESULT, used.total() - used.compilers(), "ns", AggregationPolicy.AVG));
    }
}
