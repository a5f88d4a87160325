// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM of the run that reads commands, one a line, and responds with a line to each. */
final class Jvm implements AutoCloseable {

    private static final int SECONDS_TO_END = 10;

    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    private Jvm(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    static Jvm start(Path javaHome, Class<?> main, String... arguments) {
        List<String> command = Stream.concat(
                        Stream.of(
                                javaHome.resolve("bin/java").toString(),
                                "-Xmx512m",
                                "--enable-native-access=ALL-UNNAMED", // Netty's; without it newer JDKs print warnings
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()),
                        Stream.of(arguments))
                .toList();
        try {
            return new Jvm(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String ask(String command) {
        tell(command);
        return read();
    }

    void tell(String command) {
        try {
            in.write(command + "\n");
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the process has ended", e);
        }
    }

    String read() {
        try {
            String line = out.readLine();
            if (line == null) {
                throw new IllegalStateException("the process has ended; its standard error says why");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends its standard input, and the process if it does not end by that. */
    @Override
    public void close() {
        try {
            in.close();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
