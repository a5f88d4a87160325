// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import dev.jaas.client.JaasClient;

/**
 * Changes the settings of the client before it is built, after the properties {@code jaas.*} and the observers were set. Define
 * beans of this type for what has no property, such as the lifetime of tokens; they are called in their order
 * ({@code @Order}).
 */
@FunctionalInterface
public interface JaasClientCustomizer {

    /**
     * Changes settings.
     *
     * @param builder the client's builder
     */
    void customize(JaasClient.Builder builder);
}
