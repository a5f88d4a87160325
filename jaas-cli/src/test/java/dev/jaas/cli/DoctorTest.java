package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The doctor without {@code --online}: all of it, the base URL, the clock, and what it must not show. */
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
    void wholeSetUp_hasALineForEachCheck_andAHint() {
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
                        "Nothing wrong was found. If JaaS still answers 401");
        assertThat(result.out()).contains("--online", "another key or another account", "openssl dgst -sha256");
        assertThat(result.everything())
                .doesNotContain("eyJ", Keys.pem().lines().toList().get(1));
    }

    @Test
    void wholeSetUp_inJson_isOneObject() throws Exception {
        Invocation.Result result = invocation().run("doctor", "--json");

        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).hasSize(1);
        Examination examination = Examination.of(result);
        assertThat(examination.json()).containsOnlyKeys("outcome", "exitStatus", "checks", "message");
        assertThat(examination.json()).containsEntry("outcome", "nothing found").containsEntry("exitStatus", 0L);
        assertThat(examination.checks())
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
        assertThat(examination.checks().get("token")).containsOnlyKeys("name", "state", "what");
        assertThat(examination.state("service")).isEqualTo("not-checked");
    }

    @Test
    void everythingWrong_isFoundAtOnce() {
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
        assertThat(result.out().lines().filter(line -> line.startsWith("             - why: ")))
                .hasSize(4);
        assertThat(result.out().lines().filter(line -> line.startsWith("             - mend: ")))
                .hasSize(4);
        assertThat(result.out()).endsWith("4 findings: mend them, and run jaas doctor again.\n");
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
    void baseUrl_isJudgedByTheClientsRule(String url, String state, String words) {
        Invocation.Result result = invocation().with("JAAS_BASE_URL", url).run("doctor", "--json");
        Examination examination = Examination.of(result);

        assertThat(examination.state("base URL")).isEqualTo(state);
        assertThat(examination.what("base URL") + examination.why("base URL")).contains(words);
        assertThat(examination.status()).isEqualTo(state.equals("finding") ? 2 : 0);
        assertThat(result.everything()).doesNotContain("secret");
        assertThat(examination.state("token")).isEqualTo("ok");
    }

    @Test
    void baseUrl_none_isTheOneThatCommandsAreSentTo() {
        assertThat(invocation().run("ban-user", "x", "--dry-run").out()).contains("'" + BaseUrlCheck.JAAS + "/v1/");
    }

    @Test
    void clock_beforeTheProgramWasMade_isFound() {
        Examination examination = examine(invocation().at(Build.date().minusSeconds(1)));

        assertThat(examination.state("clock")).isEqualTo("finding");
        assertThat(examination.why("clock")).contains("401");
        assertThat(examination.status()).isEqualTo(2);
    }

    @Test
    void clock_sinceTheProgramWasMade_isPossible_andDatesTheToken() {
        Examination examination = examine(invocation().at(Build.date()));

        assertThat(examination.state("clock")).isEqualTo("ok");
        assertThat(examination.state("token")).isEqualTo("ok");
        assertThat(Build.date()).isAfter(Instant.parse("2026-01-01T00:00:00Z")).isBefore(Instant.now());
    }

    @Test
    void withoutOnline_nothingIsSent() throws Exception {
        try (Recorder recorder = new Recorder(200, "")) {
            assertThat(invocation()
                            .with("JAAS_BASE_URL", recorder.url())
                            .run("doctor")
                            .status())
                    .isZero();
            assertThat(recorder.requests()).isEmpty();
        }
    }

    @Test
    void stackTrace_ofAFinding_isShownOnlyWithVerbose() {
        Invocation invocation = invocation().with("JAAS_KEY_ID", "ed85b6");

        assertThat(invocation.run("doctor").everything()).doesNotContain("\tat ");
        assertThat(invocation.run("doctor", "--verbose", "--json").err())
                .contains("InvalidValueException", "\tat dev.jaas.domain.");
    }

    @Test
    void secretInTheWrongPlace_isNotShown() {
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

    private static Examination examine(Invocation invocation) {
        return Examination.of(invocation.run("doctor", "--json"));
    }

    private Invocation invocation() {
        return new Invocation().with("JAAS_KEY_ID", Keys.KEY_ID).with("JAAS_PRIVATE_KEY_FILE", key.toString());
    }
}
