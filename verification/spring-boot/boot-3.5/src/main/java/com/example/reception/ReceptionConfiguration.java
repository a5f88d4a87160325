// SPDX-License-Identifier: Apache-2.0
package com.example.reception;

import dev.jaas.events.EventDeduplicator;
import dev.jaas.events.RoomSettings;
import dev.jaas.spring.boot.JaasClientCustomizer;
import dev.jaas.spring.boot.RoomSettingsSource;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What has no property. */
@Configuration(proxyBeanMethods = false)
class ReceptionConfiguration {

    /** Keeps tokens longer than by default. */
    @Bean
    JaasClientCustomizer tokenLifetime() {
        return client -> client.tokenLifetime(Duration.ofMinutes(30));
    }

    /** Publishes an event once, though JaaS may send it repeatedly. */
    @Bean
    EventDeduplicator eventDeduplicator() {
        return EventDeduplicator.inMemory(10_000, Duration.ofDays(1));
    }

    /** Responds when JaaS asks for the settings of a room. */
    @Bean
    RoomSettingsSource roomSettings() {
        return request -> RoomSettings.builder().maxOccupants(20).build();
    }
}
