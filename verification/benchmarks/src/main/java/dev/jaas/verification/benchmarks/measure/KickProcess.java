// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.measure;

import dev.jaas.verification.benchmarks.WorkDirectory;
import dev.jaas.verification.benchmarks.process.PlainKick;
import dev.jaas.verification.benchmarks.report.Row;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program as a whole process, from the shell script to its exit, and a plain program that does the same.
 *
 * @param wall the row of elapsed time
 * @param cpu the row of CPU time
 */
record KickProcess(Row wall, Row cpu) implements Measure {

    /** Before the first pair each runs so often, to have its files in memory. */
    private static final int WARM_UPS = 2;

    private static final String TIMED = "TIMEFORMAT='%R %U %S'; time \"$@\" >/dev/null";

    private record Seconds(double wall, double cpu) {}

    @Override
    public List<Row> rows() {
        return List.of(wall, cpu);
    }

    @Override
    public List<Row> run(Settings settings) {
        Pairs<Seconds> pairs = new Pairs<>();
        try (Server server = new Server(settings)) {
            List<String> ours = List.of(
                    settings.root().resolve("jaas").toString(),
                    "kick",
                    "--key-id",
                    WorkDirectory.KEY_IDS.get(0).value(),
                    "--private-key",
                    settings.directory().privateKey(0).toString(),
                    "--base-url",
                    server.url(false),
                    WorkDirectory.KICK.conference().fullName(),
                    WorkDirectory.KICK.participant().value());
            List<String> plain = List.of(
                    settings.javaHome().resolve("bin/java").toString(),
                    "-cp",
                    plainClassPath(),
                    PlainKick.class.getName(),
                    settings.directory().privateKey(0).toString(),
                    WorkDirectory.KEY_IDS.get(0).value(),
                    server.url(false),
                    WorkDirectory.KICK.conference().fullName(),
                    WorkDirectory.KICK.participant().value());
            for (int i = 0; i < WARM_UPS; i++) {
                time(settings, server, ours);
                time(settings, server, plain);
            }
            while (pairs.first.size() < settings.rounds()) {
                pairs.add(() -> time(settings, server, ours), () -> time(settings, server, plain));
            }
        }
        return List.of(
                wall.with(
                        pairs.first.stream().map(Seconds::wall).toList(),
                        pairs.second.stream().map(Seconds::wall).toList()),
                cpu.with(
                        pairs.first.stream().map(Seconds::cpu).toList(),
                        pairs.second.stream().map(Seconds::cpu).toList()));
    }

    /** The classes of this module and BouncyCastle, and nothing that would slow the search for them. */
    private static String plainClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.contains("jdk18on") || entry.endsWith("classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Seconds time(Settings settings, Server server, List<String> command) {
        Server.Counts before = server.counts();
        ProcessBuilder builder =
                new ProcessBuilder(Stream.concat(Stream.of("bash", "-c", TIMED, "bash"), command.stream())
                        .toList());
        builder.environment().put("JAVA_HOME", settings.javaHome().toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            Process process = builder.start();
            String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0 || server.counts().verified() != before.verified() + 1) {
                throw new IllegalStateException(command.get(0) + " did not kick: " + error);
            }
            String[] times = error.substring(error.lastIndexOf('\n') + 1).split(" ", -1);
            return new Seconds(
                    Double.parseDouble(times[0]), Double.parseDouble(times[1]) + Double.parseDouble(times[2]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
