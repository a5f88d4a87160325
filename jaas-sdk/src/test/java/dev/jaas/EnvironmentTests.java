// SPDX-License-Identifier: Apache-2.0
package dev.jaas;

import dev.jaas.simulator.JaasSimulator;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A simulator, and the environment variables to connect to it. */
abstract class EnvironmentTests {

    final JaasSimulator simulator = JaasSimulator.start();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        simulator.close();
    }

    static Jaas fromEnvironment(Map<String, String> variables) {
        return Jaas.builder().environment(variables).build();
    }

    Map<String, String> variables(String key, String value) {
        return Map.of(
                Jaas.KEY_ID_VARIABLE,
                simulator.keyId().value(),
                key,
                value,
                Jaas.BASE_URL_VARIABLE,
                simulator.baseUrl().toString());
    }
}
