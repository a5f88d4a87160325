// SPDX-License-Identifier: Apache-2.0
package dev.jaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.domain.UserId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JaasEnvironmentTest extends EnvironmentTests {

    @Test
    void keyFile_takesPrecedenceOverKeyText() throws Exception {
        Path key = Files.writeString(directory.resolve("jaas.pk"), simulator.privateKeyPem());
        Map<String, String> variables = Map.of(
                Jaas.KEY_ID_VARIABLE, simulator.keyId().value(),
                Jaas.PRIVATE_KEY_FILE_VARIABLE, key.toString(),
                Jaas.PRIVATE_KEY_VARIABLE, "not a key",
                Jaas.PASSPHRASE_VARIABLE, " ",
                Jaas.BASE_URL_VARIABLE, simulator.baseUrl().toString());

        try (Jaas jaas = fromEnvironment(variables)) {
            assertThat(jaas.blocking().banUser(UserId.parse("bob")).attempts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "JAAS_KEY_ID, The key id is missing: set JAAS_KEY_ID",
        "JAAS_PRIVATE_KEY, The private key is missing: set JAAS_PRIVATE_KEY_FILE"
    })
    void fromEnvironment_variableMissingOrBlank_namesIt(String missing, String message) {
        for (String value : new String[] {"", " ", "\r\n", "\ufeff", "\u00a0", null}) {
            Map<String, String> variables =
                    new HashMap<>(variables(Jaas.PRIVATE_KEY_VARIABLE, simulator.privateKeyPem()));
            variables.put(missing, value);
            assertThatThrownBy(() -> fromEnvironment(variables))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(message)
                    .hasMessageEndingWith(".");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "JAAS_KEY_ID, ed85b6, short part alone",
        "JAAS_PRIVATE_KEY, secret, the text of the key: it is not a key",
        "JAAS_PRIVATE_KEY_FILE, missing.pem, there is no such file",
        "JAAS_BASE_URL, https://8x8 .vc/secret, 'JAAS_BASE_URL is not a URL, since it contains a space: set it'",
        "JAAS_BASE_URL, https://8x8.vc/[secret, 'JAAS_BASE_URL is not a URL: set it'",
        "JAAS_BASE_URL, https://my_host, without an underscore",
        "JAAS_PRIVATE_KEY_FILE, 'secret\r', 'JAAS_PRIVATE_KEY_FILE ends in a line break, and there is no such file:'",
        "JAAS_BASE_URL, http://8x8.vc, must not travel unencrypted"
    })
    void fromEnvironment_invalidValue_saysWhatIsWrong(String name, String value, String message) {
        Map<String, String> variables = new HashMap<>(variables(Jaas.PRIVATE_KEY_VARIABLE, simulator.privateKeyPem()));
        variables.put(name, value);

        assertThatThrownBy(() -> fromEnvironment(variables))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s\r", "%s\n", "\ufeff%s", "%s\u00a0", "\"%s\"\r\n"})
    void fromEnvironment_keyIdAndUrlWithInvisibleEnds_areReadWithoutThem(String form) {
        Map<String, String> variables = new HashMap<>(variables(Jaas.PRIVATE_KEY_VARIABLE, simulator.privateKeyPem()));
        variables.computeIfPresent(Jaas.KEY_ID_VARIABLE, (name, value) -> form.replace("%s", value));
        variables.computeIfPresent(Jaas.BASE_URL_VARIABLE, (name, value) -> form.replace("%s", value));

        try (Jaas jaas = fromEnvironment(variables)) {
            assertThat(jaas.blocking().banUser(UserId.parse("bob")).status()).isEqualTo(200);
        }
    }

    @Test
    void fromEnvironment_fileNameWithALineBreakThatDoesNotBelongToIt_isNamedUnlessReplaced() throws Exception {
        Path key = Files.writeString(directory.resolve("jaas.pk"), simulator.privateKeyPem());
        Map<String, String> variables = variables(Jaas.PRIVATE_KEY_FILE_VARIABLE, key + "\r");

        assertThatThrownBy(() -> fromEnvironment(variables))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "JAAS_PRIVATE_KEY_FILE ends in a line break, and there is no such file, but there is one without:"
                                + " set it to the private key's PEM file.");
        Jaas.builder().environment(variables).privateKeyFile(key).build().close();
    }

    @Test
    void fromEnvironment_fileNameInvalid_doesNotPrintIt() {
        Map<String, String> variables = variables(Jaas.PRIVATE_KEY_FILE_VARIABLE, "secret\0");

        assertThatThrownBy(() -> fromEnvironment(variables))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("JAAS_PRIVATE_KEY_FILE is not a path: set it to the private key's PEM file.");
    }
}
