// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jaas.adapter.bouncycastle.KeyProblem;
import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.adapter.bouncycastle.UnusableKeyException;
import dev.jaas.cli.Bash;
import dev.jaas.cli.Keys;
import dev.jaas.domain.KeyId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every key that cannot be used has its fix. {@link PrintedCommandsTest} runs the commands. */
class KeyFixTest {

    private static final KeyId KEY_ID = KeyId.parse(Keys.KEY_ID);

    /** Those that are hard to provoke here; the adapter's tests do. */
    private static final Set<KeyProblem> NOT_PROVOKED = EnumSet.of(
            KeyProblem.ACCESS_DENIED,
            KeyProblem.LIBRARY_CONFLICT,
            KeyProblem.UNREADABLE,
            KeyProblem.PRIMES_MISSING,
            KeyProblem.REJECTED_BY_PROVIDER,
            KeyProblem.TOO_LONG);

    private static final Set<KeyProblem> SEEN = EnumSet.noneOf(KeyProblem.class);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    @BeforeAll
    static void makeKey() throws Exception {
        Files.writeString(directory.resolve("rsa.pem"), Keys.pem());
        run("openssl rsa -traditional -in rsa.pem -out traditional.pem"
                + " && cp traditional.pem ssh && chmod 600 ssh && ssh-keygen -q -p -N '' -f ssh");
    }

    @AfterAll
    static void requireEveryProblem() {
        assertThat(SEEN).containsAll(EnumSet.complementOf(EnumSet.copyOf(NOT_PROVOKED)));
    }

