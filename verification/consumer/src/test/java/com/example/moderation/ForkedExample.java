// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.simulator.JaasSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs an example in a JVM of its own, on the class path, with the settings of a simulator in its environment. */
final class ForkedExample {

    private ForkedExample() {}

    /**
     * Runs until the JVM ends.
     *
     * @param directory for files
     * @param arguments of the JVM, from its options to the arguments of the program
     * @return what it printed to standard output and standard error
     */
    static List<String> run(JaasSimulator simulator, Path directory, String... arguments) throws Exception {
        var key = Files.writeString(directory.resolve("key.pem"), simulator.privateKeyPem());
        var output = directory.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--class-path", System.getProperty("jdk.module.path")));
        command.addAll(List.of(arguments));

        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("JAAS_KEY_ID", simulator.keyId().toString());
        builder.environment().put("JAAS_PRIVATE_KEY_FILE", key.toString());
        builder.environment().put("JAAS_BASE_URL", simulator.baseUrl().toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(output);
        assertThat(process.exitValue()).as("%s", lines).isZero();
        return lines;
    }
}
