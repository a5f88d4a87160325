// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.jaas.domain.KeyId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.LongFunction;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Missing and wrong passphrases, unsupported encryption, and limits on work factors. */
class EncryptedKeysTest {

    private static final KeyId KEY_ID = KeyId.parse("vpaas-magic-cookie-test/ed85b6");

    /** Generous, for slow machines: without the limits decryption takes hours. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final List<String> PBES1 = List.of(
            "PBE-MD5-DES",
            "PBE-MD5-RC2-64",
            "PBE-SHA1-DES",
            "PBE-SHA1-RC2-64",
            "PBE-SHA1-3DES",
            "PBE-SHA1-2DES",
            "PBE-SHA1-RC2-128",
            "PBE-SHA1-RC2-40");

    @TempDir
    static Path dir;

    static Tools tools;

    @BeforeAll
    static void makeKeys() {
        tools = new Tools(dir);
        tools.run("openssl genrsa -traditional -out rsa.pem 2048");
        tools.run("openssl rsa -traditional -aes128 -in rsa.pem -out dek -passout pass:PASS");
        tools.run("openssl rsa -traditional -camellia128 -in rsa.pem -out dek-camellia -passout pass:PASS");
        tools.run("openssl pkcs8 -topk8 -v2 aes-256-cbc -in rsa.pem -out pbkdf2 -passout pass:PASS");
        tools.run("openssl pkcs8 -topk8 -v2 camellia-256-cbc -in rsa.pem -out camellia -passout pass:PASS");
        tools.runLegacy("openssl pkcs8 -topk8 -v1 PBE-SHA1-RC4-128 -in rsa.pem -out rc4 -passout pass:PASS");
        tools.runLegacy("openssl rsa -traditional -bf-cbc -in rsa.pem -out dek-blowfish -passout pass:PASS");
        for (String scheme : PBES1) {
            tools.runLegacy(
                    "openssl pkcs8 -topk8 -v1 %s -in rsa.pem -out %s -passout pass:PASS".formatted(scheme, scheme));
        }
        tools.run("openssl pkcs8 -topk8 -scrypt -in rsa.pem -out scrypt -passout pass:PASS");
        tools.run("openssl genpkey -algorithm ed25519 -aes256 -out ed25519 -pass pass:PASS");
        openSsh("ctr", "-N PASS -a 1");
        openSsh("cbc", "-N PASS -a 1 -Z aes256-cbc");
        openSsh("gcm", "-N PASS -a 1 -Z aes256-gcm@openssh.com");
        openSsh("chacha", "-N PASS -a 1 -Z chacha20-poly1305@openssh.com");
    }

    private static void openSsh(String name, String options) {
        tools.copy("rsa.pem", name);
        tools.run("ssh-keygen -q -p %s -f %s".formatted(options, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dek", "pbkdf2", "scrypt", "ctr", "cbc", "gcm"})
    void fromFile_wrongPassphrase_isReported(String file) {
        for (String passphrase : new String[] {"wrong", "", Tools.PASSPHRASE + " ", "ü"}) {
            assertThat(readUnusable(file, passphrase)).hasMessageContaining("the passphrase does not open it");
        }
    }

    @ParameterizedTest
    @FieldSource("PBES1")
    void fromFile_schemeBeforePbes2_isReadWithItsPassphraseOnly(String file) {
        assertThat(PemJwsSigner.builder(KEY_ID)
                        .passphrase(Tools.PASSPHRASE.toCharArray())
                        .fromFile(tools.path(file))
                        .publicKey())
                .isEqualTo(PemJwsSigner.fromFile(KEY_ID, tools.path("rsa.pem")).publicKey());
        assertThat(readUnusable(file, "wrong").problem()).isEqualTo(KeyProblem.WRONG_PASSPHRASE);
        assertThat(catchThrowableOfType(
                                UnusableKeyException.class, () -> PemJwsSigner.fromFile(KEY_ID, tools.path(file)))
                        .problem())
                .isEqualTo(KeyProblem.PASSPHRASE_MISSING);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_001, Integer.MAX_VALUE, Long.MAX_VALUE, 0, -1})
    void fromString_tooManyIterationsOfPbes1_isRefusedBeforeAnyWork(long iterations) {
        assertRefusedBeforeAnyWork(EncryptedKeysTest::pbes1, iterations, "PBES1 with more than 1,000,000");
    }

    /** In one of 256 cases the padding is right by chance. */
    @Test
    void fromFile_manyWrongPassphrases_allGetTheSameMessage() {
        for (int i = 0; i < 2_000; i++) {
            assertThat(readUnusable("dek", "wrong" + i)).hasMessageContaining("the passphrase does not open it");
        }
    }

