// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.BlockCipher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with the class path is not blamed on the key, and an unencrypted key does not depend on it. */
class BouncyCastleTest {

    private static final String KEY_ID = "vpaas-magic-cookie-test/ed85b6";
    private static final String CBC_MODE = "org/bouncycastle/crypto/modes/CBCModeCipher.class";
    private static final URL JAR = location(BlockCipher.class);
    private static final URL LOWEST = copied("bcprov-jdk18on-" + BouncyCastle.MIN_VERSION);
    private static final URL LOWEST_FOR_OPENSSH = copied("bcprov-jdk18on-" + BouncyCastle.MIN_VERSION_FOR_OPENSSH);

    /** Older than {@link #LOWEST}, and of an edition that Maven does not know to be the same library. */
    private static final URL OLD = copied("bcprov-jdk15on-1.70");

    @TempDir
    static Path dir;

    static Tools tools;

    @BeforeAll
    static void makeKeysAndClassPaths() throws IOException {
        tools = new Tools(dir);
        tools.run("openssl genrsa -traditional -out pkcs1 2048");
        tools.run("openssl rsa -traditional -aes128 -in pkcs1 -out dek -passout pass:PASS");
        tools.run("openssl pkcs8 -topk8 -in pkcs1 -out pbes2 -passout pass:PASS");
        tools.run("openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES -in pkcs1 -out pbes1 -passout pass:PASS");
        tools.run("openssl pkcs8 -topk8 -scrypt -in pkcs1 -out scrypt -passout pass:PASS");
        tools.run("openssl pkcs8 -topk8 -nocrypt -in pkcs1 -out pkcs8");
        makeOpenSsh("openssh-plain", "-N ''");
        makeOpenSsh("openssh", "-N PASS");
        makeOpenSsh("openssh-gcm", "-N PASS -Z aes256-gcm@openssh.com");
        Path unsigned = tools.path("unsigned").resolve(CBC_MODE);
        Files.createDirectories(unsigned.getParent());
        try (InputStream in = BlockCipher.class.getClassLoader().getResourceAsStream(CBC_MODE)) {
            Files.copy(in, unsigned);
        }
    }

    private static void makeOpenSsh(String name, String options) {
        tools.copy("pkcs1", name);
        tools.run("ssh-keygen -q -p -a 1 %s -f %s".formatted(options, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dek", "pbes2", "pbes1", "openssh"})
    void fromFile_encryptedAndBouncyCastleIsAbsent_saysThatItIsMissing(String file) throws Exception {
        assertThat(load(file)).hasMessageContaining("(NoClassDefFoundError; it is not on the class path)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dek", "pbes2", "pbes1", "openssh"})
    void fromFile_encryptedAndAnOlderVersionIsFirst_namesTheConflict(String file) throws Exception {
        assertThat(load(file, OLD, JAR))
                .hasMessageContaining("; found in bcprov-jdk15on-1.70.jar, then in bcprov-jdk18on-");
    }

    @Test
    void fromFile_openSshEncryptedAndTheVersionIsTooOldForIt_namesTheVersions() throws Exception {
        assertThat(load("openssh", LOWEST, OLD))
                .hasMessageContaining("; found in bcprov-jdk18on-1.74.jar, then in bcprov-jdk15on-1.70.jar)")
                .hasMessageContaining("1.85 for OpenSSH's own format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dek", "pbes2", "pbes1"})
    void fromFile_encryptedAndSignedClassesAreMixedWithUnsigned_namesTheConflict(String file) throws Exception {
        assertThat(load(file, tools.path("unsigned").toUri().toURL(), JAR))
                .hasMessageContaining("(SecurityException; found in bcprov-jdk18on-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkcs1", "pkcs8", "openssh-plain"})
    void fromFile_notEncrypted_isReadWhateverIsOnTheClassPath(String file) throws Exception {
        assertThat(load(file)).isNull();
        assertThat(load(file, OLD, JAR)).isNull();
        assertThat(load(file, tools.path("unsigned").toUri().toURL(), JAR)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dek", "pbes2", "scrypt", "pbes1", "openssh", "openssh-gcm"})
    void fromFile_encryptedAndTheNewestOrLowestVersionIsThere_isRead(String file) throws Exception {
        assertThat(load(file, JAR)).isNull();
        assertThat(load(file, file.startsWith("openssh") ? LOWEST_FOR_OPENSSH : LOWEST))
                .isNull();
    }

    /** Reads the key twice, since the second failure of a class to load is another; returns what was thrown, or null. */
    private static Throwable load(String file, URL... bouncyCastle) throws Exception {
        List<URL> classPath = new ArrayList<>(List.of(bouncyCastle));
        classPath.addAll(List.of(location(PemJwsSigner.class), location(JwsSigner.class), location(KeyId.class)));
        try (URLClassLoader classes =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Throwable first = catchThrowable(() -> load(file, classes));
            Throwable second = catchThrowable(() -> load(file, classes));
            for (Throwable thrown : first == null ? new Throwable[0] : new Throwable[] {first, second}) {
                assertThat(thrown.getClass().getSimpleName()).isEqualTo("UnusableKeyException");
                assertThat(thrown.getMessage())
                        .contains("BouncyCastle cannot decrypt it", "The key is not at fault", "1.74 or newer")
                        .hasLineCount(3);
                assertThat(thrown.getClass().getMethod("problem").invoke(thrown))
                        .hasToString("LIBRARY_CONFLICT");
            }
            assertThat(second == null).isEqualTo(first == null);
            return first;
        }
    }

    private static void load(String file, ClassLoader classes) throws Throwable {
        Class<?> keyIdType = classes.loadClass(KeyId.class.getName());
        Class<?> signerType = classes.loadClass(PemJwsSigner.class.getName());
        try {
            Object keyId = keyIdType.getMethod("parse", String.class).invoke(null, KEY_ID);
            Object builder = signerType.getMethod("builder", keyIdType).invoke(null, keyId);
            builder.getClass().getMethod("passphrase", char[].class).invoke(builder, (Object)
                    Tools.PASSPHRASE.toCharArray());
            builder.getClass().getMethod("fromFile", Path.class).invoke(builder, tools.path(file));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** A jar that the build has copied: {@code mvn generate-test-resources} does so. */
    private static URL copied(String name) {
        try {
            return Path.of("target", "bouncycastle", name + ".jar").toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
