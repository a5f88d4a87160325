package dev.jaas.adapter.bouncycastle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
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
        for (String name : List.of("openssh", "openssh-plain")) {
            tools.copy("pkcs1", name);
            tools.run("ssh-keygen -q -p -a 1 -N %s -f %s".formatted(name.equals("openssh") ? "PASS" : "''", name));
        }
        makeAnotherVersion();
        Path unsigned = tools.path("unsigned").resolve(CBC_MODE);
        Files.createDirectories(unsigned.getParent());
        try (InputStream in = BlockCipher.class.getClassLoader().getResourceAsStream(CBC_MODE)) {
            Files.copy(in, unsigned);
        }
    }

    /** As before 1.72, AESEngine has no newInstance(). */
    private static void makeAnotherVersion() throws IOException {
        Path source = tools.path("AESEngine.java");
        Files.writeString(source, "package org.bouncycastle.crypto.engines; public class AESEngine {}");
        tools.run("%s -d %s %s".formatted(Path.of(System.getProperty("java.home"), "bin", "javac"), "old", source));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dek", "pbes2", "pbes1", "openssh"})
    void fromFile_encryptedAndBouncyCastleIsAbsent_saysThatItIsMissing(String file) throws Exception {
        assertThat(load(file)).hasMessageContaining("(NoClassDefFoundError; it is not on the class path)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dek", "pbes2", "openssh"})
    void fromFile_encryptedAndAnotherVersionIsFirst_namesTheConflict(String file) throws Exception {
        assertThat(load(file, tools.path("old").toUri().toURL(), JAR))
                .hasMessageContaining("(NoSuchMethodError; found in bcprov-jdk18on-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dek", "pbes2", "pbes1"})
    void fromFile_encryptedAndSignedClassesAreMixedWithUnsigned_namesTheConflict(String file) throws Exception {
        assertThat(load(file, tools.path("unsigned").toUri().toURL(), JAR))
                .hasMessageContaining("(SecurityException; found in bcprov-jdk18on-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkcs1", "openssh-plain"})
    void fromFile_notEncrypted_isReadWhateverIsOnTheClassPath(String file) throws Exception {
        assertThat(load(file)).isNull();
        assertThat(load(file, tools.path("old").toUri().toURL(), JAR)).isNull();
        assertThat(load(file, tools.path("unsigned").toUri().toURL(), JAR)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dek", "pbes2", "pbes1", "openssh"})
    void fromFile_encryptedAndTheRightVersionIsThere_isRead(String file) throws Exception {
        assertThat(load(file, JAR)).isNull();
    }

    @Test
    void version_isTheOneThatIsUsed() {
        assertThat(JAR.getPath()).endsWith("bcprov-jdk18on-%s.jar".formatted(BouncyCastle.VERSION));
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
                        .contains("BouncyCastle cannot decrypt it", "The key is not at fault", "1.87 or newer")
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

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
