// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.simulator.JaasSimulator;
import dev.jaas.testkit.JaasSimulatorExtension;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What is printed for settings that are missing or wrong. */
@ExtendWith(JaasSimulatorExtension.class)
class SettingsTest {

    private final JaasSimulator simulator;

    SettingsTest(JaasSimulator simulator) {
        this.simulator = simulator;
    }

    @Test
    void keyId_missingOrBlank_saysWhatToSet() {
        assertThat(analysisWith("jaas.key-id= "))
                .contains("The property jaas.key-id is not set.", "API keys page", "ConferenceManagement");
    }

    @Test
    void keyId_invalid_saysWhy() {
        assertThat(analysisWith("jaas.key-id=ed85b6")).contains("jaas.key-id is invalid: ");
    }

    @Test
    void privateKey_missing_saysWhatToSet() {
        assertThat(analysisWith("jaas.private-key="))
                .contains("The property jaas.private-key is not set.", "file:/run/secrets/jaas.pem");
    }

    @Test
    void privateKey_fileThatDoesNotExist_isNamed() {
        assertThat(analysisWith("jaas.private-key=file:/no/such.pem")).contains("/no/such.pem: there is no such file");
    }

    @Test
    void privateKey_resourceThatDoesNotExist_isNamed() {
        assertThat(analysisWith("jaas.private-key=classpath:no-such.pem"))
                .contains("jaas.private-key names classpath:no-such.pem, which cannot be read");
    }

    @Test
    void privateKey_pathWithoutScheme_saysHowToNameAFile() {
        assertThat(analysisWith("jaas.private-key=/run/secrets/jaas.pem"))
                .contains("To name a file, write file: before its path");
    }

    @Test
    void privateKey_inALocationOfAnotherScheme_isNotShown() {
        String key =
                Base64.getEncoder().encodeToString(simulator.privateKeyPem().getBytes());

        assertThat(analysisWith("jaas.private-key=data:text/plain;base64," + key))
                .contains("a resource of the scheme data")
                .doesNotContain(key);
    }

    @Test
    void privateKey_cutOff_isNotShown() {
        String pem = simulator.privateKeyPem();
        String half = pem.substring(0, pem.length() / 2);

        assertThat(analysisWith("jaas.private-key=" + half))
                .contains("The private key of jaas.private-key cannot be used.")
                .doesNotContain(half.lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void baseUrl_thatIsNone_saysWhy() {
        assertThat(analysisWith("jaas.base-url=8x8 vc")).contains("jaas.base-url is not a URL, since it contains");
        assertThat(analysisWith("jaas.base-url=http://8x8.vc")).contains("jaas.base-url is invalid: ");
    }

    @Test
    void timeouts_thatDoNotFit_areNamedByTheirProperties() {
        assertThat(analysisWith("jaas.command-timeout=3s"))
                .contains("attemptTimeout must be more than zero and at most commandTimeout", "jaas.attempt-timeout");
        assertThat(analysisWith("jaas.connect-timeout=0s")).contains("jaas.connect-timeout is invalid: ");
        assertThat(analysisWith("jaas.shutdown-grace=-1s")).contains("jaas.shutdown-grace is ");
    }

    @Test
    void transport_vertxWithoutItsAdapter_saysWhatToAdd() {
        ApplicationContextRunner runner =
                Contexts.of(simulator).withClassLoader(new FilteredClassLoader("dev.jaas.adapter.vertx"));

        assertThat(analysis(runner, "jaas.transport=vertx"))
                .contains("jaas-adapter-vertx is not on the class path", "jaas.transport=jdk");
    }

    @Test
    void transport_thatCannotBeMade_saysWhatToChange() {
        assertThatThrownBy(() -> TransportConfiguration.made(() -> {
                    throw new NoClassDefFoundError("io/netty/channel/MultiThreadIoEventLoopGroup");
                }))
                .isInstanceOf(JaasSettingException.class)
                .hasMessageContaining("io/netty/channel/MultiThreadIoEventLoopGroup")
                .hasMessageContaining("netty.version");
        assertThatThrownBy(() -> TransportConfiguration.made(() -> {
                    throw new IllegalStateException("This is Vert.x 4.");
                }))
                .isInstanceOf(JaasSettingException.class)
                .hasMessageContainingAll("This is Vert.x 4.", "jaas.transport");
    }

    @Test
    void secrets_ofProperties_areInNoToString() {
        Contexts.of(simulator)
                .withPropertyValues("jaas.private-key-passphrase=sesame", "jaas.webhooks.secrets=whsec_sesame")
                .run(context -> assertThat(context.getBean(JaasProperties.class).toString())
                        .contains(simulator.keyId().toString())
                        .doesNotContain("sesame", "PRIVATE KEY"));
    }

    private String analysisWith(String property) {
        return analysis(Contexts.of(simulator), property);
    }

    private static String analysis(ApplicationContextRunner runner, String property) {
        StringBuilder analysis = new StringBuilder();
        runner.withPropertyValues(property).run(context -> {
            assertThat(context).hasFailed();
            analysis.append(Contexts.analysis(context.getStartupFailure()));
        });
        return analysis.toString();
    }
}
