// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.KeyId;
import dev.jaas.settings.SettingText;
import dev.jaas.spi.JwsSigner;
import dev.jaas.spi.TransportSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ResourceLoader;

/** What the properties mean to the library. A value that it refuses is reported with the name of its property. */
final class ClientSettings {

    private static final Duration MAX_GRACE = Duration.ofHours(1);

    private static final String WHERE_KEYS_ARE = "the API keys page of the JaaS console";

    private ClientSettings() {}

    static JwsSigner signer(JaasProperties properties, ResourceLoader resources) {
        String keyId = required(
                "jaas.key-id",
                properties.keyId(),
                "Set it to the key id, <AppID>/<short id>, that " + WHERE_KEYS_ARE + " shows.");
        String privateKey = required(
                "jaas.private-key",
                properties.privateKey(),
                "Set it to the location of the PEM file, as in file:/run/secrets/jaas.pem, or to the PEM text itself.");
        PemJwsSigner.Builder signer = PemJwsSigner.builder(keyId(keyId));
        String passphrase = properties.privateKeyPassphrase();
        if (passphrase != null && !passphrase.isEmpty()) {
            signer.passphrase(passphrase.toCharArray());
        }
        return new PrivateKey(privateKey, resources).read(signer);
    }

    static TransportSettings transport(JaasProperties properties) {
        TransportSettings.Builder builder = TransportSettings.builder();
        set("jaas.connect-timeout", properties.connectTimeout(), builder::connectTimeout);
        set("jaas.max-connections", properties.maxConnections(), builder::maxConnections);
        return builder.build();
    }

    static void apply(JaasProperties properties, JaasClient.Builder builder) {
        String baseUrl = properties.baseUrl();
        if (baseUrl != null && !SettingText.isBlank(baseUrl)) {
            set("jaas.base-url", uri(SettingText.trim(baseUrl)), builder::baseUrl);
        }
        set("jaas.command-timeout", properties.commandTimeout(), builder::commandTimeout);
        set("jaas.attempt-timeout", properties.attemptTimeout(), builder::attemptTimeout);
        set("jaas.max-attempts", properties.maxAttempts(), builder::maxAttempts);
    }

    static JaasClient build(JaasClient.Builder builder) {
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new JaasSettingException(
                    String.valueOf(e.getMessage()),
                    "Correct the properties: commandTimeout is jaas.command-timeout, attemptTimeout is"
                            + " jaas.attempt-timeout, maxAttempts is jaas.max-attempts. A JaasClientCustomizer may have"
                            + " changed them.");
        }
    }

    static Duration shutdownGrace(JaasProperties properties) {
        Duration grace = properties.shutdownGrace();
        if (grace == null) {
            Duration commandTimeout = properties.commandTimeout();
            return commandTimeout == null ? JaasClient.Builder.DEFAULT_COMMAND_TIMEOUT : commandTimeout;
        }
        if (grace.isNegative() || grace.compareTo(MAX_GRACE) > 0) {
            throw new JaasSettingException(
                    "jaas.shutdown-grace is " + grace + ", and must be from 0 to 1 hour.",
                    "Set it to the command timeout, which is always enough, or to less.");
        }
        return grace;
    }

    private static KeyId keyId(String text) {
        try {
            return KeyId.parse(SettingText.trim(text));
        } catch (IllegalArgumentException e) {
            throw new JaasSettingException(
                    "jaas.key-id is invalid: " + e.getMessage(), "Copy the key id from " + WHERE_KEYS_ARE + ".");
        }
    }

    /** The JDK's exception is not passed on: it quotes the text. */
    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new JaasSettingException(
                    "jaas.base-url is not a URL" + SettingText.describeIllegalInUrl(text) + ".",
                    "Set it as in https://8x8.vc.");
        }
    }

    private static String required(String property, @Nullable String value, String action) {
        if (value == null || SettingText.isBlank(value)) {
            throw new JaasSettingException(
                    "The property " + property + " is not set.",
                    action + " An application without JaaS excludes JaasAutoConfiguration, and one with a client of its"
                            + " own defines a bean of the type ConferenceManagement.");
        }
        return value;
    }

    private static <T> void set(String property, @Nullable T value, Consumer<T> setter) {
        if (value != null) {
            try {
                setter.accept(value);
            } catch (IllegalArgumentException e) {
                throw new JaasSettingException(property + " is invalid: " + e.getMessage(), "Correct the property.");
            }
        }
    }
}