    /** A script that makes the file {@code key}, and what its fix must contain. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "true § NO_SUCH_FILE § make a key: ssh-keygen -t rsa",
                "mkdir key § DIRECTORY § Find it: ls",
                "touch key § EMPTY § ssh-keygen -t rsa",
                "echo a key > key § NOT_A_KEY § ssh-keygen -t rsa",
                "openssl pkey -in rsa.pem -pubout -out key § NOT_PRIVATE § ssh-keygen -t rsa",
                "openssl genpkey -algorithm ed25519 -out key § OTHER_ALGORITHM § jaas.key.pub in the JaaS console: ssh-keygen",
                "openssl genrsa -traditional -out key 1024 § TOO_SHORT § jaas.key.pub in the JaaS console: ssh-keygen",
                "openssl pkey -in rsa.pem -pubout | sed 1,3d | sed '1i -----BEGIN TSS2 PRIVATE KEY-----' > key § UNKNOWN_KIND § jaas.key.pub in the JaaS console: ssh-keygen",
                "head -c 700 rsa.pem > key § END_MISSING § check it: openssl pkey -in",
                "head -c 700 ssh > key § END_MISSING § check it: ssh-keygen -y -f",
                "tail -n +2 rsa.pem > key § BEGIN_MISSING § check it: openssl pkey -in",
                "sed 3d rsa.pem > key § DAMAGED § check it: openssl pkey -in",
                "sed 2,3d ssh > key § DAMAGED § check it: ssh-keygen -y -f",
                "(cat rsa.pem; head -c 66000 /dev/zero | tr '\\0' ' ') > key § TOO_LARGE § sed -n",
                "cat rsa.pem rsa.pem > key § SEVERAL_KEYS § sed -n",
                "openssl pkcs8 -topk8 -passout pass:x -in rsa.pem -out key § PASSPHRASE_MISSING § Or remove it: openssl pkey -in",
                "ssh-keygen -q -t rsa -b 2048 -N PASS -f key § PASSPHRASE_MISSING § Or remove it: ssh-keygen -p -N ''",
                "openssl pkcs8 -topk8 -v2 camellia-256-cbc -passout pass:guess -in rsa.pem -out key § UNSUPPORTED_ENCRYPTION § pkcs8 -topk8",
                "openssl pkcs8 -topk8 -iter 99999999 -passout pass:guess -in rsa.pem -out key § WORK_FACTOR_TOO_HIGH § pkcs8 -topk8",
                "echo 'PuTTY-User-Key-File-3: ssh-rsa' > key § PUTTY § Convert it: puttygen",
                "echo '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----' > key § SSH_COM § Convert it: (umask 077; ssh-keygen -i",
                "openssl pkey -in rsa.pem -outform DER -out key § DER § Convert it: openssl pkey -inform DER",
                "openssl pkey -in rsa.pem -outform DER | openssl base64 > key § BARE_BASE64 § Convert it: tr '_-' '/+' <",
                "openssl req -x509 -new -key rsa.pem -subj /CN=t -days 2 -out c.pem"
                        + " && openssl pkcs12 -export -inkey rsa.pem -in c.pem -passout pass: -out key § PKCS12 § Convert it: openssl pkcs12",
                "printf '\\376\\355\\376\\355\\0\\0\\0\\2' > key § JAVA_KEY_STORE § Convert it: keytool -importkeystore",
                "echo '{\"kty\":\"RSA\",\"d\":\"AQAB\"}' > key § JWK § Convert it: (umask 077; node -e"
            })
    void fix_ofEveryProblem_isACommandForTheFile(String making, KeyProblem problem, String command) throws Exception {
        run("rm -rf key key.pub && " + making);

        assertFix(problem, command, unusable(directory.resolve("key")));
    }

    @Test
    void fix_ofAWrongPassphrase_triesTheKey() throws Exception {
        run("openssl pkcs8 -topk8 -passout pass:secret -in rsa.pem -out locked.pem");

        assertFix(
                KeyProblem.WRONG_PASSPHRASE,
                "Try it yourself: openssl pkey -in",
                catchThrowableOfType(
                        UnusableKeyException.class,
                        () -> PemJwsSigner.builder(KEY_ID)
                                .passphrase("guess".toCharArray())
                                .fromFile(directory.resolve("locked.pem"))));
    }

    @Test
    void word_ofAPath_isQuotedOnlyWhereNeeded() {
        assertThat(KeyFix.word("/etc/jaas/jaas-1.pk")).isEqualTo("/etc/jaas/jaas-1.pk");
        assertThat(KeyFix.word("my key; rm x")).isEqualTo("'my key; rm x'");
        assertThat(KeyFix.word("it's")).isEqualTo("'it'\\''s'");
        assertThat(KeyFix.word("-rf")).isEqualTo("./-rf");
        assertThat(KeyFix.word("~root")).isEqualTo("'~root'");
    }

    @Test
    void fix_ofAQuotedName_worksInAShell() throws Exception {
        run("cat rsa.pem rsa.pem > \"it's \\$HOME.pem\"");
        run(command(unusable(directory.resolve("it's $HOME.pem"))));

        assertThat(directory.resolve("it's $HOME.pem.pem")).exists();
    }

    private static void assertFix(KeyProblem problem, String command, UnusableKeyException unusable) {
        SEEN.add(unusable.problem());
        assertThat(unusable.problem()).isEqualTo(problem);
        assertThat(KeyFix.fix(unusable)).startsWith("Needed: ").contains(command);
        assertThat(KeyFix.describe(unusable).lines()).hasSize(3);
        assertThat(KeyFix.describe(unusable)).startsWith(KeyFix.finding(unusable));
    }

    private static UnusableKeyException unusable(Path file) {
        return catchThrowableOfType(
                UnusableKeyException.class, () -> PemJwsSigner.builder(KEY_ID).fromFile(file));
    }

    private static String command(UnusableKeyException unusable) {
        String last = KeyFix.describe(unusable).lines().toList().get(2);
        return last.substring(last.indexOf(": ") + 2);
    }

    private static void run(String script) throws Exception {
        Bash.run("set -e; cd \"$DIR\"; " + script, Map.of("DIR", directory.toString()));
    }
}
