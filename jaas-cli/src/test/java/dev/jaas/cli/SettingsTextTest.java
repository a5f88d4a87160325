// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invisible characters and quotation marks around a setting: ignored where they have no meaning, named where they can. */
class SettingsTextTest {

    private static final String URL = "https://proxy.example";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {"%s\r", "%s\n", "%s\r\n", " %s ", "\t%s", "\ufeff%s", "%s\u00a0", "\u200b%s", "\"%s\"\r", "'%s'"
            })
    void keyIdAndUrl_withInvisibleEnds_areReadWithoutThem(String form) {
        String shown = new Invocation()
                .with("JAAS_KEY_ID", Keys.KEY_ID)
                .with("JAAS_BASE_URL", URL)
                .run("kick", "r", "f0aa9e1e", "--dry-run")
                .out();
        assertThat(shown).contains(URL, Keys.APP_ID);

        String keyId = form.replace("%s", Keys.KEY_ID);
        String url = form.replace("%s", URL);
        assertThat(new Invocation()
                        .with("JAAS_KEY_ID", keyId)
                        .with("JAAS_BASE_URL", url)
                        .run("kick", "r", "f0aa9e1e", "--dry-run", "--timeout", form.replace("%s", "2s"))
                        .out())
                .isEqualTo(shown);
        assertThat(new Invocation()
                        .run("kick", "r", "f0aa9e1e", "--dry-run", "--key-id", keyId, "--base-url", url)
                        .out())
                .isEqualTo(shown);
        assertThat(new Invocation()
                        .with("JAAS_KEY_ID", keyId)
                        .run("kick", "r", "f0aa9e1e", "--dry-run", "--transport", form.replace("%s", "vertx"))
                        .status())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "JAAS_KEY_ID, JAAS_KEY_ID",
        "JAAS_PRIVATE_KEY, JAAS_PRIVATE_KEY_FILE",
    })
    void variable_withInvisibleCharactersOnly_countsAsNotSetAndIsNamed(String variable, String named) {
        for (String blank : new String[] {"\r\n", "\u00a0", "\ufeff", "\u200b \t"}) {
            Invocation.Result result = new Invocation()
                    .with("JAAS_KEY_ID", Keys.KEY_ID)
                    .with("JAAS_PRIVATE_KEY", Keys.pem())
                    .with(variable, blank)
                    .run("ban-user", "x");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).startsWith("Missing").contains(named);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--key-id, 'The key id is empty: correct --key-id, or leave it out and set JAAS_KEY_ID.'",
        "--base-url, 'The base URL is empty: correct --base-url, or leave it out and set JAAS_BASE_URL.'",
        "--private-key, 'The private key''s file name is empty: correct --private-key, or leave it out and set"
                + " JAAS_PRIVATE_KEY_FILE.'"
    })
    void option_blank_isRefusedAndNotReplacedByItsVariable(String option, String message) {
        Invocation.Result result = new Invocation()
                .with("JAAS_KEY_ID", Keys.KEY_ID)
                .with("JAAS_PRIVATE_KEY", Keys.pem())
                .run("ban-user", "x", option, "\u00a0");

        assertThat(result.err()).isEqualTo(message + "\n");
        assertThat(result.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`%s\r`, ends in a line break",
                "`%s\n`, ends in a line break",
                "`%s `, ends in a space",
                "`%s\t`, ends in U+0009 (CHARACTER TABULATION)",
                "`%s\u00a0`, ends in U+00A0 (NO-BREAK SPACE)",
                "`\ufeff%s`, begins with U+FEFF (ZERO WIDTH NO-BREAK SPACE)",
                "`'%s'`, has quotation marks around it"
            })
    void fileName_withUnusualEnds_isNamed(String form, String ends) throws Exception {
        Path file = Files.writeString(directory.resolve("key.pem"), Keys.pem());

        assertThat(token(form.replace("%s", file.toString())).err())
                .isEqualTo(
                        "The private key's file name " + ends + ", and there is no such file, but there is one without:"
                                + " correct --private-key or JAAS_PRIVATE_KEY_FILE.\n");
        assertThat(token(form.replace("%s", directory.resolve("missing").toString()))
                        .err())
                .isEqualTo("The private key's file name " + ends + ", and there is no such file:"
                        + " correct --private-key or JAAS_PRIVATE_KEY_FILE.\n");
    }

    @Test
    void fileName_thatReallyEndsInASpace_isRead() throws Exception {
        Path file = Files.writeString(directory.resolve("key.pem "), Keys.pem());

        assertThat(token(file.toString()).status()).isZero();
    }

    @Test
    void passphrase_thatFailsAndEndsInALineBreak_isNamedAndNotPrinted() throws Exception {
        Path plain = Files.writeString(directory.resolve("plain.pem"), Keys.pem());
        Path file = directory.resolve("key.pem");
        Bash.run(
                "openssl pkcs8 -topk8 -passout pass:a-secret -in \"$PLAIN\" -out \"$FILE\"",
                Map.of("PLAIN", plain.toString(), "FILE", file.toString()));

        Invocation invocation =
                new Invocation().with("JAAS_KEY_ID", Keys.KEY_ID).with("JAAS_PRIVATE_KEY_FILE", file.toString());
        assertThat(invocation
                        .with("JAAS_PRIVATE_KEY_PASSPHRASE", "a-secret\n")
                        .run("token")
                        .err())
                .contains("; the passphrase ends in a line break.")
                .doesNotContain("a-secret");
        assertThat(invocation
                        .with("JAAS_PRIVATE_KEY_PASSPHRASE", "a-guess")
                        .run("token")
                        .err())
                .contains("the passphrase does not open it (or the key is damaged).");
    }

    @ParameterizedTest
    @CsvSource({
        "https://8x8 .vc, since it contains a space",
        "https://8x8\\.vc, since it contains a \\",
        "'https://8x8.vc\nhttps://8x8.vc', since it contains a line break",
        "https://8x8\u200b.vc, U+200B (ZERO WIDTH SPACE)",
        "https://my\u2011proxy.example, U+2011 (NON-BREAKING HYPHEN) in place of",
        "https://my_proxy.example, underscore"
    })
    void baseUrl_thatCannotBeUsed_saysWhy(String url, String reason) {
        Invocation.Result result = new Invocation()
                .with("JAAS_KEY_ID", Keys.KEY_ID)
                .run("kick", "r", "f0aa9e1e", "--dry-run", "--base-url", url);

        assertThat(result.err()).startsWith("The base URL ").contains(reason).endsWith(".\n");
        assertThat(result.err()).matches("\\p{ASCII}*");
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void tokenOnStandardInput_withAByteOrderMark_isReadWithoutIt() {
        Invocation.Result result = new Invocation()
                .with("JAAS_KEY_ID", Keys.KEY_ID)
                .reading("\ufeffeyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl\r\n")
                .run("ban-jwt", "-", "--dry-run");

        assertThat(result.status()).isZero();
    }

    private static Invocation.Result token(String file) {
        return new Invocation()
                .with("JAAS_KEY_ID", Keys.KEY_ID)
                .with("JAAS_PRIVATE_KEY_FILE", file)
                .run("token");
    }
}
