package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The doctor without {@code --online}, on real files. */
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
        "'', There is no key id, --key-id",
        "ed85b6, short part alone, API keys page",
        "vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3, an AppID alone, API keys page",
        "vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/, 'there must be 1 to 64', API keys page",
        "magic/ed85b6, must be an AppID, API keys page"
    })
    void keyId_thatCannotBeUsed_isFoundInTheDomainsWords_andTheKeyIsCheckedAllTheSame(
            String keyId, String what, String mend) {
        Examination examination = examine(invocation().with("JAAS_KEY_ID", keyId));

        assertThat(examination.status()).isEqualTo(2);
        assertThat(examination.state("key id")).isEqualTo("finding");
        assertThat(examination.what("key id")).contains(what);
        assertThat(examination.why("key id")).contains("401");
        assertThat(examination.mend("key id")).contains(mend);
        assertThat(examination.state("private key")).isEqualTo("ok");
        assertThat(examination.state("public key")).isEqualTo("ok");
        assertThat(examination.state("token")).isEqualTo("not-checked");
        assertThat(examination.what("token")).contains("key id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826/ed85b6", "vpaas-magic-cookie-Test/x"})
    void keyId_unlikeThoseOfAccounts_isNotedAndUsed(String keyId) {
        Examination examination = examine(invocation().with("JAAS_KEY_ID", keyId));

        assertThat(examination.state("key id")).isEqualTo("note");
        assertThat(examination.state("token")).isEqualTo("ok");
        assertThat(examination.status()).isZero();
    }

    /** In the words of the other commands, all of them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "there is none           | true",
                "the wrong place         | true",
                "a directory             | mkdir key",
                "nothing in it           | touch key",
                "no key                  | echo key > key",
                "a public key            | openssl pkey -in \"$KEY\" -pubout -out key",
                "an elliptic curve       | openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key",
                "weak                    | openssl genrsa -out key 1024",
                "cut off                 | head -c 700 \"$KEY\" > key",
                "binary                  | openssl pkey -in \"$KEY\" -outform DER -out key",
                "no passphrase           | openssl pkcs8 -topk8 -passout pass:secret -in \"$KEY\" -out key",
            })
    void key_thatCannotBeUsed_isFoundInTheWordsOfTheOtherCommands(String mistake, String made) throws Exception {
        Bash.run("cd \"$DIR\" && " + made, Map.of("DIR", directory.toString(), "KEY", key.toString()));
        Invocation invocation = mistake.equals("there is none")
                ? invocation().without("JAAS_PRIVATE_KEY_FILE")
                : invocation()
                        .with("JAAS_PRIVATE_KEY_FILE", directory.resolve("key").toString());

        Examination examination = examine(invocation);

        String[] said = invocation.run("token").err().strip().split(": |\n", -1);
        assertThat(examination.status()).isEqualTo(2);
        assertThat(examination.state("private key")).isEqualTo("finding");
        assertThat(examination.what("private key")).startsWith(said[0]);
        assertThat(examination.what("private key") + " " + examination.mend("private key"))
                .contains(said);
        assertThat(examination.why("private key")).contains("401");
        for (String other : List.of("key file", "public key", "token")) {
            assertThat(examination.state(other)).as(other).isEqualTo("not-checked");
            assertThat(examination.what(other)).as(other).contains("private key");
        }
        assertThat(examination.state("key id")).isEqualTo("ok");
    }

    @Test
    void key_thatMayNotBeRead_isFound() throws Exception {
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(key), "who runs the tests may read everything");

        assertThat(examine(invocation()).what("private key")).contains("may not be read");
    }

    @Test
    void key_encrypted_isOpenedByThePassphrase_andNeitherIsShown() throws Exception {
        Bash.run(
                "cd \"$DIR\" && openssl pkcs8 -topk8 -passout pass:a-secret -in \"$KEY\" -out key",
                Map.of("DIR", directory.toString(), "KEY", key.toString()));
        Invocation invocation = invocation()
                .with("JAAS_PRIVATE_KEY_FILE", directory.resolve("key").toString());

        assertThat(invocation.with("JAAS_PRIVATE_KEY_PASSPHRASE", "a-secret").run("doctor", "--verbose"))
                .satisfies(result -> assertThat(result.status()).isZero())
                .satisfies(result -> assertThat(result.everything()).doesNotContain("a-secret"));
        assertThat(invocation
                        .with("JAAS_PRIVATE_KEY_PASSPHRASE", "a-guess")
                        .run("doctor", "--verbose")
                        .everything())
                .contains("passphrase does not open it")
                .doesNotContain("a-guess");
    }

    @Test
    void keyInAVariable_hasNoFileToCheck() {
        Examination examination =
                examine(invocation().without("JAAS_PRIVATE_KEY_FILE").with("JAAS_PRIVATE_KEY", Keys.pem()));

        assertThat(examination.what("private key")).isEqualTo("RSA of 2048 bits, in JAAS_PRIVATE_KEY");
        assertThat(examination.state("key file")).isEqualTo("not-checked");
        assertThat(examination.state("token")).isEqualTo("ok");
        assertThat(examination.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw--w----"})
    void keyFile_openToOthers_isNoted_andMendedByTheCommand(String permissions) throws Exception {
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));
        Examination examination = examine(invocation());

        assertThat(examination.state("key file")).isEqualTo("note");
        assertThat(examination.what("key file")).contains(permissions);
        assertThat(examination.status()).isZero();

        Bash.run(examination.mend("key file"), Map.of());
        assertThat(examine(invocation()).state("key file")).isEqualTo("ok");
    }

    /** The last line of the hint, run on what was uploaded, and the same for the key itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "openssl genrsa -traditional -out jaas.key 2048",
                "openssl genrsa -out jaas.key 3072",
                "openssl genrsa -aes256 -passout pass:secret -out jaas.key 2048"
            })
    void fingerprint_isWhatOpensslSays(String making) throws Exception {
        Map<String, String> environment = Map.of("DIR", directory.toString());
        Bash.run(
                "cd \"$DIR\" && " + making
                        + " && openssl rsa -in jaas.key -passin pass:secret -pubout -out jaas.key.pub",
                environment);
        Invocation.Result result = invocation()
                .with("JAAS_PRIVATE_KEY_PASSPHRASE", "secret")
                .with("JAAS_PRIVATE_KEY_FILE", directory.resolve("jaas.key").toString())
                .run("doctor");
        String hint = result.out()
                .lines()
                .filter(line -> line.strip().startsWith("openssl"))
                .findFirst()
                .orElseThrow();
        String shown = result.out()
                .lines()
                .filter(line -> line.contains("public key: SHA-256"))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".* ", "");

        assertThat(shown).matches("[0-9a-f]{64}");
        assertThat(Bash.run("cd \"$DIR\" && " + hint, environment)).endsWith(" " + shown + "\n");
        assertThat(Bash.run(
                        "cd \"$DIR\" && openssl pkey -in jaas.key -passin pass:secret -pubout -outform DER"
                                + " | openssl dgst -sha256",
                        environment))
                .endsWith(" " + shown + "\n");
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
