// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Keeps secrets out of the endpoints env and configprops where the application has made them show values. */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
final class SanitizingAutoConfiguration {

    @Bean
    SanitizingFunction jaasSanitizingFunction() {
        return data ->
                SecretProperties.contains(data.getKey()) ? data.withValue(SanitizableData.SANITIZED_VALUE) : data;
    }
}
