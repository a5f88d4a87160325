// SPDX-License-Identifier: Apache-2.0
package dev.jaas.distribution;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether SIGINT reaches the processes of a test: a shell lets its background jobs ignore it, and they let their children. */
final class Interrupts {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long SIGINT = 1 << 1;

    private Interrupts() {}

    /** Skips the test where SIGINT is ignored. */
    static void assumeDelivered() throws IOException {
        boolean ignored = Files.exists(STATUS)
                && Files.readAllLines(STATUS).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line -> (Long.parseUnsignedLong(
                                                line.substring("SigIgn:".length())
                                                        .strip(),
                                                16)
                                        & SIGINT)
                                != 0);
        assumeFalse(ignored, "SIGINT is ignored here: run the build in the foreground.");
    }
}
