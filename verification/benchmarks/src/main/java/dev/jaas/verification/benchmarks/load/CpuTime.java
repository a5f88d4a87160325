// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The CPU time of this process so far, as Linux counts it.
 *
 * @param total user and system time of all threads
 * @param compilers the part of the JIT compilers, which a long run of the process would make negligible
 */
public record CpuTime(long total, long compilers) {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final Path THREADS = Path.of("/proc/self/task");

    /** What it has used by now. */
    public static CpuTime now() {
        return new CpuTime(SYSTEM.getProcessCpuTime(), compilersNow());
    }

    /** What it has used between the two. */
    public CpuTime since(CpuTime start) {
        return new CpuTime(total - start.total, compilers - start.compilers);
    }

    private static long compilersNow() {
        try (Stream<Path> threads = Files.list(THREADS)) {
            return threads.mapToLong(CpuTime::nanosIfCompiler).sum();
        } catch (IOException e) {
            throw new UncheckedIOException("only Linux is supported", e);
        }
    }

    private static long nanosIfCompiler(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).contains("Compiler")
                    ? Long.parseLong(
                            Files.readString(thread.resolve("schedstat")).split(" ", -1)[0])
                    : 0;
        } catch (IOException e) { // it has just ended
            return 0;
        }
    }
}
