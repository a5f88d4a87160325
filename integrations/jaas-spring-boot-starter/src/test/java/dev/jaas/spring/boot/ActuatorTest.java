// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.adapter.micrometer.MicrometerCommandObserver;
import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.spi.JwsSigner;
import dev.jaas.testkit.JaasSimulatorExtension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.context.FilteredClassLoader;

/** Health, metrics and the endpoints that show properties. */
@ExtendWith(JaasSimulatorExtension.class)
class ActuatorTest {

    private final JaasSimulator simulator;

    ActuatorTest(JaasSimulator simulator) {
        this.simulator = simulator;
    }

    @Test
    void health_keyThatSigns_isUp() {
        Contexts.of(simulator).run(context -> {
            Health health = context.getBean(HealthIndicator.class).health();

            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails())
                    .containsEntry("keyId", simulator.keyId().toString());
            assertThat(simulator.requests()).isEmpty();
        });
    }

    @Test
    void health_signerThatFails_isDownWithTheClassAlone() {
        Contexts.of(simulator).run(context -> {
            context.getBean(JwsSigner.class).close();
            Health health = context.getBean(HealthIndicator.class).health();

            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails()).containsEntry("error", "java.lang.IllegalStateException");
        });
    }

    @Test
    void health_ofBoot4_isTheSame() {
        Contexts.of(simulator).run(context -> {
            JwsSigner signer = context.getBean(JwsSigner.class);
            var indicator = new Boot4HealthAutoConfiguration().jaasHealthIndicator(signer);

            assertThat(indicator.health().getStatus().getCode()).isEqualTo("UP");
            signer.close();
            assertThat(indicator.health().getStatus().getCode()).isEqualTo("DOWN");
        });
    }

    @Test
    void health_disabled_hasNoIndicator() {
        Contexts.of(simulator)
                .withPropertyValues("management.health.jaas.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
    }

    @Test
    void metrics_withARegistry_areRecorded() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Contexts.of(simulator).withBean(MeterRegistry.class, () -> registry).run(context -> {
            assertThat(context).hasSingleBean(MicrometerCommandObserver.class);
            context.getBean(BlockingConferenceManagement.class).banUser(UserId.parse("mallory"));

            assertThat(registry.find("jaas.commands.in.flight").gauge()).isNotNull();
        });
    }

    @Test
    void metrics_withoutRegistryOrAdapter_areNotThere() {
        Contexts.of(simulator).run(context -> assertThat(context).doesNotHaveBean(MicrometerCommandObserver.class));
        Contexts.of(simulator)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withClassLoader(new FilteredClassLoader("dev.jaas.adapter.micrometer"))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jaas.private-key",
                "jaas.privateKeyPassphrase",
                "JAAS_PRIVATE_KEY",
                "JAAS_PRIVATEKEYPASSPHRASE",
                "jaas.webhooks.secrets[0]",
                "JAAS_WEBHOOKS_SECRETS_1_"
            })
    void sanitizing_secretProperty_hidesItsValue(String name) {
        assertThat(sanitized(name)).isEqualTo(SanitizableData.SANITIZED_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jaas.key-id", "JAAS_BASE_URL", "jaas.webhooks.path"})
    void sanitizing_otherProperty_keepsItsValue(String name) {
        assertThat(sanitized(name)).isEqualTo("value");
    }

    private static Object sanitized(String name) {
        SanitizingFunction function = new SanitizingAutoConfiguration().jaasSanitizingFunction();
        return function.apply(new SanitizableData(null, name, "value")).getValue();
    }
}
