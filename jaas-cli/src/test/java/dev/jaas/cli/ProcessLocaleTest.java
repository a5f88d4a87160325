// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ScriptedResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program as a process of a locale whose digits or capitals differ; {@link LocaleTest} has every text. */
@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ProcessLocaleTest {

    private static final String[] ARABIC = {"-Duser.language=ar", "-Duser.country=EG", "-Duser.extensions=u-nu-arab"};
    private static final String[] TURKISH = {"-Duser.language=tr", "-Duser.country=TR"};

    private final JaasSimulator simulator = JaasSimulator.start();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void rejectedCommand_printsTheSameInEveryLocale() throws Exception {
        String english = rejected();

        assertThat(english).contains("404", "attempt 1 started");
        assertThat(rejected(ARABIC)).isEqualTo(english);
        assertThat(rejected(TURKISH)).isEqualTo(english);
    }

    private String rejected(String... locale) throws Exception {
        simulator.script(ScriptedResponse.status(404));
        ProgramProcess jaas = new ProgramProcess().with(simulator).jvm(locale);
        return jaas.bash("jaas ban-user i --verbose || true")
                .replaceAll("[0-9]+ ms", "N ms")
                .replaceAll("[0-9T:-]+Z", "TIME")
                .replaceAll("#[0-9]+", "#N")
                .replaceAll("(?m)^\tat .*\n", "");
    }
}
