// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.simulator.JaasSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --profile} and {@code JAAS_PROFILE}. */
class ProfileTest {

    private final JaasSimulator simulator = JaasSimulator.start();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        directory = Files.createDirectories(home.resolve(".config/jaas"));
        Files.writeString(home.resolve("key.pem"), simulator.privateKeyPem());
        profile("test", "~/key.pem");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void profile_byOptionOrVariable_hasTheSettings() {
        assertAccepted(invocation().run("ban-user", "ann", "--profile", "test"));
        assertAccepted(invocation().with("JAAS_PROFILE", "test").run("ban-user", "ann"));
        assertAccepted(invocation().with("JAAS_PROFILE", "missing").run("ban-user", "ann", "--profile=test"));
        assertThat(invocation().run("ban-user", "ann").err()).startsWith("Missing key id");
    }

    @Test
    void privateKey_withARelativePath_isBesideTheProfile() throws IOException {
        Files.writeString(directory.resolve("key.pem"), simulator.privateKeyPem());
        profile("relative", "key.pem");

        assertAccepted(invocation().run("ban-user", "ann", "--profile", "relative"));
    }

    @Test
    void profile_inXdgConfigHome_isFoundThere_unlessThatIsRelative() throws IOException {
        Path other = Files.createDirectories(home.resolve("other/jaas"));
        Files.move(directory.resolve("test.conf"), other.resolve("moved.conf"));

        assertAccepted(invocation()
                .with("XDG_CONFIG_HOME", other.getParent().toString())
                .run("ban-user", "ann", "--profile", "moved"));
        assertThat(invocation()
                        .with("XDG_CONFIG_HOME", "other")
                        .run("ban-user", "ann", "--profile", "moved")
                        .err())
                .contains(
                        "There is no profile moved",
                        directory.resolve("moved.conf").toString());
    }

    @Test
    void setting_isTakenFromTheOptionThenTheVariableThenTheProfile() {
        Invocation withVariable = invocation().with("JAAS_BASE_URL", "http://127.0.0.1:2");
        String[] line = {"ban-user", "ann", "--dry-run", "--profile", "test"};

        assertThat(invocation().run(line).out()).contains(simulator.baseUrl().toString());
        assertThat(withVariable.run(line).out()).contains("http://127.0.0.1:2/");
        assertThat(withVariable
                        .run("ban-user", "ann", "--dry-run", "--profile", "test", "--base-url=http://127.0.0.1:3")
                        .out())
                .contains("http://127.0.0.1:3/");
        assertThat(invocation().with("JAAS_BASE_URL", " ").run(line).out())
                .contains(simulator.baseUrl().toString());
    }

    @Test
    void keyInAVariable_takesPrecedenceOverTheProfilesFile() {
        assertThat(invocation()
                        .with("JAAS_PRIVATE_KEY", "no key")
                        .run("ban-user", "ann", "--profile", "test")
                        .status())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-----BEGIN PRIVATE KEY-----      | contains a key: move it",
                "private-key-passphrase = hunter2 | Line 2 of the profile bad is a passphrase",
                "api-key = hunter2                | Line 2 of the profile bad is not a setting",
                "hunter2                          | Line 2 of the profile bad is not a setting",
                "key-id =                         | Line 2 of the profile bad has no value",
                "base-url=a\\nbase-url=hunter2     | Line 3 of the profile bad repeats base-url"
            })
    void profile_thatHoldsASecretOrNoSetting_isRefusedWithoutShowingIt(String lines, String message)
            throws IOException {
        Files.writeString(directory.resolve("bad.conf"), "# comment\n" + lines.replace("\\n", "\n"));

        Invocation.Result result = invocation().run("ban-user", "ann", "--profile", "bad");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains(message).hasLineCount(1).doesNotContain("hunter2", "BEGIN");
        assertThat(simulator.requests()).isEmpty();
    }

    private void profile(String name, String key) throws IOException {
        Files.writeString(
                directory.resolve(name + ".conf"),
                "# The simulator\n\nkey-id = " + simulator.keyId() + "\n  private-key=" + key + "\r\nbase-url = "
                        + simulator.baseUrl());
    }

    private static void assertAccepted(Invocation.Result result) {
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
    }

    private Invocation invocation() {
        return new Invocation().with("HOME", home.toString());
    }
}
