// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static dev.jaas.testkit.JaasAssertions.assertThat;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.testkit.JaasSimulatorExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the quick start in a JVM of its own, with its settings in the environment. */
@Tag("slow")
@ExtendWith(JaasSimulatorExtension.class)
class QuickStartTest {

    private static final String MODULE = "com.example.moderation";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void main_participantInTheRoom_kicks(boolean onModulePath, JaasSimulator simulator, @TempDir Path directory)
            throws Exception {
        var standup = simulator.conference("standup");
        var user = UserId.parse("auth0|5f903d7a77f3b4006eb8e67d");
        var participant = simulator.join(standup, user);
        var key = Files.writeString(directory.resolve("key.pem"), simulator.privateKeyPem());
        var output = directory.resolve("output.txt");

        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(application(onModulePath));
        command.addAll(List.of("standup", participant.toString()));
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

        assertThat(output).isEmptyFile();
        assertThat(process.exitValue()).isZero();
        assertThat(simulator).room(standup).hasNoParticipant(user);
    }

    private static List<String> application(boolean onModulePath) {
        String modulePath = System.getProperty("jdk.module.path");
        String main = QuickStart.class.getName();
        return onModulePath
                ? List.of("--module-path", modulePath, "--module", MODULE + "/" + main)
                : List.of("--class-path", modulePath, main);
    }
}
