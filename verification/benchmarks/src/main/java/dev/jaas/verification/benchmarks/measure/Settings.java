// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.measure;

import dev.jaas.verification.benchmarks.WorkDirectory;
import java.nio.file.Path;

/**
 * How to measure.
 *
 * @param javaHome the JDK of all processes that are measured
 * @param root the project's directory
 * @param directory keys and certificate
 * @param rounds how many pairs
 * @param pairsPerLaunch after how many pairs the processes are replaced by new ones, since no two runs of a JVM compile alike
 * @param windowMillis how long one contender of a pair runs
 * @param warmUpCpuMillis how much CPU time a new process uses before it is measured
 */
public record Settings(
        Path javaHome,
        Path root,
        WorkDirectory directory,
        int rounds,
        int pairsPerLaunch,
        int windowMillis,
        int warmUpCpuMillis) {

    /** How often new processes are started. */
    int launches() {
        return (rounds + pairsPerLaunch - 1) / pairsPerLaunch;
    }
}
