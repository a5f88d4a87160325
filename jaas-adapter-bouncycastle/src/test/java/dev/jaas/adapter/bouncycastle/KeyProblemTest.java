// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.RSAKey;
import dev.jaas.domain.KeyId;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each problem is recognised and has its own message, and the documented commands convert what can be converted. */
class KeyProblemTest {

    private static final KeyId KEY_ID = KeyId.parse("vpaas-magic-cookie-test/ed85b6");

    private static final Set<String> OPENSSH_FILES =
            Set.of("ecdsa.ssh", "ed25519.ssh", "rsa1024.ssh", "cut-off-ssh", "line-missing-ssh", "hollow-ssh");

    @TempDir
    static Path dir;

    static Tools tools;
    static BigInteger modulus;

    @BeforeAll
    static void makeFiles() throws Exception {
        tools = new Tools(dir);
        tools.run("openssl genrsa -traditional -out rsa.pem 2048");
        RSAPublicKey publicKey =
                PemJwsSigner.fromFile(KEY_ID, tools.path("rsa.pem")).publicKey();
        modulus = publicKey.getModulus();
        makePublicKeysAndCertificates();
        makeOtherAlgorithms();
        makeOtherContainers(publicKey);
        makeFragments();
        tools.write("empty", "");
        tools.write("blank", " \r\n\t\n");
        tools.write("prose", "Dear customer,\nyour key is attached.\n");
        Files.createDirectory(tools.path("directory"));
    }

    private static void makePublicKeysAndCertificates() {
        tools.publicKey("rsa.pem", "public.pem");
        tools.run("openssl rsa -in rsa.pem -RSAPublicKey_out -out rsa-public.pem");
        tools.run("openssl req -x509 -new -key rsa.pem -subj /CN=test -days 2 -out certificate.pem");
        tools.run("openssl req -new -key rsa.pem -subj /CN=test -out request.pem");
        tools.copy("rsa.pem", "ssh");
        tools.run("ssh-keygen -q -p -N '' -f ssh");
        redirect("ssh-keygen -y -f ssh", "ssh.pub");
        redirect("ssh-keygen -e -f ssh", "ssh2.pub");
        tools.run("openssl ecparam -name prime256v1 -out ec-parameters.pem");
    }

    private static void makeOtherAlgorithms() {
        tools.run("openssl ecparam -name prime256v1 -genkey -out ec.pem");
        tools.run("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ec-pkcs8.pem");
        tools.run("openssl genpkey -algorithm ed25519 -out ed25519.pem");
        tools.run("ssh-keygen -q -t ed25519 -N PASS -f ed25519.ssh");
        tools.run("ssh-keygen -q -t ecdsa -N '' -f ecdsa.ssh");
        tools.run("openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out pss.pem");
        tools.run("openssl genrsa -traditional -primes 3 -out multi-prime.pem 2048");
        tools.run("openssl genrsa -traditional -out rsa1024.pem 1024");
        tools.run("openssl genrsa -out rsa1024-pkcs8.pem 1024");
        tools.run("ssh-keygen -q -t rsa -b 1024 -N '' -f rsa1024.ssh");
        tools.write("dsa.pem", "-----BEGIN DSA PRIVATE KEY-----\nMIIB\n-----END DSA PRIVATE KEY-----\n");
        tools.write("tpm.pem", "-----BEGIN TSS2 PRIVATE KEY-----\nMIIB\n-----END TSS2 PRIVATE KEY-----\n");
    }

