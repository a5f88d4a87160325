// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Prints in place of Spring Boot's own analyzer, which prints the value, that a secret property cannot be read. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecretBindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        String name = cause.getName().toString();
        if (!SecretProperties.contains(name)) {
            return null;
        }
        JaasSettingException failure = new JaasSettingException(
                name + " cannot be read; its value is not shown.",
                "Set it to one text, or to a list whose indexes begin with 0. No ${…} in it may refer to itself.");
        return new FailureAnalysis(failure.description(), failure.action(), failure);
    }
}
