// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.client.JaasClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Makes a {@link ConferenceManagement} and its blocking view of the properties {@code jaas.*}, and lets commands in flight end
 * when the application ends. Every bean gives way to one of the application's: a {@link ConferenceManagement} replaces
 * signer, transport and client together.
 */
@AutoConfiguration
@EnableConfigurationProperties(JaasProperties.class)
@Import(ClientConfiguration.class)
public final class JaasAutoConfiguration {

    JaasAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(ConferenceManagement.class)
    BlockingConferenceManagement jaasBlockingConferenceManagement(ConferenceManagement management) {
        return management.blocking();
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(JaasClient.class)
    ClientLifecycle jaasClientLifecycle(
            ApplicationContext context,
            JaasClient client,
            ObjectProvider<CommandCallbacks> callbacks,
            JaasProperties properties) {
        return new ClientLifecycle(
                context, client, callbacks.getIfAvailable(), ClientSettings.shutdownGrace(properties));
    }
}
