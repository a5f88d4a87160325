// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.testkit.JaasSimulatorExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of {@code java.util.logging} in docs/observing.md. */
@Tag("slow")
@ExtendWith(JaasSimulatorExtension.class)
class LoggingTest {

    @Test
    void main_withTheDocumentedConfiguration_printsEveryStep(JaasSimulator simulator, @TempDir Path directory)
            throws Exception {
        Matcher configuration = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DocumentationTest.ROOT.resolve("docs/observing.md")));
        assertThat(configuration.find()).isTrue();
        Path file = Files.writeString(directory.resolve("logging.properties"), configuration.group(1));
        var participant = simulator.join(simulator.conference("standup"), UserId.parse("auth0|ann"));

        List<String> output = ForkedExample.run(
                simulator,
                directory,
                "-Djava.util.logging.config.file=" + file,
                QuickStart.class.getName(),
                "standup",
                participant.toString());

        assertThat(output)
                .allMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d FINE dev\\.jaas\\.client: .*"))
                .anyMatch(line -> line.contains("new admin token for " + simulator.keyId()))
                .anyMatch(line -> line.endsWith("KICK_PARTICIPANT #1: attempt 1"))
                .anyMatch(line -> line.contains("KICK_PARTICIPANT #1: accepted with status 200"));
        assertThat(String.join("", output)).doesNotContain(participant.toString(), "eyJ");
    }
}
