// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.load;

import dev.jaas.verification.benchmarks.WorkDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * One contender in a process of its own. Its standard input takes {@code run CONCURRENCY MILLIS}, which
 * prints a {@link Window}, and {@code heap NUMBER}, which prints the bytes of heap before and with so many commands in flight
 * and, after another line, how many were accepted and failed.
 */
public final class LoadProcess {

    private LoadProcess() {}

    /** Runs the contender until the standard input ends. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Target target = new Target(URI.create(args[1]), new WorkDirectory(Path.of(args[2])));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        try (Contender contender = Contenders.create(args[0], target)) {
            ClosedLoop loop = new ClosedLoop(contender);
            System.out.println("ready");
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                String[] words = line.split(" ", -1);
                int concurrency = Integer.parseInt(words[1]);
                switch (words[0]) {
                    case "run" ->
                        System.out.println(
                                loop.run(concurrency, Long.parseLong(words[2])).toLine());
                    case "heap" -> HeapInFlight.measure(contender, concurrency, commands);
                    default -> throw new IllegalArgumentException(line);
                }
            }
        }
        System.exit(0); // the JDK's client has threads that are no daemons on some versions
    }
}
