// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jaas.simulator.JaasSimulator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program in a JVM of its own, for what only a process has: signals, an exit status, descriptors, a locale. */
final class ProgramProcess {

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> jvmOptions = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));

    ProgramProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    ProgramProcess with(JaasSimulator simulator) {
        return with("JAAS_KEY_ID", simulator.keyId().value())
                .with("JAAS_PRIVATE_KEY", simulator.privateKeyPem())
                .with("JAAS_BASE_URL", simulator.baseUrl().toString());
    }

    ProgramProcess jvm(String... options) {
        jvmOptions.addAll(Arrays.asList(options));
        return this;
    }

    Running start(String... args) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(Stream.concat(command(), Stream.of(args)).toList());
        builder.environment().keySet().removeIf(name -> name.startsWith("JAAS_"));
        builder.environment().putAll(environment);
        return new Running(builder.start());
    }

    /** Runs a shell script in which {@code jaas} is the program. */
    String bash(String script) throws IOException, InterruptedException {
        String jaas = command().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return Bash.run("jaas() { " + jaas + " \"$@\"; }\n" + script, environment);
    }

    private Stream<String> command() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath =
                System.getProperty("java.class.path") + File.pathSeparator + System.getProperty("jdk.module.path", "");
        return Stream.of(Stream.of(java), jvmOptions.stream(), Stream.of("-cp", classPath, Main.class.getName()))
                .flatMap(words -> words);
    }

    /** A process that has been started. */
    record Running(Process process) {

        void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        }

        Invocation.Result result() throws IOException, InterruptedException {
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The program did not end; it printed:\n" + out + err);
            }
            return new Invocation.Result(process.exitValue(), out, err);
        }
    }
}
