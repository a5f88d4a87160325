// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import dev.jaas.events.EventDeduplicator;
import dev.jaas.events.WebhookVerifier;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/** Receives webhooks at {@code jaas.webhooks.path} in a servlet application that has jaas-events. */
@AutoConfiguration
@ConditionalOnClass({WebhookVerifier.class, Filter.class, FilterRegistrationBean.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty("jaas.webhooks.path")
@EnableConfigurationProperties(JaasProperties.class)
final class WebhookAutoConfiguration {

    /** Before Spring Security's filters (-100): a webhook has no user, and its signature is what authenticates it. */
    private static final int FILTER_ORDER = -101;

    /** An exact path, since a pattern of the servlet specification would also match others. */
    private static final Pattern PATH = Pattern.compile("/[^*?#;\\s]+");

    @Bean
    @ConditionalOnMissingBean
    WebhookVerifier jaasWebhookVerifier(JaasProperties properties) {
        List<String> secrets = properties.webhooks().secrets();
        if (secrets.isEmpty()) {
            throw new JaasSettingException(
                    "jaas.webhooks.path is set, but jaas.webhooks.secrets is not.",
                    "Set it to the endpoint's secret that the Webhooks page of the JaaS console shows (whsec_…); while it"
                            + " is rotated, to the old and the new one.");
        }
        try {
            WebhookVerifier.Builder verifier = WebhookVerifier.builder(secrets.toArray(String[]::new));
            if (properties.webhooks().tolerance() != null) {
                verifier.tolerance(properties.webhooks().tolerance());
            }
            return verifier.build();
        } catch (IllegalArgumentException e) {
            throw new JaasSettingException(
                    "A property of jaas.webhooks is invalid: " + e.getMessage(),
                    "Correct jaas.webhooks.secrets or jaas.webhooks.tolerance.");
        }
    }

    @Bean
    @ConditionalOnMissingBean(name = "jaasWebhookFilter")
    FilterRegistrationBean<Filter> jaasWebhookFilter(
            JaasProperties properties,
            WebhookVerifier verifier,
            ApplicationEventPublisher publisher,
            ObjectProvider<EventDeduplicator> deduplicator,
            ObjectProvider<RoomSettingsSource> roomSettings) {
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(
                new WebhookFilter(verifier, publisher, deduplicator.getIfAvailable(), roomSettings.getIfAvailable()));
        filter.addUrlPatterns(path(properties.webhooks().path()));
        filter.setOrder(FILTER_ORDER);
        return filter;
    }

    private static String path(@Nullable String path) {
        if (path == null || !PATH.matcher(path).matches()) {
            throw new JaasSettingException(
                    "jaas.webhooks.path must begin with a slash and be the path of one endpoint, without a pattern.",
                    "Set it as in /webhooks/jaas, and enter the endpoint's URL in the JaaS console.");
        }
        return path;
    }
}
