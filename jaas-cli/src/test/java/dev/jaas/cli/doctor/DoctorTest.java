// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.cli.Invocation;
import dev.jaas.cli.Keys;
import dev.jaas.cli.RecordingServer;
import dev.jaas.cli.common.BuildInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The doctor without {@code --online}: its output, the base URL, the clock, and no secrets. */
class DoctorTest {

    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private Path key;

    @BeforeEach
    void writeKey() throws Exception {
        key = Files.writeString(directory.resolve("it's a key.pem"), Keys.pem());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void validSettings_aLineForEachCheckAndAHint() {
        Invocation.Result result = invocation().run("doctor");

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out().lines().map(line -> line.replaceFirst(":.*", "")))
                .startsWith(
                        "ok           key id",
                        "ok           private key",
                        "ok           key file",
                        "ok           public key",
                        "ok           token",
                        "ok           base URL",
                        "ok           clock",
                        "not checked  service",
                        "not checked  service's clock",
                        "No problem found. If JaaS still responds with 401");
        assertThat(result.out()).contains("--online", "another key or another account", "openssl dgst -sha256");
        assertThat(result.everything())
                .doesNotContain("eyJ", Keys.pem().lines().toList().get(1));
    }

    @Test
    void validSettings_withJson_oneObject() throws Exception {
        Invocation.Result result = invocation().run("doctor", "--json");

        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).hasSize(1);
        Diagnosis diagnosis = Diagnosis.of(result);
        assertThat(diagnosis.json()).containsOnlyKeys("outcome", "exitStatus", "checks", "message");
        assertThat(diagnosis.json()).containsEntry("outcome", "nothing found").containsEntry("exitStatus", 0L);
        assertThat(diagnosis.checks())
                .containsOnlyKeys(
                        "key id",
                        "private key",
                        "key file",
                        "public key",
                        "token",
                        "base URL",
                        "clock",
                        "service",
                        "service's clock");
        assertThat(diagnosis.checks().get("token")).containsOnlyKeys("name", "state", "finding");
        assertThat(diagnosis.state("service")).isEqualTo("not-checked");
    }

    @Test
    void everythingWrong_allFoundAtOnce() {
        Invocation.Result result = new Invocation()
                .with("JAAS_KEY_ID", "ed85b6")
                .with("JAAS_PRIVATE_KEY_FILE", directory.toString())
                .with("JAAS_BASE_URL", "http://8x8.vc")
                .at(Instant.EPOCH)
                .run("doctor");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines().filter(line -> line.startsWith("finding")))
                .extracting(line -> line.replaceFirst(":.*", "").replaceFirst("finding +", ""))
                .containsExactly("key id", "private key", "base URL", "clock");
        assertThat(result.out().lines().filter(line -> line.startsWith("             - cause: ")))
                .hasSize(4);
        assertThat(result.out().lines().filter(line -> line.startsWith("             - fix: ")))
                .hasSize(4);
        assertThat(result.out()).endsWith("4 findings: fix them, and run jaas doctor again.\n");
        assertThat(result.out().lines().filter(line -> line.startsWith("ok"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', ok, ''",
        "https://8x8.vc, ok, ''",
        "HTTPS://8X8.VC:443/, ok, ''",
        "https://8x8.vc:8443, note, simulator",
        "https://stage.8x8.vc, note, simulator",
        "https://proxy.example/jaas, note, simulator",
        "http://127.0.0.1:8080, note, simulator",
        "https://8x8.vc/vpaas-magic-cookie-x, finding, has a path",
        "http://8x8.vc, finding, unencrypted",
        "http://localhost:8080, finding, unencrypted",
        "8x8.vc, finding, must start with https://",
        "https://8x8.vc?x=secret, finding, query",
        "https://me:secret@8x8.vc, finding, password",
        "https://8x8 .vc, finding, not a URL"
    })
    void baseUrl_judgedByTheClientsRule(String url, String state, String words) {
        Invocation.Result result = invocation().with("JAAS_BASE_URL", url).run("doctor", "--json");
        Diagnosis diagnosis = Diagnosis.of(result);

        assertThat(diagnosis.state("base URL")).isEqualTo(state);
        assertThat(diagnosis.finding("base URL") + diagnosis.cause("base URL")).contains(words);
        assertThat(diagnosis.status()).isEqualTo(state.equals("finding") ? 2 : 0);
        assertThat(result.everything()).doesNotContain("secret");
        assertThat(diagnosis.state("token")).isEqualTo("ok");
    }

    @Test
    void baseUrl_notSet_isTheOneThatCommandsAreSentTo() {
        assertThat(invocation().run("ban-user", "x", "--dry-run").out()).contains("'" + BaseUrlCheck.JAAS + "/v1/");
    }

    @Test
    void clock_beforeTheBuildDate_isFound() {
        Diagnosis diagnosis = examine(invocation().at(BuildInfo.date().minusSeconds(1)));

        assertThat(diagnosis.state("clock")).isEqualTo("finding");
        assertThat(diagnosis.cause("clock")).contains("401");
        assertThat(diagnosis.status()).isEqualTo(2);
    }

    @Test
    void clock_sinceTheBuildDate_isPlausibleAndDatesTheToken() {
        Diagnosis diagnosis = examine(invocation().at(BuildInfo.date()));

        assertThat(diagnosis.state("clock")).isEqualTo("ok");
        assertThat(diagnosis.state("token")).isEqualTo("ok");
        assertThat(BuildInfo.date())
                .isAfter(Instant.parse("2026-01-01T00:00:00Z"))
                .isBefore(Instant.now());
    }

    @Test
    void withoutOnline_sendsNothing() throws Exception {
        try (RecordingServer recorder = new RecordingServer(200, "")) {
            assertThat(invocation()
                            .with("JAAS_BASE_URL", recorder.url())
                            .run("doctor")
                            .status())
                    .isZero();
            assertThat(recorder.requests()).isEmpty();
        }
    }

    @Test
    void stackTrace_ofAFinding_onlyWithVerbose() {
        Invocation invocation = invocation().with("JAAS_KEY_ID", "ed85b6");

        assertThat(invocation.run("doctor").everything()).doesNotContain("\tat ");
        assertThat(invocation.run("doctor", "--verbose", "--json").err())
                .contains("InvalidValueException", "\tat dev.jaas.domain.");
    }

    @Test
    void misplacedSecret_isNotPrinted() {
        String line = Keys.pem().lines().toList().get(1);
        Stream.of("--key-id", "--private-key", "--base-url")
                .flatMap(option -> Stream.of(
                        new String[] {"doctor", "--verbose", option, TOKEN},
                        new String[] {"doctor", "--verbose", option, Keys.pem()},
                        new String[] {"doctor", "--verbose", option, "https://x/" + TOKEN}))
                .forEach(args -> {
                    Invocation.Result result = new Invocation().run(args);
                    assertThat(result.status()).as(args[2] + " " + args[3]).isEqualTo(2);
                    assertThat(result.everything()).as(args[2]).doesNotContain(TOKEN, line);
                });
    }

    private static Diagnosis examine(Invocation invocation) {
        return Diagnosis.of(invocation.run("doctor", "--json"));
    }

    private Invocation invocation() {
        return new Invocation().with("JAAS_KEY_ID", Keys.KEY_ID).with("JAAS_PRIVATE_KEY_FILE", key.toString());
    }
}
