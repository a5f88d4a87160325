// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.jaas.cli.Bash;
import dev.jaas.cli.Invocation;
import dev.jaas.cli.Keys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The doctor on key ids and on real key files. */
class DoctorKeyTest {

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

    @ParameterizedTest
    @CsvSource({
        "'', Missing key id, --key-id",
        "ed85b6, short part alone, API keys page",
        "vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3, an AppID alone, API keys page",
        "vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/, 'there must be 1 to 64', API keys page",
        "magic/ed85b6, must be an AppID, API keys page"
    })
    void keyId_invalid_isFoundInTheDomainsWordsAndTheKeyIsStillChecked(String keyId, String finding, String fix) {
        Diagnosis diagnosis = examine(invocation().with("JAAS_KEY_ID", keyId));

        assertThat(diagnosis.status()).isEqualTo(2);
        assertThat(diagnosis.state("key id")).isEqualTo("finding");
        assertThat(diagnosis.finding("key id")).contains(finding);
        assertThat(diagnosis.cause("key id")).contains("401");
        assertThat(diagnosis.fix("key id")).contains(fix);
        assertThat(diagnosis.state("private key")).isEqualTo("ok");
        assertThat(diagnosis.state("public key")).isEqualTo("ok");
        assertThat(diagnosis.state("token")).isEqualTo("not-checked");
        assertThat(diagnosis.finding("token")).contains("key id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826/ed85b6", "vpaas-magic-cookie-Test/x"})
    void keyId_unlikeThoseOfAccounts_notedAndUsed(String keyId) {
        Diagnosis diagnosis = examine(invocation().with("JAAS_KEY_ID", keyId));

        assertThat(diagnosis.state("key id")).isEqualTo("note");
        assertThat(diagnosis.state("token")).isEqualTo("ok");
        assertThat(diagnosis.status()).isZero();
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

        Diagnosis diagnosis = examine(invocation);

        String[] said = invocation.run("token").err().strip().split(": |\n", -1);
        assertThat(diagnosis.status()).isEqualTo(2);
        assertThat(diagnosis.state("private key")).isEqualTo("finding");
        assertThat(diagnosis.finding("private key")).startsWith(said[0]);
        assertThat(diagnosis.finding("private key") + " " + diagnosis.fix("private key"))
                .contains(said);
        assertThat(diagnosis.cause("private key")).contains("401");
        for (String other : List.of("key file", "public key", "token")) {
            assertThat(diagnosis.state(other)).as(other).isEqualTo("not-checked");
            assertThat(diagnosis.finding(other)).as(other).contains("private key");
        }
        assertThat(diagnosis.state("key id")).isEqualTo("ok");
    }

    @Test
    void keyId_ofTheSampleApplication_isNoted() {
        Diagnosis diagnosis = examine(invocation().with("JAAS_KEY_ID", Keys.APP_ID + "/fee1bc-SAMPLE_APP\r\n"));

        assertThat(diagnosis.state("key id")).isEqualTo("note");
        assertThat(diagnosis.finding("key id"))
                .isEqualTo(Keys.APP_ID + "/fee1bc-SAMPLE_APP is the key id of 8x8's sample application");
        assertThat(diagnosis.cause("key id")).contains("401", "any other key");
        assertThat(diagnosis.fix("key id")).contains("API keys page");
        assertThat(diagnosis.status()).isZero();
    }

    @Test
    void key_notReadable_isFound() throws Exception {
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(key), "the user who runs the tests can read everything");

        assertThat(examine(invocation()).finding("private key")).contains("may not be read");
    }

    @Test
    void key_encrypted_isDecryptedAndPassphraseIsNotPrinted() throws Exception {
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
    void keyInAVariable_noFileToCheck() {
        Diagnosis diagnosis =
                examine(invocation().without("JAAS_PRIVATE_KEY_FILE").with("JAAS_PRIVATE_KEY", Keys.pem()));

        assertThat(diagnosis.finding("private key")).isEqualTo("RSA, 2048 bits, from JAAS_PRIVATE_KEY");
        assertThat(diagnosis.state("key file")).isEqualTo("not-checked");
        assertThat(diagnosis.state("token")).isEqualTo("ok");
        assertThat(diagnosis.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw--w----"})
    void keyFile_accessibleToOthers_isNotedAndFixedByTheCommand(String permissions) throws Exception {
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));
        Diagnosis diagnosis = examine(invocation());

        assertThat(diagnosis.state("key file")).isEqualTo("note");
        assertThat(diagnosis.finding("key file")).contains(permissions);
        assertThat(diagnosis.status()).isZero();

        Bash.run(diagnosis.fix("key file"), Map.of());
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
    void fingerprint_matchesOpenssl(String making) throws Exception {
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

    private static Diagnosis examine(Invocation invocation) {
        return Diagnosis.of(invocation.run("doctor", "--json"));
    }

    private Invocation invocation() {
        return new Invocation().with("JAAS_KEY_ID", Keys.KEY_ID).with("JAAS_PRIVATE_KEY_FILE", key.toString());
    }
}
