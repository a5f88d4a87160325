// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import dev.jaas.spi.JwsSigner;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** The health indicator {@code jaas} with the types of Spring Boot 3. */
@AutoConfiguration(after = JaasAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnSingleCandidate(JwsSigner.class)
@ConditionalOnEnabledHealthIndicator("jaas")
final class Boot3HealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "jaasHealthIndicator")
    HealthIndicator jaasHealthIndicator(JwsSigner signer) {
        return () -> {
            String failure = SigningCheck.failure(signer);
            Health.Builder health =
                    failure == null ? Health.up() : Health.down().withDetail("error", failure);
            return health.withDetail("keyId", signer.keyId().toString()).build();
        };
    }
}