    @ParameterizedTest
    @CsvSource({"dek, false", "pbkdf2, false", "scrypt, false", "ctr, true", "gcm, true"})
    void fromFile_noPassphrase_reportsThatOneIsNeeded(String file, boolean openSshFormat) {
        UnusableKeyException unusable =
                catchThrowableOfType(UnusableKeyException.class, () -> PemJwsSigner.fromFile(KEY_ID, tools.path(file)));
        assertThat(unusable)
                .hasMessageContaining("encrypted, and no passphrase was given")
                .hasMessageContaining("Give its passphrase, or remove it from the file.");
        assertThat(unusable.problem()).isEqualTo(KeyProblem.PASSPHRASE_MISSING);
        assertThat(unusable.isOpenSshFormat()).isEqualTo(openSshFormat);
    }

    @Test
    void fromFile_encryptedKeyOfAnotherAlgorithm_isReportedAfterDecryption() {
        assertThat(readUnusable("ed25519", Tools.PASSPHRASE)).hasMessageContaining("it holds an Ed25519 key");
    }

    @ParameterizedTest
    @CsvSource({
        "dek-camellia, CAMELLIA-128-CBC, false",
        "dek-blowfish, BF-CBC, false",
        "camellia, a cipher other than AES-CBC, false",
        "rc4, a scheme other than PBES2, false",
        "chacha, a cipher other than AES, true"
    })
    void fromFile_unsupportedEncryption_isReadAfterEncryptingAgain(String file, String found, boolean openSshFormat) {
        UnusableKeyException unusable = readUnusable(file, Tools.PASSPHRASE);
        assertThat(unusable).hasMessageContaining("it is encrypted with " + found);
        assertThat(unusable.problem()).isEqualTo(KeyProblem.UNSUPPORTED_ENCRYPTION);
        assertThat(unusable.isOpenSshFormat()).isEqualTo(openSshFormat);

        if (openSshFormat) {
            tools.shell(
                    "ssh-keygen -p -a 32 -Z aes256-ctr -f %1$s -P '%2$s' -N '%2$s'".formatted(file, Tools.PASSPHRASE));
        } else {
            tools.runLegacy(
                    "openssl pkcs8 -topk8 -v2 aes-256-cbc -in %1$s -out %1$s.pem -passin pass:PASS -passout pass:PASS"
                            .formatted(file));
        }
        assertThat(PemJwsSigner.builder(KEY_ID)
                        .passphrase(Tools.PASSPHRASE.toCharArray())
                        .fromFile(tools.path(openSshFormat ? file : file + ".pem")))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_001, Integer.MAX_VALUE, Long.MAX_VALUE, 0, -1})
    void fromString_tooManyIterationsOfPbkdf2_isRefusedBeforeAnyWork(long iterations) {
        assertRefusedBeforeAnyWork(EncryptedKeysTest::pbkdf2, iterations, "PBKDF2 with more than 1,000,000");
    }

    @Test
    void fromString_maxIterationsOfPbkdf2_isDecrypted() {
        assertThat(readUnusable(pbkdf2(1_000_000))).hasMessageContaining("the passphrase does not open it");
    }

    @ParameterizedTest
    @CsvSource({
        "131072, 8, 1",
        "65536, 9, 1",
        "16384, 8, 17",
        "2, 262145, 1",
        "2, 262144, 16",
        "2, 1073741824, 1",
        "4294967296, 8, 1"
    })
    void fromString_tooMuchMemoryForScrypt_isRefusedBeforeAnyWork(long cost, long blockSize, long lanes) {
        assertRefusedBeforeAnyWork(n -> scrypt(n, blockSize, lanes), cost, "scrypt with more than 64 MiB");
    }

    @Test
    void fromString_maxMemoryForScrypt_isDecrypted() {
        assertThat(readUnusable(scrypt(65_536, 8, 1))).hasMessageContaining("the passphrase does not open it");
    }

    @ParameterizedTest
    @ValueSource(longs = {129, Integer.MAX_VALUE, -1, 0})
    void fromString_tooManyRoundsOfBcrypt_isRefusedBeforeAnyWork(long rounds) {
        assertRefusedBeforeAnyWork(EncryptedKeysTest::bcrypt, rounds, "bcrypt with more than 128 rounds");
    }

    @Test
    void fromString_maxRoundsOfBcrypt_isDecrypted() {
        assertThat(readUnusable(bcrypt(128))).hasMessageContaining("the passphrase does not open it");
    }

    private static void assertRefusedBeforeAnyWork(LongFunction<String> pem, long factor, String found) {
        String key = pem.apply(factor);
        assertTimeoutPreemptively(
                SOON, () -> assertThat(readUnusable(key)).hasMessageContaining("it is encrypted with " + found));
    }

    private static UnusableKeyException readUnusable(String file, String passphrase) {
        return catchThrowableOfType(
                UnusableKeyException.class,
                () -> PemJwsSigner.builder(KEY_ID)
                        .passphrase(passphrase.toCharArray())
                        .fromFile(tools.path(file)));
    }

    private static UnusableKeyException readUnusable(String pem) {
        return catchThrowableOfType(
                UnusableKeyException.class,
                () -> PemJwsSigner.builder(KEY_ID)
                        .passphrase("wrong".toCharArray())
                        .fromString(pem));
    }

    private static String pbkdf2(long iterations) {
        return pbes2(
                PKCSObjectIdentifiers.id_PBKDF2,
                sequence(
                        new DEROctetString(new byte[8]),
                        new ASN1Integer(iterations),
                        algorithm(PKCSObjectIdentifiers.id_hmacWithSHA256)));
    }

    private static String scrypt(long cost, long blockSize, long lanes) {
        return pbes2(
                new ASN1ObjectIdentifier("1.3.6.1.4.1.11591.4.11"),
                sequence(
                        new DEROctetString(new byte[8]),
                        new ASN1Integer(cost),
                        new ASN1Integer(blockSize),
                        new ASN1Integer(lanes)));
    }

    private static String pbes1(long iterations) {
        return encrypted(sequence(
                PKCSObjectIdentifiers.pbeWithMD5AndDES_CBC,
                sequence(new DEROctetString(new byte[8]), new ASN1Integer(iterations))));
    }

    private static String pbes2(ASN1ObjectIdentifier function, ASN1Encodable parameters) {
        return encrypted(sequence(
                PKCSObjectIdentifiers.id_PBES2,
                sequence(
                        sequence(function, parameters),
                        sequence(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16])))));
    }

    private static String encrypted(DERSequence encryption) {
        try {
            return pem(
                    "ENCRYPTED PRIVATE KEY",
                    sequence(encryption, new DEROctetString(new byte[1024])).getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DERSequence algorithm(ASN1ObjectIdentifier name) {
        return sequence(name);
    }

    private static DERSequence sequence(ASN1Encodable... elements) {
        return new DERSequence(elements);
    }

    /** The key of ssh-keygen with another number of rounds, which follows the salt of 16 bytes. */
    private static String bcrypt(long rounds) {
        byte[] content = Base64.getMimeDecoder().decode(tools.text("ctr").replaceAll("-----[A-Z ]+-----", ""));
        int function = new String(content, ISO_8859_1).indexOf("bcrypt");
        int position = function + "bcrypt".length() + 4 + 4 + 16;
        byte[] patched = Arrays.copyOf(content, content.length);
        ByteBuffer.wrap(patched).putInt(position, (int) rounds);
        return pem("OPENSSH PRIVATE KEY", patched);
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(content));
    }
}
