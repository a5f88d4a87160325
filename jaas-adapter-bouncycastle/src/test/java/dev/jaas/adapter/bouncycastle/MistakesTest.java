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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake has its own sentence, and the command in it does what it says. */
class MistakesTest {

    private static final KeyId KEY_ID = KeyId.parse("vpaas-magic-cookie-test/ed85b6");
    private static final String NEW_PAIR = "ssh-keygen -t rsa";

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
        makePublicThings();
        makeOtherAlgorithms();
        makeOtherContainers(publicKey);
        makeFragments();
        tools.write("empty", "");
        tools.write("blank", " \r\n\t\n");
        tools.write("prose", "Dear customer,\nyour key is attached.\n");
        Files.createDirectory(tools.path("directory"));
    }

    private static void makePublicThings() {
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
        tools.write("cut-off-in-end.pem", pem.substring(0, pem.length() - 5));
        tools.write("cut-off-in-begin.pem", pem.substring(0, 20));
        tools.write("cut-off-ssh", ssh.substring(0, ssh.length() / 2));
        tools.write("without-begin.pem", pem.substring(pem.indexOf('\n') + 1));
        tools.write("line-missing.pem", pem.replaceFirst("(?m)^[A-Za-z0-9+/]{64}\n", ""));
        tools.write("line-missing-ssh", ssh.replaceFirst("(?m)^[A-Za-z0-9+/]{70}\n[A-Za-z0-9+/]{70}\n", ""));
        tools.write("not-base64.pem", pem.replaceFirst("(?m)^[A-Za-z0-9+/]{4}", "*?*?"));
        tools.write("hollow.pem", "-----BEGIN RSA PRIVATE KEY-----\n-----END RSA PRIVATE KEY-----\n");
        tools.write("hollow-ssh", "-----BEGIN OPENSSH PRIVATE KEY-----\nYQ==\n-----END OPENSSH PRIVATE KEY-----\n");
        tools.write("two-keys.pem", pem + pem);
        tools.write("large.pem", pem + " ".repeat(KeyInput.MOST_BYTES));
    }

    private static void redirect(String command, String file) {
        tools.shell(command + " > " + file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing.pem          | there is no such file                   | make a key: ssh-keygen -t rsa",
                "directory            | it is a directory                       | ls /",
                "empty                | it is empty                             | ssh-keygen -t rsa",
                "blank                | it is empty                             | ssh-keygen -t rsa",
                "prose                | it is not a key                         | ssh-keygen -t rsa",
                "public.pem           | a public key, not a private key         | ssh-keygen -t rsa",
                "rsa-public.pem       | a public key, not a private key         | ssh-keygen -t rsa",
                "ssh.pub              | a public key (OpenSSH's line), not      | ssh-keygen -t rsa",
                "ssh2.pub             | a public key (SSH2), not a private key  | ssh-keygen -t rsa",
                "certificate.pem      | a certificate, not a private key        | ssh-keygen -t rsa",
                "request.pem          | a certificate request, not a private    | ssh-keygen -t rsa",
                "ec-parameters.pem    | another kind of PEM block, not          | ssh-keygen -t rsa",
                "ec.pem               | it holds an EC key                      | ssh-keygen -t rsa",
                "ec-pkcs8.pem         | it holds an EC key                      | ssh-keygen -t rsa",
                "ecdsa.ssh            | it holds an EC key                      | ssh-keygen -t rsa",
                "ed25519.pem          | it holds an Ed25519 key                 | ssh-keygen -t rsa",
                "ed25519.ssh          | it holds an Ed25519 key                 | ssh-keygen -t rsa",
                "dsa.pem              | it holds a DSA key                      | ssh-keygen -t rsa",
                "pss.pem              | it holds an RSA-PSS (not plain RSA) key | ssh-keygen -t rsa",
                "multi-prime.pem      | it holds a multi-prime RSA key          | ssh-keygen -t rsa",
                "tpm.pem              | an unknown kind (TSS2PRIVATEKEY)        | ssh-keygen -t rsa",
                "rsa1024.pem          | an RSA key of only 1024 bits            | ssh-keygen -t rsa",
                "rsa1024-pkcs8.pem    | an RSA key of only 1024 bits            | ssh-keygen -t rsa",
                "rsa1024.ssh          | an RSA key of only 1024 bits            | ssh-keygen -t rsa",
                "without-primes.pem   | without its primes                      | ssh-keygen -t rsa",
                "pkcs8.der            | it is a binary (DER) file               | openssl pkey -inform DER",
                "pkcs1.der            | it is a binary (DER) file               | openssl pkey -inform DER",
                "bare.txt             | it is base64 without BEGIN              | openssl base64 -d -A",
                "store.p12            | it is a PKCS#12 store                   | openssl pkcs12 -in",
                "store.jks            | it is a Java key store                  | keytool -importkeystore",
                "key.ppk              | it is a key of PuTTY                    | puttygen",
                "ssh.com              | it is a private key of SSH2             | ssh-keygen -i",
                "key.jwk              | it is a key in JSON (JWK)               | node -e",
                "cut-off.pem          | cut off: its END line is missing        | openssl pkey -in",
                "cut-off-in-end.pem   | cut off: its END line is missing        | openssl pkey -in",
                "cut-off-in-begin.pem | cut off: its END line is missing        | openssl pkey -in",
                "cut-off-ssh          | cut off: its END line is missing        | ssh-keygen -y -f",
                "without-begin.pem    | cut off: its BEGIN line is missing      | openssl pkey -in",
                "line-missing.pem     | the key is damaged                      | openssl pkey -in",
                "line-missing-ssh     | the key is damaged                      | ssh-keygen -y -f",
                "not-base64.pem       | the key is damaged                      | openssl pkey -in",
                "hollow.pem           | the key is damaged                      | openssl pkey -in",
                "hollow-ssh           | the key is damaged                      | ssh-keygen -y -f",
                "two-keys.pem         | it holds 2 private keys                 | openssl pkey -in",
                "large.pem            | it has more than 64 KiB                 | openssl pkey -in",
            })
    void fromFile_everyMistake_saysWhatWasFoundAndWhatMendsIt(String file, String found, String command)
            throws IOException {
        UnusableKeyException mistake = mistakeIn(tools.path(file));

        assertThat(mistake)
                .hasMessageContaining(found)
                .hasMessageContaining(command)
                .hasNoCause();
        assertThat(mistake.getMessage().lines())
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.get(0)).startsWith(tools.path(file) + ": "))
                .satisfies(lines -> assertThat(lines.get(1)).startsWith("Needed: "));
        assertHoldsNothingOf(tools.path(file), mistake);
    }

    @ParameterizedTest
    @CsvSource({
        "pkcs8.der, pkcs8.der.pem",
        "pkcs1.der, pkcs1.der.pem",
        "bare.txt, bare.txt.pem",
        "store.p12, store.p12.pem",
        "two-keys.pem, two-keys.pem.pem",
        "large.pem, large.pem.pem"
    })
    void message_whereAFileCanBeConverted_givesTheCommandThatDoesIt(String file, String converted) {
        String command = commandIn(mistakeIn(tools.path(file)));
        // The one thing that openssl asks for.
        tools.shell(command.replace("-nodes", "-nodes -passin pass:"));
        assertThat(PemJwsSigner.fromFile(KEY_ID, tools.path(converted))
                        .publicKey()
                        .getModulus())
                .isEqualTo(modulus);
    }

    @Test
    void message_whereANewKeyIsNeeded_givesTheCommandThatMakesIt() throws Exception {
        String command = commandIn(mistakeIn(tools.path("ec.pem")));
        assertThat(command).startsWith(NEW_PAIR);
        tools.shell(command.replace("4096", "2048"));
        PemJwsSigner signer = PemJwsSigner.fromFile(KEY_ID, tools.path("jaas.key"));
        byte[] input = "header.claims".getBytes(UTF_8);
        assertThat(tools.verifies("jaas.key.pub", input, signer.sign(input))).isTrue();
    }

    @Test
    void message_ofAPathWithSpacesAndQuotes_quotesItForTheShell() {
        tools.write("it's $HOME.pem", tools.text("two-keys.pem"));
        tools.shell(commandIn(mistakeIn(tools.path("it's $HOME.pem"))));
        assertThat(tools.path("it's $HOME.pem.pem")).exists();
    }

    @Test
    void fromFile_thePathIsTheKeyItself_doesNotShowIt() {
        String pem = tools.text("rsa.pem");
        for (String path :
                List.of(pem, pem.replace("\n", ""), pem.substring(0, 200), pem.replaceAll("-----.*-----|\\s", ""))) {
            UnusableKeyException mistake = mistakeIn(Path.of(path));
            assertThat(mistake.getMessage()).startsWith("the file (its path is not shown");
            assertHoldsNothingOf(pem, mistake);
        }
    }

    @Test
    void fromString_anyMistake_speaksOfTheTextAndShowsNoneOfIt() {
        String pem = tools.text("cut-off.pem");
        UnusableKeyException mistake =
                catchThrowableOfType(UnusableKeyException.class, () -> PemJwsSigner.fromString(KEY_ID, pem));
        assertThat(mistake).hasMessageStartingWith("the text of the key: the key is cut off");
        assertHoldsNothingOf(pem, mistake);
    }

    private static UnusableKeyException mistakeIn(Path file) {
        return catchThrowableOfType(UnusableKeyException.class, () -> PemJwsSigner.fromFile(KEY_ID, file));
    }

    private static String commandIn(UnusableKeyException mistake) {
        String lastLine = mistake.getMessage().lines().toList().get(2);
        return lastLine.substring(lastLine.indexOf(": ") + 2);
    }

    private static void assertHoldsNothingOf(Path file, UnusableKeyException mistake) throws IOException {
        if (Files.isRegularFile(file)) {
            assertHoldsNothingOf(Files.readString(file, ISO_8859_1), mistake);
        }
    }

    /** No twelve characters in a row of anything but the labels. */
    private static void assertHoldsNothingOf(String content, UnusableKeyException mistake) {
        String secret = content.replaceAll("-----[A-Z0-9 ]+-----", "");
        for (int i = 0; i + 12 <= secret.length(); i++) {
            String window = secret.substring(i, i + 12);
            if (!window.isBlank()) {
                assertThat(mistake.getMessage()).doesNotContain(window);
            }
        }
    }
}
