// SPDX-License-Identifier: Apache-2.0
package com.example.moderator;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The end of a program that ran in a process of its own.
 *
 * @param status its exit status
 * @param output what it printed
 */
record Program(int status, String output) {

    /** The launcher of the JDK that runs this test, without the compiler that only long runs gain from. */
    static List<String> java(List<String> options) {
        return command("java", "-XX:TieredStopAtLevel=1", options);
    }

    /** The linker of that JDK. */
    static List<String> jlink(List<String> options) {
        return command("jlink", "-J-XX:TieredStopAtLevel=1", options);
    }

    private static List<String> command(String name, String jvmOption, List<String> options) {
        String program = Path.of(System.getProperty("java.home"), "bin", name).toString();
        return Stream.concat(Stream.of(program, jvmOption), options.stream()).toList();
    }

    /** Runs a command in a directory and waits for its end. Its output is kept there. */
    static Program run(Path directory, List<String> command) throws IOException, InterruptedException {
        return end(directory, new ProcessBuilder(command));
    }

    /** Runs a command with settings and input for the service. */
    static Program run(Path directory, List<String> command, Service service) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("JAAS_"));
        environment.putAll(service.environment());
        return end(directory, builder.redirectInput(service.webhook().toFile()));
    }

    private static Program end(Path directory, ProcessBuilder builder) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Process process = builder.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, MINUTES)).as("it has ended").isTrue();
            return new Program(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }
}
