// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import dev.jaas.spi.JwsSigner;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The health indicator {@code jaas} with the types of Spring Boot 4. */
@AutoConfiguration(after = JaasAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnSingleCandidate(JwsSigner.class)
@ConditionalOnEnabledHealthIndicator("jaas")
final class Boot4HealthAutoConfiguration {

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