    private static void makeOtherContainers(RSAPublicKey publicKey) throws Exception {
        tools.run("openssl pkcs8 -topk8 -nocrypt -in rsa.pem -outform DER -out pkcs8.der");
        tools.run("openssl rsa -traditional -in rsa.pem -outform DER -out pkcs1.der");
        tools.run("openssl base64 -in pkcs8.der -out bare.txt");
        tools.run("openssl pkcs12 -export -inkey rsa.pem -in certificate.pem -passout pass: -out store.p12");
        tools.write("store.jks", new byte[] {(byte) 0xFE, (byte) 0xED, (byte) 0xFE, (byte) 0xED, 0, 0, 0, 2});
        tools.write("key.ppk", "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nComment: x\nPublic-Lines: 1\nAAAA\n");
        tools.write(
                "ssh.com",
                "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nP2/56wAA\n---- END SSH2 ENCRYPTED PRIVATE KEY ----\n");
        KeyFactory factory = KeyFactory.getInstance("RSA");
        RSAPrivateKey key = (RSAPrivateKey)
                factory.generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(tools.path("pkcs8.der"))));
        tools.write(
                "key.jwk", new RSAKey.Builder(publicKey).privateKey(key).build().toJSONString());
        byte[] withoutPrimes = factory.generatePrivate(new RSAPrivateKeySpec(modulus, key.getPrivateExponent()))
                .getEncoded();
        tools.write(
                "without-primes.pem",
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(withoutPrimes)));
    }

    private static void makeFragments() {
        String pem = tools.text("rsa.pem");
        String ssh = tools.text("ssh");
        tools.write("cut-off.pem", pem.substring(0, pem.length() / 2));
        tools.write("cut-off-in-end.pem", pem.substring(0, pem.length() - 29));
        tools.write("cut-off-in-begin.pem", pem.substring(0, 20));
        tools.write("cut-off-ssh", ssh.substring(0, ssh.length() / 2));
        tools.write("without-begin.pem", pem.substring(pem.indexOf('\n') + 1));
        tools.write("line-missing.pem", pem.replaceFirst("(?m)^[A-Za-z0-9+/]{64}\n", ""));
        tools.write("line-missing-ssh", ssh.replaceFirst("(?m)^[A-Za-z0-9+/]{70}\n[A-Za-z0-9+/]{70}\n", ""));
        tools.write("not-base64.pem", pem.replaceFirst("(?m)^[A-Za-z0-9+/]{4}", "*?*?"));
        tools.write("hollow.pem", "-----BEGIN RSA PRIVATE KEY-----\n-----END RSA PRIVATE KEY-----\n");
        tools.write("hollow-ssh", "-----BEGIN OPENSSH PRIVATE KEY-----\nYQ==\n-----END OPENSSH PRIVATE KEY-----\n");
        tools.write("two-keys.pem", pem + pem);
        tools.write("large.pem", pem + " ".repeat(KeyInput.MAX_BYTES));
    }

    private static void redirect(String command, String file) {
        tools.shell(command + " > " + file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing.pem | there is no such file | NO_SUCH_FILE | Correct the path, or make a new key pair",
                "directory | it is a directory | DIRECTORY | Name a file in this directory",
                "empty | it is empty | EMPTY | make a new key pair",
                "blank | it is empty | EMPTY | make a new key pair",
                "prose | it is not a key | NOT_A_KEY | make a new key pair",
                "public.pem | a public key, not a private key | NOT_PRIVATE | make a new key pair",
                "rsa-public.pem | a public key, not a private key | NOT_PRIVATE | make a new key pair",
                "ssh.pub | a public key (OpenSSH's line), not | NOT_PRIVATE | make a new key pair",
                "ssh2.pub | a public key (SSH2), not a private key | NOT_PRIVATE | make a new key pair",
                "certificate.pem | a certificate, not a private key | NOT_PRIVATE | make a new key pair",
                "request.pem | a certificate request, not a private | NOT_PRIVATE | make a new key pair",
                "ec-parameters.pem | another kind of PEM block, not | NOT_PRIVATE | make a new key pair",
                "ec.pem | it holds an EC key | OTHER_ALGORITHM | Make an RSA key pair",
                "ec-pkcs8.pem | it holds an EC key | OTHER_ALGORITHM | Make an RSA key pair",
                "ecdsa.ssh | it holds an EC key | OTHER_ALGORITHM | Make an RSA key pair",
                "ed25519.pem | it holds an Ed25519 key | OTHER_ALGORITHM | Make an RSA key pair",
                "ed25519.ssh | it holds an Ed25519 key | OTHER_ALGORITHM | Make an RSA key pair",
                "dsa.pem | it holds a DSA key | OTHER_ALGORITHM | Make an RSA key pair",
                "pss.pem | it holds an RSA-PSS (not plain RSA) key | OTHER_ALGORITHM | Make an RSA key pair",
                "multi-prime.pem | it holds a multi-prime RSA key | OTHER_ALGORITHM | Make an RSA key pair",
                "tpm.pem | an unknown kind (TSS2PRIVATEKEY) | UNKNOWN_KIND | Make an RSA key pair",
                "rsa1024.pem | an RSA key of only 1024 bits | TOO_SHORT | Make an RSA key pair",
                "rsa1024-pkcs8.pem | an RSA key of only 1024 bits | TOO_SHORT | Make an RSA key pair",
                "rsa1024.ssh | an RSA key of only 1024 bits | TOO_SHORT | Make an RSA key pair",
                "without-primes.pem | without its primes | PRIMES_MISSING | make a new key pair",
                "pkcs8.der | it is a binary (DER) file | DER | with openssl",
                "pkcs1.der | it is a binary (DER) file | DER | with openssl",
                "bare.txt | it is base64 without BEGIN | BARE_BASE64 | with openssl",
                "store.p12 | it is a PKCS#12 store | PKCS12 | with openssl",
                "store.jks | it is a Java key store | JAVA_KEY_STORE | with keytool",
                "key.ppk | it is a key of PuTTY | PUTTY | with puttygen",
                "ssh.com | it is a private key of SSH2 | SSH_COM | with ssh-keygen",
                "key.jwk | it is a key in JSON (JWK) | JWK | with Node.js",
                "cut-off.pem | cut off: its END line is missing | END_MISSING | Copy it again",
                "cut-off-in-end.pem | cut off: its END line is missing | END_MISSING | Copy it again",
                "cut-off-in-begin.pem | cut off: its END line is missing | END_MISSING | Copy it again",
                "cut-off-ssh | cut off: its END line is missing | END_MISSING | Copy it again",
                "without-begin.pem | cut off: its BEGIN line is missing | BEGIN_MISSING | Copy it again",
                "line-missing.pem | the key is damaged | DAMAGED | Copy it again",
                "line-missing-ssh | the key is damaged | DAMAGED | Copy it again",
                "not-base64.pem | the key is damaged | DAMAGED | Copy it again",
                "hollow.pem | the key is damaged | DAMAGED | Copy it again",
                "hollow-ssh | the key is damaged | DAMAGED | Copy it again",
                "two-keys.pem | it holds 2 private keys | SEVERAL_KEYS | into a file of its own",
                "large.pem | it has more than 64 KiB | TOO_LARGE | into a file of its own",
            })
    void fromFile_unusableKey_reportsTheProblemAndWhatToDo(String file, String found, KeyProblem problem, String remedy)
            throws IOException {
        UnusableKeyException unusable = readUnusable(tools.path(file));

        assertThat(unusable).hasMessageContaining(found).hasNoCause();
        assertThat(unusable.problem()).isEqualTo(problem);
        assertThat(unusable.file()).contains(tools.path(file));
        assertThat(unusable.isOpenSshFormat()).isEqualTo(OPENSSH_FILES.contains(file));
        assertThat(problem.remedy()).contains(remedy);
        assertThat(unusable.getMessage().lines())
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.get(0)).startsWith(tools.path(file) + ": "))
                .satisfies(lines -> assertThat(lines.get(1)).startsWith("Needed: "))
                .satisfies(lines -> assertThat(lines.get(2)).isEqualTo(problem.remedy()));
        assertContainsNothingOf(tools.path(file), unusable);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "pkcs8.der    > openssl pkey -inform DER -in FILE -out FILE.pem",
                "pkcs1.der    > openssl pkey -inform DER -in FILE -out FILE.pem",
                "bare.txt     > `openssl base64 -d -A < FILE | openssl pkey -inform DER -out FILE.pem`",
                "store.p12    > openssl pkcs12 -in FILE -nocerts -nodes -out FILE.pem -passin pass:",
                "two-keys.pem > openssl pkey -in FILE -out FILE.pem",
                "large.pem    > openssl pkey -in FILE -out FILE.pem"
            })
    void fromFile_afterTheDocumentedConversion_readsTheKey(String file, String command) {
        tools.shell(command.replace("openssl base64 -d -A < FILE", "tr -d '[:space:]' < FILE | openssl base64 -d -A")
                .replace("FILE", file));

        assertThat(PemJwsSigner.fromFile(KEY_ID, tools.path(file + ".pem"))
                        .publicKey()
                        .getModulus())
                .isEqualTo(modulus);
    }

    @Test
    void fromFile_ofTheDocumentedNewPair_signs() {
        tools.shell("ssh-keygen -t rsa -b 2048 -m PEM -N '' -f jaas.key"
                + " && openssl rsa -in jaas.key -pubout -out jaas.key.pub");
        PemJwsSigner signer = PemJwsSigner.fromFile(KEY_ID, tools.path("jaas.key"));
        byte[] input = "header.claims".getBytes(UTF_8);

        assertThat(tools.verifies("jaas.key.pub", input, signer.sign(input))).isTrue();
    }

    @Test
    void fromFile_whenThePathIsTheKeyItself_doesNotShowIt() {
        String pem = tools.text("rsa.pem");
        for (String path :
                List.of(pem, pem.replace("\n", ""), pem.substring(0, 200), pem.replaceAll("-----.*-----|\\s", ""))) {
            UnusableKeyException unusable = readUnusable(Path.of(path));
            assertThat(unusable.getMessage()).startsWith("the file (its path is not shown");
            assertThat(unusable.file()).isEmpty();
            assertContainsNothingOf(pem, unusable);
        }
    }

    @Test
    void fromString_anyProblem_namesTheTextAndShowsNoneOfIt() {
        String pem = tools.text("cut-off.pem");
        UnusableKeyException unusable =
                catchThrowableOfType(UnusableKeyException.class, () -> PemJwsSigner.fromString(KEY_ID, pem));
        assertThat(unusable).hasMessageStartingWith("the text of the key: the key is cut off");
        assertThat(unusable.file()).isEmpty();
        assertContainsNothingOf(pem, unusable);
    }

    private static UnusableKeyException readUnusable(Path file) {
        return catchThrowableOfType(UnusableKeyException.class, () -> PemJwsSigner.fromFile(KEY_ID, file));
    }

    private static void assertContainsNothingOf(Path file, UnusableKeyException unusable) throws IOException {
        if (Files.isRegularFile(file)) {
            assertContainsNothingOf(Files.readString(file, ISO_8859_1), unusable);
        }
    }

    /** Checks that no twelve consecutive characters of the content appear, except those of labels. */
    private static void assertContainsNothingOf(String content, UnusableKeyException unusable) {
        String secret = content.replaceAll("-----[A-Z0-9 ]+-----", "");
        for (int i = 0; i + 12 <= secret.length(); i++) {
            String window = secret.substring(i, i + 12);
            if (!window.isBlank()) {
                assertThat(unusable.getMessage()).doesNotContain(window);
            }
        }
    }
}
