// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs the program as people run it, against a simulator, so that the JVM can archive the classes that it loads. The script
 * {@code jaas} starts it after a build. It prints nothing, and leaves no file behind.
 */
final class Training {

    private Training() {}

    /**
     * Sends two commands, and has the same printed.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        Path key = Files.createTempFile("jaas-training-", ".pem");
        try (JaasSimulator simulator = JaasSimulator.builder().start()) {
            Files.writeString(key, simulator.privateKeyPem());
            ConferenceName room = simulator.conference("training");
            for (String format : new String[] {"--verbose", "--json"}) {
                String participant = simulator.join(room, UserId.parse("user")).value();
                run(
                        "kick",
                        "--key-id",
                        simulator.keyId().value(),
                        "--private-key",
                        key.toString(),
                        "--base-url",
                        simulator.baseUrl().toString(),
                        format,
                        room.fullName(),
                        participant);
            }
            run("--help");
        } finally {
            Files.deleteIfExists(key);
        }
        System.exit(0);
    }

    private static void run(String... args) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        int status = Main.run(args, Map.of(), new ByteArrayInputStream(new byte[0]), nowhere, nowhere);
        if (status != 0) {
            throw new IllegalStateException("a command of the training ended with " + status);
        }
    }
}
