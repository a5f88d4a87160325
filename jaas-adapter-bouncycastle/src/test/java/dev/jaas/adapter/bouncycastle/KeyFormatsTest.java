// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One key in every format that openssl and ssh-keygen write, and in every state in which it is kept. */
class KeyFormatsTest {

    private static final KeyId KEY_ID = KeyId.parse("vpaas-magic-cookie-test/ed85b6");
    private static final byte[] INPUT = "header.claims".getBytes(UTF_8);

    private static final List<String> DEK_CIPHERS =
            List.of("aes128", "aes192", "aes256", "des3", "des-ede-cbc", "des", "rc2-cbc", "rc2-64-cbc", "rc2-40-cbc");

    @TempDir
    static Path dir;

    static Tools tools;
    static BigInteger modulus;

    @BeforeAll
    static void makeKeys() {
        tools = new Tools(dir);
        tools.run("openssl genrsa -traditional -out pkcs1 2048");
        tools.publicKey("pkcs1", "public");
        tools.run("openssl req -x509 -new -key pkcs1 -subj /CN=test -days 2 -out certificate");
        modulus = PemJwsSigner.fromFile(KEY_ID, tools.path("pkcs1")).publicKey().getModulus();

        tools.run("openssl pkcs8 -topk8 -nocrypt -in pkcs1 -out pkcs8");
        for (String cipher : DEK_CIPHERS) {
            tools.runLegacy(
                    "openssl rsa -traditional -%s -in pkcs1 -out dek-%s -passout pass:PASS".formatted(cipher, cipher));
        }
        for (String prf : List.of("SHA1", "SHA224", "SHA256", "SHA384", "SHA512")) {
            pbes2("pbkdf2-" + prf, "-v2 aes-256-cbc -v2prf hmacWith" + prf);
        }
        pbes2("pbes2-aes128", "-v2 aes-128-cbc");
        pbes2("pbes2-aes192", "-v2 aes-192-cbc");
        pbes2("pbes2-des3", "-v2 des3");
        tools.runLegacy("openssl pkcs8 -topk8 -v2 des-cbc -in pkcs1 -out pbes2-des -passout pass:PASS");
        pbes2("scrypt", "-scrypt");
        openSsh("openssh", "-N ''");
        for (String cipher :
                List.of("aes128-cbc", "aes192-cbc", "aes256-cbc", "aes128-ctr", "aes192-ctr", "aes256-ctr")) {
            openSsh("openssh-" + cipher, "-N PASS -a 1 -Z " + cipher);
        }
        openSsh("openssh-aes128-gcm", "-N PASS -a 1 -Z aes128-gcm@openssh.com");
        openSsh("openssh-aes256-gcm", "-N PASS -a 1 -Z aes256-gcm@openssh.com");
        openSsh("openssh-default", "-N PASS");
        openSsh("ssh-keygen-pem", "-N PASS -m PEM");
        openSsh("ssh-keygen-pkcs8", "-N PASS -m PKCS8");
    }

    private static void pbes2(String name, String options) {
        tools.run("openssl pkcs8 -topk8 %s -in pkcs1 -out %s -passout pass:PASS".formatted(options, name));
    }

    private static void openSsh(String name, String options) {
        tools.copy("pkcs1", name);
        tools.run("ssh-keygen -q -p %s -f %s".formatted(options, name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkcs1",
                "pkcs8",
                "dek-aes128",
                "dek-aes192",
                "dek-aes256",
                "dek-des3",
                "dek-des-ede-cbc",
                "dek-des",
                "dek-rc2-cbc",
                "dek-rc2-64-cbc",
                "dek-rc2-40-cbc",
                "pbkdf2-SHA1",
                "pbkdf2-SHA224",
                "pbkdf2-SHA256",
                "pbkdf2-SHA384",
                "pbkdf2-SHA512",
                "pbes2-aes128",
                "pbes2-aes192",
                "pbes2-des3",
                "pbes2-des",
                "scrypt",
                "openssh",
                "openssh-aes128-cbc",
                "openssh-aes192-cbc",
                "openssh-aes256-cbc",
                "openssh-aes128-ctr",
                "openssh-aes192-ctr",
                "openssh-aes256-ctr",
                "openssh-aes128-gcm",
                "openssh-aes256-gcm",
                "openssh-default",
                "ssh-keygen-pem",
                "ssh-keygen-pkcs8"
            })
    void fromFile_everyFormat_signsWhatOpensslVerifies(String format) {
        PemJwsSigner signer = builder().fromFile(tools.path(format));
        assertThat(tools.verifies("public", INPUT, signer.sign(INPUT))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("formatsInEveryState")
    void fromStream_everyStateOfAFile_isReadAsTheSameKey(String format, KeyState state) {
        byte[] content = state.change().apply(tools.text(format));
        assertThat(builder()
                        .fromStream(new ByteArrayInputStream(content))
                        .publicKey()
                        .getModulus())
                .isEqualTo(modulus);
    }

    /** Opening its signed jar takes ten times as long as reading such a key. */
    @ParameterizedTest
    @ValueSource(strings = {"pkcs1", "pkcs8", "openssh"})
    void fromFile_notEncrypted_needsNoClassOfBouncyCastle(String format) throws Exception {
        URL[] withoutIt = {location(PemJwsSigner.class), location(JwsSigner.class), location(KeyId.class)};
        try (URLClassLoader classes = new URLClassLoader(withoutIt, ClassLoader.getPlatformClassLoader())) {
            Class<?> keyIdType = classes.loadClass(KeyId.class.getName());
            Object keyId = keyIdType.getMethod("parse", String.class).invoke(null, KEY_ID.value());
            assertThat(classes.loadClass(PemJwsSigner.class.getName())
                            .getMethod("fromFile", keyIdType, Path.class)
                            .invoke(null, keyId, tools.path(format)))
                    .hasToString("PemJwsSigner[%s, RSA 2048 bits]".formatted(KEY_ID));
        }
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Test
    void fromString_fromAnEnvironmentVariable_isReadAsTheSameKey() {
        String text = "\uFEFF'" + tools.text("pkcs8").replace("\n", "\\n") + "'";
        assertThat(builder().fromString(text).publicKey().getModulus()).isEqualTo(modulus);
    }

    static List<Arguments> formatsInEveryState() {
        List<Arguments> arguments = new ArrayList<>();
        for (String format :
                List.of("pkcs1", "pkcs8", "dek-aes128", "dek-des3", "pbes2-aes128", "openssh", "openssh-aes256-ctr")) {
            KeyState.all(tools.text("certificate"), tools.text("public"))
                    .forEach(state -> arguments.add(Arguments.of(format, state)));
        }
        return arguments;
    }

    private static PemJwsSigner.Builder builder() {
        return PemJwsSigner.builder(KEY_ID).passphrase(Tools.PASSPHRASE.toCharArray());
    }
}
