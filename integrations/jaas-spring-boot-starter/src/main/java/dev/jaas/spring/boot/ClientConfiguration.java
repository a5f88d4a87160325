// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import dev.jaas.api.CommandObserver;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.client.JaasClient;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.JwsSigner;
import dev.jaas.spi.TransportSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ResourceLoader;

/** Signer, transport and client, unless the application has a client of its own. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(ConferenceManagement.class)
@Import({
    TransportConfiguration.JdkChosen.class,
    TransportConfiguration.WithVertx.class,
    TransportConfiguration.WithoutVertx.class
})
class ClientConfiguration {

    @Bean
    @ConditionalOnMissingBean
    JwsSigner jaasJwsSigner(JaasProperties properties, ResourceLoader resources) {
        return ClientSettings.signer(properties, resources);
    }

    @Bean
    @ConditionalOnMissingBean
    TransportSettings jaasTransportSettings(JaasProperties properties) {
        return ClientSettings.transport(properties);
    }

    @Bean
    CommandCallbacks jaasCommandCallbacks() {
        return new CommandCallbacks();
    }

    @Bean
    JaasClient jaasClient(
            JwsSigner signer,
            HttpTransport transport,
            CommandCallbacks callbacks,
            JaasProperties properties,
            ObjectProvider<CommandObserver> observers,
            ObjectProvider<JaasClientCustomizer> customizers) {
        JaasClient.Builder builder = JaasClient.builder(signer, transport).callbackExecutor(callbacks::run);
        ClientSettings.apply(properties, builder);
        observers.orderedStream().forEach(builder::addObserver);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return ClientSettings.build(builder);
    }
}
