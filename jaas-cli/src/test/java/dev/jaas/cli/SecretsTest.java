// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ScriptedResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No key and no token is printed, not even with {@code --verbose}, except by {@code jaas token} and {@code jaas participant-token}. */
class SecretsTest {

    private static final String TO_BAN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzb21lYm9keSJ9.c2lnbmF0dXJl";

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 500})
    void banJwt_anyStatus_doesNotPrintTheToken(int status) {
        try (JaasSimulator simulator = JaasSimulator.start()) {
            simulator.script(echo(status, simulator), echo(status, simulator), echo(status, simulator));
            Invocation.Result result = new Invocation()
                    .with("JAAS_KEY_ID", simulator.keyId().value())
                    .with("JAAS_PRIVATE_KEY", simulator.privateKeyPem())
                    .with("JAAS_BASE_URL", simulator.baseUrl().toString())
                    .run("ban-jwt", TO_BAN, "--verbose", "--json");

            String secondLineOfTheKey =
                    simulator.privateKeyPem().lines().toList().get(1);
            assertThat(result.everything()).isNotEmpty().doesNotContain(TO_BAN, secondLineOfTheKey, "Bearer eyJ");
            if (status != 200) {
                assertThat(result.err()).contains("\tat dev.jaas.");
            }
        }
    }

    @Test
    void damagedKey_isNotPrinted(@TempDir Path directory) throws Exception {
        String pem = Keys.pem();
        Path broken = Files.writeString(directory.resolve("broken.pem"), pem.substring(0, pem.length() / 2));
        Invocation.Result result = new Invocation()
                .with("JAAS_KEY_ID", Keys.KEY_ID)
                .with("JAAS_PRIVATE_KEY_FILE", broken.toString())
                .run("token", "--verbose");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("broken.pem")
                .doesNotContain(pem.lines().toList().get(1));
    }

    /** JAAS_PRIVATE_KEY, which may hold it, is easily mistaken for JAAS_PRIVATE_KEY_FILE. */
    @ParameterizedTest
    @ValueSource(strings = {"token", "doctor"})
    void key_givenAsAFileName_isNotPrinted(String command) {
        for (String key : bare()) {
            Invocation invocation = new Invocation().with("JAAS_KEY_ID", Keys.KEY_ID);
            for (Invocation.Result result : List.of(
                    invocation.run(command, "--verbose", "--private-key=" + key),
                    invocation.with("JAAS_PRIVATE_KEY_FILE", key).run(command, "--verbose", "--json"))) {
                assertThat(result.status()).isEqualTo(2);
                assertThat(result.everything()).contains("does not look like one");
                assertNothingPrintedOf(key, result);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--key-id", "--private-key", "--base-url", "--timeout", "--transport"})
    void key_givenForAnotherOption_isNotPrinted(String option) {
        Invocation invocation =
                new Invocation().with("JAAS_KEY_ID", Keys.KEY_ID).with("JAAS_PRIVATE_KEY", Keys.pem());
        Stream.concat(bare().stream(), bare().stream().map(key -> key.substring(0, 64)))
                .filter(key -> key.matches("[!-~]+"))
                .forEach(key -> {
                    Invocation.Result result = invocation.run("ban-user", "someone", "--verbose", option + "=" + key);
                    assertThat(result.status()).isEqualTo(2);
                    assertNothingPrintedOf(key, result);
                });
    }

    /** A key without BEGIN and END lines, in one line and in several, the base64 of all of it, and with something before it. */
    private static List<String> bare() {
        String body = String.join(
                "", Keys.pem().lines().filter(line -> !line.startsWith("-")).toList());
        String wrapped = Base64.getEncoder().encodeToString(Keys.pem().getBytes(StandardCharsets.US_ASCII));
        return List.of(body, body.replaceAll("(.{64})", "$1\n"), wrapped, "\u001b[2J" + body);
    }

    private static void assertNothingPrintedOf(String key, Invocation.Result result) {
        assertThat(result.everything())
                .doesNotContain(key.substring(0, 12), key.substring(24, 36), key.substring(key.length() - 12))
                .doesNotContain("\u001b");
    }

    @Test
    void stackTrace_onlyWithVerbose() {
        Invocation invocation = new Invocation().with("JAAS_KEY_ID", Keys.KEY_ID);

        assertThat(invocation.run("kick", "testRoom", "not/an/id").err()).doesNotContain("\tat ");
        assertThat(invocation.run("kick", "testRoom", "not/an/id", "--verbose").err())
                .contains("\tat ");
    }

    private static ScriptedResponse echo(int status, JaasSimulator simulator) {
        return ScriptedResponse.status(status).body("Bearer " + TO_BAN + " " + simulator.keyId());
    }
}
