// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jaas.domain.KeyId;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The content of a block decides what it is, whatever its BEGIN and END lines say. */
class KeyLabelsTest {

    private static final KeyId KEY_ID = KeyId.parse("vpaas-magic-cookie-test/ed85b6");

    private static final List<String> KEYS = List.of("pkcs1", "pkcs8", "encrypted", "openssh", "openssh-encrypted");

    private static final List<String> LABELS = List.of(
            "RSA PRIVATE KEY",
            "PRIVATE KEY",
            "ENCRYPTED PRIVATE KEY",
            "OPENSSH PRIVATE KEY",
            "EC PRIVATE KEY",
            "DSA PRIVATE KEY",
            "ANY PRIVATE KEY",
            "MY PRIVATE KEY",
            "PUBLIC KEY",
            "CERTIFICATE",
            "KEY");

    @TempDir
    static Path dir;

    static Tools tools;
    static BigInteger modulus;

    @BeforeAll
    static void makeFiles() {
        tools = new Tools(dir);
        tools.run("openssl genrsa -traditional -out pkcs1 2048");
        modulus = PemJwsSigner.fromFile(KEY_ID, tools.path("pkcs1")).publicKey().getModulus();
        tools.run("openssl pkcs8 -topk8 -nocrypt -in pkcs1 -out pkcs8");
        tools.run("openssl pkcs8 -topk8 -iter 1 -in pkcs1 -out encrypted -passout pass:PASS");
        tools.run("openssl rsa -traditional -aes128 -in pkcs1 -out dek -passout pass:PASS");
        tools.copy("pkcs1", "openssh");
        tools.run("ssh-keygen -q -p -N '' -f openssh");
        tools.copy("pkcs1", "openssh-encrypted");
        tools.run("ssh-keygen -q -p -N PASS -a 1 -f openssh-encrypted");
        tools.publicKey("pkcs1", "public");
        tools.run("openssl rsa -in pkcs1 -RSAPublicKey_out -out rsa-public");
        tools.run("openssl req -x509 -new -key pkcs1 -subj /CN=test -days 2 -out certificate");
        tools.run("openssl req -new -key pkcs1 -subj /CN=test -out request");
        tools.run("openssl ecparam -name prime256v1 -genkey -noout -out ec");
        tools.run("openssl genpkey -algorithm ed25519 -out ed25519");
        tools.run("openssl dsaparam -genkey -noout -out dsa 1024");
    }

    static List<Arguments> keysWithEveryLabel() {
        List<Arguments> arguments = new ArrayList<>();
        KEYS.forEach(key -> LABELS.forEach(label -> arguments.add(Arguments.of(key, label))));
        return arguments;
    }

    @ParameterizedTest
    @MethodSource("keysWithEveryLabel")
    void fromString_keyWithAnyLabel_isReadByItsContent(String key, String label) {
        assertThat(builder().fromString(labelled(key, label)).publicKey().getModulus())
                .isEqualTo(modulus);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA PRIVATE KEY", "PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "ANY PRIVATE KEY"})
    void fromString_legacyEncryptionWithAnyLabel_isDecrypted(String label) {
        assertThat(builder().fromString(labelled("dek", label)).publicKey().getModulus())
                .isEqualTo(modulus);
    }

    @ParameterizedTest
    @CsvSource({
        "public, NOT_PRIVATE, a public key",
        "rsa-public, NOT_PRIVATE, a public key",
        "certificate, NOT_PRIVATE, a certificate",
        "request, NOT_PRIVATE, a certificate",
        "ec, OTHER_ALGORITHM, an EC key",
        "ed25519, OTHER_ALGORITHM, an Ed25519 key",
        "dsa, OTHER_ALGORITHM, a DSA key"
    })
    void fromString_somethingElseLabelledAsRsaKey_isToldByItsContent(String file, KeyProblem problem, String found) {
        for (String label : List.of("RSA PRIVATE KEY", "PRIVATE KEY", "OPENSSH PRIVATE KEY", "EC PRIVATE KEY")) {
            UnusableKeyException unusable = readUnusable(labelled(file, label));
            assertThat(unusable.problem()).isEqualTo(problem);
            assertThat(unusable).hasMessageContaining("it holds " + found);
        }
    }

    @Test
    void fromString_encryptedKeyWithPlainLabel_needsItsPassphrase() {
        UnusableKeyException unusable = catchThrowableOfType(
                UnusableKeyException.class,
                () -> PemJwsSigner.fromString(KEY_ID, labelled("encrypted", "RSA PRIVATE KEY")));
        assertThat(unusable.problem()).isEqualTo(KeyProblem.PASSPHRASE_MISSING);
    }

    @Test
    void fromString_openSshContentWithAnotherLabel_isKnownAsOpenSsh() {
        String pem = labelled("openssh-encrypted", "RSA PRIVATE KEY");
        UnusableKeyException unusable =
                catchThrowableOfType(UnusableKeyException.class, () -> PemJwsSigner.fromString(KEY_ID, pem));
        assertThat(unusable.problem()).isEqualTo(KeyProblem.PASSPHRASE_MISSING);
        assertThat(unusable.isOpenSshFormat()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkcs1", "pkcs8", "encrypted", "openssh"})
    void fromString_partOfAKey_isDamagedWhateverRsaLabelItHas(String key) {
        for (String label : LABELS.subList(0, 4)) {
            String pem = labelled(key, label).replaceFirst("(?m)(^[A-Za-z0-9+/]{64,}\\R){5}", "");
            assertThat(readUnusable(pem).problem()).isEqualTo(KeyProblem.DAMAGED);
        }
    }

    @Test
    void fromString_labelThatRunsIntoTheKey_isNotShown() {
        String pem = tools.text("pkcs8").replaceFirst("BEGIN PRIVATE KEY-----\nM", "BEGIN MY PRIVATE KEY ");
        assertThat(readUnusable(pem.replaceFirst("-----END[^-]*-----", "-----END-----")))
                .hasMessageNotContaining(pem.substring(30, 42))
                .hasMessageNotContaining(pem.substring(30, 42).toUpperCase());
    }

    private static String labelled(String file, String label) {
        return tools.text(file).replaceAll("(BEGIN|END) [A-Z ]+", "$1 " + label);
    }

    private static UnusableKeyException readUnusable(String pem) {
        return catchThrowableOfType(UnusableKeyException.class, () -> builder().fromString(pem));
    }

    private static PemJwsSigner.Builder builder() {
        return PemJwsSigner.builder(KEY_ID).passphrase(Tools.PASSPHRASE.toCharArray());
    }
}
