// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code jaas.*}, described in META-INF/spring-configuration-metadata.json. One that is null is not set, and the
 * library's default holds.
 */
@ConfigurationProperties("jaas")
record JaasProperties(
        @Nullable String keyId,
        @Nullable String privateKey,
        @Nullable String privateKeyPassphrase,
        @Nullable String baseUrl,
        @Nullable Duration commandTimeout,
        @Nullable Duration attemptTimeout,
        @Nullable Integer maxAttempts,
        @Nullable Duration connectTimeout,
        @Nullable Integer maxConnections,
        @Nullable TransportKind transport,
        @Nullable Duration shutdownGrace,
        @DefaultValue Webhooks webhooks) {

    /** The HTTP client that sends commands. */
    enum TransportKind {
        JDK,
        VERTX
    }

    /** Which requests are taken as webhooks of JaaS. */
    record Webhooks(
            @Nullable String path,
            @DefaultValue List<String> secrets,
            @Nullable Duration tolerance) {

        @Override
        public String toString() {
            return "Webhooks[path=" + path + ", secrets=" + secrets.size() + "]";
        }
    }

    /** Without the key and its passphrase. */
    @Override
    public String toString() {
        return "JaasProperties[keyId=" + keyId + ", webhooks=" + webhooks + "]";
    }
}
