// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints which property is missing or invalid, and what to do, in place of a stack trace. */
final class SettingFailureAnalyzer extends AbstractFailureAnalyzer<JaasSettingException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, JaasSettingException cause) {
        return new FailureAnalysis(cause.description(), cause.action(), cause);
    }
}
