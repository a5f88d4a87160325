// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM with the class path of this one and its own options. */
public final class ForkedJvm implements AutoCloseable {

    private static final long TIMEOUT_MINUTES = 2;

    private final Process process;
    private final BufferedReader out;
    private final StringBuilder output = new StringBuilder();

    private ForkedJvm(Process process) {
        this.process = process;
        this.out = process.inputReader();
    }

    public static ForkedJvm start(List<String> options, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new ForkedJvm(process);
    }

    /** Reads to the next line of output that begins with a prefix, and returns the rest of that line. */
    public String awaitLine(String prefix) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            output.append(line).append('\n');
            if (line.startsWith(prefix)) {
                return line.substring(prefix.length());
            }
        }
        throw new AssertionError(
                "the forked JVM ended without a line \"%s\"; its output: %s".formatted(prefix, output));
    }

    /** Returns the output that has been read so far. */
    public String output() {
        return output.toString();
    }

    public void write(byte[] input) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write(input);
        in.flush();
    }

    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
            throw new AssertionError("the forked JVM does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
