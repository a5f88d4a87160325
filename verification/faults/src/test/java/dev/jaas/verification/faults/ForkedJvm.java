package dev.jaas.verification.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM with the class path of this one and options of its own. */
final class ForkedJvm implements AutoCloseable {

    private static final long PATIENCE_MINUTES = 2;

    private final Process process;
    private final BufferedReader out;
    private final StringBuilder told = new StringBuilder();

    private ForkedJvm(Process process) {
        this.process = process;
        this.out = process.inputReader();
    }

    static ForkedJvm start(List<String> options, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new ForkedJvm(process);
    }

    /** The next line of its output that begins so, without that beginning. */
    String await(String beginning) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            told.append(line).append('\n');
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
        throw new AssertionError("the forked JVM ended without a line \"%s\", saying: %s".formatted(beginning, told));
    }

    /** All of its output that has been waited for. */
    String told() {
        return told.toString();
    }

    void tell(byte[] input) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write(input);
        in.flush();
    }

    int exitStatus() throws InterruptedException {
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            throw new AssertionError("the forked JVM does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
