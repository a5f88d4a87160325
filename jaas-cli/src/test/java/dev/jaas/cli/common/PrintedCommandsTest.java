// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.common;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jaas.adapter.bouncycastle.KeyProblem;
import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.adapter.bouncycastle.UnusableKeyException;
import dev.jaas.cli.Bash;
import dev.jaas.cli.Keys;
import dev.jaas.domain.KeyId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs every command that the program prints for a key, and those of docs/keys.md, with the openssl, ssh-keygen, keytool and
 * node of this machine. Only what a program asks for is added, such as a passphrase.
 */
class PrintedCommandsTest {

    private static final KeyId KEY_ID = KeyId.parse(Keys.KEY_ID);

    /** The variant of a command, in parentheses after it. */
    private static final Pattern VARIANT = Pattern.compile("(.*) \\(if OpenSSL 3 calls it unsupported, add: (.*)\\)");

    private static final String LEGACY = " -provider legacy -provider default";

    private static final String PASSPHRASES = " -passin pass:x";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    @BeforeAll
    static void makeKey() throws Exception {
        Files.writeString(directory.resolve("rsa.pem"), Keys.pem());
        run("openssl rsa -traditional -in rsa.pem -out traditional.pem"
                + " && openssl req -x509 -new -key rsa.pem -subj /CN=test -days 2 -out certificate.pem"
                + " && cp traditional.pem ssh && chmod 600 ssh && ssh-keygen -q -p -N '' -f ssh");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openssl pkey -in rsa.pem -outform DER -out 'a key'",
                "openssl rsa -traditional -in rsa.pem -outform DER -out 'a key'",
                "openssl pkey -in rsa.pem -outform DER | openssl base64 > 'a key'",
                "(printf '\"'; openssl pkey -in rsa.pem -outform DER | openssl base64 -A | tr '/+' '_-'; echo '\"') > 'a key'",
                "cat rsa.pem rsa.pem > 'a key'",
                "cat certificate.pem ssh rsa.pem > 'a key'",
                "(cat rsa.pem; head -c 66000 /dev/zero | tr '\\0' ' ') > 'a key'",
                "(cat ssh; head -c 66000 /dev/zero | tr '\\0' ' ') > 'a key'"
            })
    void command_thatConvertsTheFile_makesAUsableKey(String making) throws Exception {
        run("rm -f 'a key' 'a key.pem' && " + making);

        run(command(unusable("a key")));

        assertUsable("a key.pem", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "openssl pkcs12 -export -inkey rsa.pem -in certificate.pem -passout pass:x -out locked § false",
                "openssl pkcs12 -export -legacy -inkey rsa.pem -in certificate.pem -passout pass:x -out locked § true",
                "openssl pkcs8 -topk8 -in rsa.pem -out locked -passout pass:x § false",
                "openssl rsa -traditional -aes256 -in rsa.pem -out locked -passout pass:x § false",
                "openssl rsa -traditional -des -in rsa.pem -out locked -passout pass:x LEGACY § true",
                "openssl rsa -traditional -rc2-40-cbc -in rsa.pem -out locked -passout pass:x LEGACY § true",
                "openssl pkcs8 -topk8 -v1 PBE-MD5-DES -in rsa.pem -out locked -passout pass:x LEGACY § true",
                "openssl pkcs8 -topk8 -v1 PBE-SHA1-RC2-40 -in rsa.pem -out locked -passout pass:x LEGACY § true",
                "openssl pkcs8 -topk8 -v1 PBE-SHA1-RC4-128 -in rsa.pem -out locked -passout pass:x LEGACY § true",
                "openssl rsa -traditional -bf-cbc -in rsa.pem -out locked -passout pass:x LEGACY § true",
                "openssl pkcs8 -topk8 -v2 rc2-cbc -in rsa.pem -out locked -passout pass:x LEGACY § true",
                "openssl pkcs8 -topk8 -v2 camellia-256-cbc -in rsa.pem -out locked -passout pass:x § false",
                "openssl pkcs8 -topk8 -iter 1000001 -in rsa.pem -out locked -passout pass:x § false"
            })
    void command_forAnEncryptedFile_makesAUsableKeyAsPrintedOrInItsVariant(String making, boolean needsVariant)
            throws Exception {
        // The options are those of OpenSSL 3.
        run("rm -f locked locked.pem; %s || %s"
                .formatted(making.replace("LEGACY", LEGACY), making.replaceAll("LEGACY|-legacy", "")));
        UnusableKeyException unusable = unusable("locked");
        Matcher printed = VARIANT.matcher(command(unusable));
        assertThat(printed.matches()).isTrue();
        String passphrases = printed.group(1).contains("-topk8") ? PASSPHRASES + " -passout pass:x" : PASSPHRASES;
        String command = printed.group(1) + passphrases;

        if (needsVariant && isOpenSsl3()) {
            assertThatThrownBy(() -> run(command)).hasMessageContaining("unsupported");
            run(command + ' ' + printed.group(2));
        } else {
            run(command);
        }

        assertUsable("locked.pem", "x");
    }

    @ParameterizedTest
    @CsvSource({"chacha20-poly1305@openssh.com, 1, UNSUPPORTED_ENCRYPTION", "aes256-ctr, 1, PASSPHRASE_MISSING"})
    void command_forAnEncryptedFileOfOpenSsh_makesAUsableKey(String cipher, int rounds, KeyProblem problem)
            throws Exception {
        run("cp ssh locked && chmod 600 locked && ssh-keygen -q -p -N x -a %d -Z %s -f locked"
                .formatted(rounds, cipher));
        UnusableKeyException unusable = unusable("locked");
        assertThat(unusable.problem()).isEqualTo(problem);
        String command = command(unusable);

        run(command + " -P x" + (command.contains("-N") ? "" : " -N x"));

        assertUsable("locked", "x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "openssl pkcs8 -topk8 -in rsa.pem -out locked -passout pass:x § -passin pass:x",
                "cp ssh locked && chmod 600 locked && ssh-keygen -q -p -N x -a 1 -f locked § -P x"
            })
    void command_thatTriesThePassphrase_acceptsTheRightOne(String making, String passphrase) throws Exception {
        run("rm -f locked && " + making);
        UnusableKeyException unusable = catchThrowableOfType(
                UnusableKeyException.class,
                () -> PemJwsSigner.builder(KEY_ID)
                        .passphrase("guess".toCharArray())
                        .fromFile(file("locked")));
        assertThat(unusable.problem()).isEqualTo(KeyProblem.WRONG_PASSPHRASE);
        String command = VARIANT.matcher(command(unusable)).replaceFirst("$1");

        run(command + ' ' + passphrase);
        assertThatThrownBy(() -> run(command + ' ' + passphrase + 'y')).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sed 3d rsa.pem > broken", "sed 2,3d ssh > broken", "head -c 700 rsa.pem > broken"})
    void command_thatChecksAKey_rejectsTheDamagedAndAcceptsTheWhole(String making) throws Exception {
        run("rm -f broken; " + making + " && chmod 600 broken");
        String command = command(unusable("broken"));

        assertThatThrownBy(() -> run(command)).isInstanceOf(AssertionError.class);
        run("cp " + (command.startsWith("ssh-keygen") ? "ssh" : "rsa.pem") + " broken && " + command);
    }

    @Test
    void command_thatMakesANewPair_makesAUsableKey() throws Exception {
        run("openssl genpkey -algorithm ed25519 -out ed25519.pem && rm -f jaas.key jaas.key.pub");

        run(command(unusable("ed25519.pem")).replace("4096", "2048")); // which is faster
        try (PemJwsSigner signer = PemJwsSigner.fromFile(KEY_ID, file("jaas.key"))) {
            Files.write(file("signature"), signer.sign("header.claims".getBytes(UTF_8)));
        }
        run("printf header.claims | openssl dgst -sha256 -verify jaas.key.pub -signature signature");
    }

    @Test
    void command_thatConvertsAJavaKeyStore_makesAUsableKey() throws Exception {
        run(
                "rm -f store k.p12 && keytool -genkeypair -keyalg RSA -keysize 2048 -dname CN=test -alias key -storetype JKS"
                        + " -keystore store -storepass changeit -keypass changeit");

        run(command(unusable("store"))
                .replace("PKCS12 &&", "PKCS12 -srcstorepass changeit -deststorepass changeit &&")
                .replace("-nodes", "-nodes -passin pass:changeit"));

        assertThat(PemJwsSigner.fromFile(KEY_ID, file("store.pem"))).isNotNull();
    }

    @Test
    void command_thatConvertsAJwk_makesAUsableKeyForItsOwnerOnly() throws Exception {
        assumeTrue(isInstalled("node"));
        RSAPrivateCrtKey key = privateKey();
        Files.writeString(
                file("jwk"),
                "{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\",\"d\":\"%s\",\"p\":\"%s\",\"q\":\"%s\",\"dp\":\"%s\",\"dq\":\"%s\",\"qi\":\"%s\"}"
                        .formatted(List.of(
                                        key.getModulus(),
                                        key.getPublicExponent(),
                                        key.getPrivateExponent(),
                                        key.getPrimeP(),
                                        key.getPrimeQ(),
                                        key.getPrimeExponentP(),
                                        key.getPrimeExponentQ(),
                                        key.getCrtCoefficient())
                                .stream()
                                .map(PrintedCommandsTest::base64Url)
                                .toArray()));

        run(command(unusable("jwk")));

        assertUsable("jwk.pem", "");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("jwk.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void command_thatConvertsAKeyOfSshCom_makesAUsableKeyForItsOwnerOnly() throws Exception {
        Files.writeString(file("ssh.com"), sshCom(privateKey()));

        run(command(unusable("ssh.com")));

        assertUsable("ssh.com.pem", "");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("ssh.com.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void command_thatConvertsAKeyOfPutty_makesAUsableKey() throws Exception {
        assumeTrue(isInstalled("puttygen"));
        run("puttygen traditional.pem -O private -o putty.ppk");

        run(command(unusable("putty.ppk")));

        assertUsable("putty.ppk.pem", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkdir named", "touch named && chmod u-r named", "touch named && chmod 0 named"})
    void command_thatLooksForTheFile_succeeds(String making) throws Exception {
        run("rm -rf named && " + making);
        UnusableKeyException unusable = unusable("named");
        if (unusable.problem() == KeyProblem.EMPTY) {
            return; // root may read everything
        }
        run(command(unusable));
    }

    /** The table of docs/keys.md names the commands that the program prints, with FILE for the file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "openssl pkey -in rsa.pem -outform DER",
                "openssl pkey -in rsa.pem -outform DER | openssl base64",
                "openssl pkcs12 -export -inkey rsa.pem -in certificate.pem -passout pass:",
                "echo 'PuTTY-User-Key-File-3: ssh-rsa'",
                "echo '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----'",
                "sed 3d rsa.pem",
                "sed 2,3d ssh",
                "openssl pkcs8 -topk8 -in rsa.pem -passout pass:x",
                "openssl pkcs8 -topk8 -v2 camellia-256-cbc -in rsa.pem -passout pass:x",
                "cat rsa.pem rsa.pem"
            })
    void documentation_namesTheCommandThatIsPrinted(String making) throws Exception {
        run(making + " > documented");
        String documentation = Files.readString(Path.of("../docs/keys.md")).replace("\\|", "|");
        try (InputStream in = Files.newInputStream(file("documented"))) {
            UnusableKeyException unusable = catchThrowableOfType(
                    UnusableKeyException.class,
                    () -> PemJwsSigner.builder(KEY_ID).fromStream(in));
            assertThat(documentation)
                    .contains('`' + VARIANT.matcher(command(unusable)).replaceFirst("$1") + '`')
                    .contains("`-provider legacy -provider default`", "`-legacy`");
        }
    }

    @Test
    void documentation_blocksOfCommands_makeAKeyAndShowItsHash() throws Exception {
        List<String> blocks = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/keys.md")).replace("\r\n", "\n"))
                .results()
                .map(MatchResult::group)
                .map(block -> block.replace("```sh", "").replace("```", ""))
                .toList();
        assertThat(blocks).hasSize(2);

        run("rm -f jaas.key jaas.key.pub" + blocks.get(0).replace("-b 4096", "-b 2048 -N ''"));
        String hashes = run(blocks.get(1));

        byte[] publicKey =
                PemJwsSigner.fromFile(KEY_ID, file("jaas.key")).publicKey().getEncoded();
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(publicKey));
        assertThat(hashes.lines()).hasSize(2).allMatch(line -> line.endsWith(hash));
    }

    private static void assertUsable(String name, String passphrase) {
        try (PemJwsSigner signer = PemJwsSigner.builder(KEY_ID)
                .passphrase(passphrase.toCharArray())
                .fromFile(file(name))) {
            assertThat(signer.publicKey()).isEqualTo(Keys.publicKey());
        }
    }

    /** As ssh-keygen -i reads it (openssh-portable, ssh-keygen.c): numbers are preceded by their length in bits. */
    private static String sshCom(RSAPrivateCrtKey key) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0x3f6ff9eb);
        out.writeInt(0);
        for (String text : List.of("if-modn{sign{rsa-pkcs1-sha1},encrypt{rsa-pkcs1v2-oaep}}", "none")) {
            out.writeInt(text.length());
            out.write(text.getBytes(ISO_8859_1));
        }
        out.write(new byte[12]);
        out.write(new byte[] {1, 0, 1}); // the public exponent
        for (BigInteger number : List.of(
                key.getPrivateExponent(),
                key.getModulus(),
                key.getCrtCoefficient(),
                key.getPrimeQ(),
                key.getPrimeP())) {
            out.writeInt(number.bitLength());
            out.write(unsigned(number));
        }
        return "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: \"test\"\n%s\n---- END SSH2 ENCRYPTED PRIVATE KEY ----\n"
                .formatted(Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(bytes.toByteArray()));
    }

    private static String base64Url(BigInteger number) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned(number));
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = new byte[(number.bitLength() + 7) / 8];
        byte[] signed = number.toByteArray();
        System.arraycopy(signed, signed.length - bytes.length, bytes, 0, bytes.length);
        return bytes;
    }

    private static RSAPrivateCrtKey privateKey() throws Exception {
        byte[] der = Base64.getMimeDecoder().decode(Keys.pem().replaceAll("-----[A-Z ]+-----", ""));
        return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static boolean isOpenSsl3() throws Exception {
        return !run("openssl version").matches("(?s)(LibreSSL|OpenSSL [01]\\.).*");
    }

    private static boolean isInstalled(String program) throws Exception {
        return !run("command -v " + program + " || true").isBlank();
    }

    private static Path file(String name) {
        return directory.resolve(name);
    }

    private static UnusableKeyException unusable(String name) {
        return catchThrowableOfType(
                UnusableKeyException.class, () -> PemJwsSigner.builder(KEY_ID).fromFile(file(name)));
    }

    private static String command(UnusableKeyException unusable) {
        String last = KeyFix.describe(unusable).lines().toList().get(2);
        return last.substring(last.indexOf(": ") + 2);
    }

    private static String run(String script) throws Exception {
        return Bash.run("set -e; cd \"$DIR\"; " + script, Map.of("DIR", directory.toString()));
    }
}
