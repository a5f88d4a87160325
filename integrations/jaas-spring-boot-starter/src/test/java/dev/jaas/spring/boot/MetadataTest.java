// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.client.JaasClient;
import dev.jaas.events.WebhookVerifier;
import dev.jaas.spi.TransportSettings;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;

/** The hand-written metadata describes the properties that there are, with the defaults of the library. */
class MetadataTest {

    private static final Pattern PROPERTY = Pattern.compile(
            "\"name\": \"(jaas[^\"]+)\",\\s+\"type\": \"[^\"]+\",\\s+\"description\": \"[^\"]+\"(?:,\\s+\"defaultValue\": \"?([^\"\\s]+)\"?)?");

    @Test
    void properties_areTheComponentsOfTheRecords() throws IOException {
        Stream<String> own = names("jaas.", JaasProperties.class).filter(name -> !name.equals("jaas.webhooks"));
        Stream<String> webhooks = names("jaas.webhooks.", JaasProperties.Webhooks.class);

        assertThat(defaults().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(own, webhooks).toList());
    }

    @Test
    void defaults_areTheLibrarys() throws IOException {
        Map<String, String> defaults = defaults();

        assertThat(defaults)
                .containsEntry("jaas.base-url", JaasClient.Builder.DEFAULT_BASE_URL.toString())
                .containsEntry("jaas.max-attempts", "" + JaasClient.Builder.DEFAULT_MAX_ATTEMPTS)
                .containsEntry("jaas.max-connections", "" + TransportSettings.DEFAULT_MAX_CONNECTIONS);
        assertThat(DurationStyle.detectAndParse(defaults.get("jaas.command-timeout")))
                .isEqualTo(JaasClient.Builder.DEFAULT_COMMAND_TIMEOUT);
        assertThat(DurationStyle.detectAndParse(defaults.get("jaas.attempt-timeout")))
                .isEqualTo(JaasClient.Builder.DEFAULT_ATTEMPT_TIMEOUT);
        assertThat(DurationStyle.detectAndParse(defaults.get("jaas.connect-timeout")))
                .isEqualTo(TransportSettings.DEFAULT_CONNECT_TIMEOUT);
        assertThat(DurationStyle.detectAndParse(defaults.get("jaas.webhooks.tolerance")))
                .isEqualTo(WebhookVerifier.DEFAULT_TOLERANCE);
    }

    private static Stream<String> names(String prefix, Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> prefix + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
    }

    private static Map<String, String> defaults() throws IOException {
        try (InputStream metadata =
                JaasProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            Map<String, String> defaults = new TreeMap<>();
            PROPERTY.matcher(new String(metadata.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .forEach((MatchResult property) ->
                            defaults.put(property.group(1), String.valueOf(property.group(2))));
            return defaults;
        }
    }
}
