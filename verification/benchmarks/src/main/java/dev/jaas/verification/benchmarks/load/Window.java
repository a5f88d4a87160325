// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.load;

/**
 * What one contender did in one window of time.
 *
 * @param accepted how many commands the contender reported as accepted
 * @param failed how many as anything else
 * @param cpuNanos CPU time of the contender's process, user and system, without its JIT compilers
 * @param compilerNanos that of the JIT compilers
 * @param wallNanos from the first command's start to the last one's end
 * @param p50Micros the median time of a command
 * @param p99Micros the time that 99 % of the commands do not exceed
 * @param maxMicros the time of the slowest command
 */
public record Window(
        long accepted,
        long failed,
        long cpuNanos,
        long compilerNanos,
        long wallNanos,
        double p50Micros,
        double p99Micros,
        double maxMicros) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** Commands per second. */
    public double perSecond() {
        return accepted * NANOS_PER_SECOND / wallNanos;
    }

    /** Commands per second of CPU time. */
    public double perCpuSecond() {
        return accepted * NANOS_PER_SECOND / cpuNanos;
    }

    /** Both together; of the quantiles the larger ones. */
    public Window plus(Window other) {
        return new Window(
                accepted + other.accepted,
                failed + other.failed,
                cpuNanos + other.cpuNanos,
                compilerNanos + other.compilerNanos,
                wallNanos + other.wallNanos,
                Math.max(p50Micros, other.p50Micros),
                Math.max(p99Micros, other.p99Micros),
                Math.max(maxMicros, other.maxMicros));
    }

    String toLine() {
        return accepted + " " + failed + " " + cpuNanos + " " + compilerNanos + " " + wallNanos + " " + p50Micros + " "
                + p99Micros + " " + maxMicros;
    }

    /** Parses what {@link LoadProcess} printed. */
    public static Window parse(String line) {
        String[] parts = line.split(" ", -1);
        return new Window(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                Double.parseDouble(parts[5]),
                Double.parseDouble(parts[6]),
                Double.parseDouble(parts[7]));
    }
}
