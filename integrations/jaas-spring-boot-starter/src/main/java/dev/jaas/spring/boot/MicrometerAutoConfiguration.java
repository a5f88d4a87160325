// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import dev.jaas.adapter.micrometer.MicrometerCommandObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * Metrics of commands, and traces if there is an {@code ObservationRegistry}. It comes after the configurations that make the
 * registries, named as in Spring Boot 3 and in Spring Boot 4.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnClass({MicrometerCommandObserver.class, MeterRegistry.class})
@ConditionalOnSingleCandidate(MeterRegistry.class)
final class MicrometerAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    MicrometerCommandObserver jaasMicrometerCommandObserver(
            MeterRegistry meters, ObjectProvider<ObservationRegistry> observations) {
        ObservationRegistry registry = observations.getIfUnique();
        return registry == null
                ? MicrometerCommandObserver.create(meters)
                : MicrometerCommandObserver.create(meters, registry);
    }
}
