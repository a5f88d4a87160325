// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static dev.jaas.testkit.JaasAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.BanUser;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ScriptedResponse;
import dev.jaas.testkit.JaasSimulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The program of the guide for plain Java, which the JVM compiles and runs, with what the guide says to change before Java 21. */
@Tag("slow")
@ExtendWith(JaasSimulatorExtension.class)
class BanAllTest {

    private static final Path SOURCE = Path.of("src/guides/BanAll.java");
    private static final int USERS = 50;

    @TempDir
    private Path directory;

    @Test
    void main_manyUsers_bansAllAtOnceAndReportsEach(JaasSimulator simulator) throws Exception {
        List<String> users =
                IntStream.range(0, USERS).mapToObj(number -> "user-" + number).toList();
        simulator.respondTo(
                command -> command instanceof BanUser ban && ban.user().value().equals("user-7"),
                ScriptedResponse.status(403));

        var file = Files.write(directory.resolve("users.txt"), users);
        List<String> output = ForkedExample.run(simulator, directory, program().toString(), file.toString());

        assertThat(output).hasSize(USERS).startsWith("user-0: banned", "user-1: banned");
        assertThat(output.get(7)).startsWith("user-7: ").contains("403");
        assertThat(output).filteredOn(line -> line.endsWith(": banned")).hasSize(USERS - 1);
        assertThat(simulator).hasBanned(UserId.parse("user-49"));
    }

    private Path program() throws IOException {
        if (Runtime.version().feature() >= 21) {
            return SOURCE;
        }
        String virtual = "Executors.newVirtualThreadPerTaskExecutor()";
        String source = Files.readString(SOURCE);
        assertThat(source).containsOnlyOnce(virtual);
        return Files.writeString(
                directory.resolve("BanAll.java"), source.replace(virtual, "Executors.newFixedThreadPool(32)"));
    }
}
