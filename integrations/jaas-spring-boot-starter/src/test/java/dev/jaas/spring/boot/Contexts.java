// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import dev.jaas.simulator.JaasSimulator;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Contexts with the configurations of the starter. */
final class Contexts {

    private Contexts() {}

    static ApplicationContextRunner withoutSettings() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        JaasAutoConfiguration.class,
                        Boot3HealthAutoConfiguration.class,
                        MicrometerAutoConfiguration.class,
                        SanitizingAutoConfiguration.class,
                        WebhookAutoConfiguration.class));
    }

    /** Does not use Vert.x, which starts slowly. */
    static ApplicationContextRunner of(JaasSimulator simulator) {
        return withoutSettings()
                .withPropertyValues(
                        "jaas.base-url=" + simulator.baseUrl(),
                        "jaas.key-id=" + simulator.keyId(),
                        "jaas.private-key=" + simulator.privateKeyPem(),
                        "jaas.transport=jdk");
    }

    /** What is printed when a context does not start. */
    static String analysis(Throwable failure) {
        FailureAnalysis analysis = Stream.of(new SecretBindFailureAnalyzer(), new SettingFailureAnalyzer())
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("not analysed", failure));
        return analysis.getDescription() + '\n' + analysis.getAction();
    }
}
