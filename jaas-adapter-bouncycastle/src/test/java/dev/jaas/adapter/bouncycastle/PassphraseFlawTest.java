// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jaas.domain.KeyId;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A passphrase is used as it is; what is unusual about one that fails is named. */
class PassphraseFlawTest {

    private static final KeyId KEY_ID = KeyId.parse("vpaas-magic-cookie-test/ed85b6");

    @TempDir
    static Path dir;

    static Tools tools;

    @BeforeAll
    static void makeKey() {
        tools = new Tools(dir);
        tools.run("openssl genrsa -traditional -out rsa.pem 2048");
        tools.run("openssl pkcs8 -topk8 -in rsa.pem -out pkcs8.pem -passout pass:secret");
        tools.run("openssl rsa -aes128 -traditional -in rsa.pem -out pkcs1.pem -passout pass:secret");
        tools.copy("rsa.pem", "openssh");
        tools.run("ssh-keygen -q -p -a 1 -N secret -f openssh");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`secret\n`       | ; the passphrase ends in a line break",
                "`secret\r`       | ; the passphrase ends in a line break",
                "` secret`        | ; the passphrase begins or ends with a character that cannot be seen",
                "`secret\u00a0`   | ; the passphrase begins or ends with a character that cannot be seen",
                "`\ufeffsecret`   | ; the passphrase begins or ends with a character that cannot be seen",
                "`\"secret\"`     | ; the passphrase has quotation marks around it",
                "`'secret'`       | ; the passphrase has quotation marks around it",
                "`s\ufffdcret`    | ; the passphrase was read in an encoding that cannot represent it (it contains U+FFFD)",
                "`\"`             | ``",
                "`another secret` | ``"
            })
    void fromFile_passphraseThatFails_namesWhatIsUnusualAboutIt(String passphrase, String flaw) {
        for (String file : new String[] {"pkcs8.pem", "pkcs1.pem", "openssh"}) {
            UnusableKeyException unusable = catchThrowableOfType(
                    UnusableKeyException.class,
                    () -> PemJwsSigner.builder(KEY_ID)
                            .passphrase(passphrase.toCharArray())
                            .fromFile(tools.path(file)));

            assertThat(unusable.problem()).isEqualTo(KeyProblem.WRONG_PASSPHRASE);
            assertThat(unusable.getMessage().lines().findFirst())
                    .hasValue(tools.path(file) + ": the passphrase does not open it (or the key is damaged)" + flaw
                            + ".");
        }
    }

    @Test
    void fromFile_passphraseThatReallyEndsInALineBreak_opensTheKey() {
        tools.copy("rsa.pem", "line-break");
        tools.shell("ssh-keygen -q -p -a 1 -N 'secret\n' -f line-break");

        assertThat(PemJwsSigner.builder(KEY_ID)
                        .passphrase("secret\n".toCharArray())
                        .fromFile(tools.path("line-break"))
                        .keyId())
                .isEqualTo(KEY_ID);
    }
}
