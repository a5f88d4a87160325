// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library with the versions of the POMs in {@code versions}, each of which writes a class path. */
@Tag("slow")
class CompatibilityTest {

    // What EveryPart prints; on a busy machine Vert.x may print warnings of its own.
    private static final String JDK_PART = "JDK: banned [auth0|troll]";
    private static final String VERTX_PART = "Vert.x: [Call[phone=+40747777777, state=RINGING]]";
    private static final String COMPATIBILITY = read(Path.of("../../docs/compatibility.md"));

    /** A jar of the library, or its classes before the phase {@code package}. */
    private static final Pattern LIBRARY = Pattern.compile("\\bjaas-[a-z-]+[/\\\\](?:target|[0-9])");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"oldest", "vertx-5.1", "spring-boot-3.5-netty", "spring-boot-4.0-netty"})
    void everyPart_supportedVersions_works(String versions) throws Exception {
        assertThat(run(classPath(versions))).contains(JDK_PART, VERTX_PART);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring-boot-3.5-netty", "spring-boot-4.0-netty"})
    void nettyVersion_thatWorksWithSpringBoot_isTheDocumentedOne(String versions) {
        String netty = classPath(versions).stream()
                .map(entry -> Path.of(entry).getFileName().toString())
                .filter(name -> name.startsWith("netty-common-"))
                .findFirst()
                .orElseThrow();

        String version = netty.replaceAll("netty-common-|\\.jar", "");
        assertThat(COMPATIBILITY)
                .contains("<version>" + version + "</version>", "<netty.version>" + version + "</netty.version>");
    }

    @Test
    void everyPart_vertx4_onlyTheVertxTransportFailsInOneSentence() throws Exception {
        assertThat(run(classPath("vertx-4.5")))
                .contains(JDK_PART)
                .contains(
                        "\" java.lang.IllegalStateException: jaas-adapter-vertx needs Vert.x 5.0 to 5.2, and an older one is"
                                + " on the class path: update vertx-core and vertx-web-client.\n");
    }

    @Test
    void everyPart_nettyOfSpringBoot40_onlyTheVertxTransportFailsInOneSentence() throws Exception {
        assertThat(run(classPath("spring-boot-4.0")))
                .contains(JDK_PART)
                .containsPattern("\" java.lang.IllegalStateException: Vert.x cannot make its Web Client "
                        + "\\(java.lang.NoSuchFieldError: .*ACCEPT_QUERY.*; docs/compatibility.md says what to set.\n");
        assertThat(COMPATIBILITY).contains("java.lang.NoSuchFieldError: ACCEPT_QUERY");
    }

    @Test
    void everyPart_nettyOfSpringBoot35_onlyVertxFailsAsDocumented() throws Exception {
        String error = "java.lang.NoClassDefFoundError: io/netty/channel/MultiThreadIoEventLoopGroup";

        assertThat(run(classPath("spring-boot-3.5"))).contains(JDK_PART).contains(error);
        assertThat(COMPATIBILITY).contains(error);
    }

    @Test
    void everyPart_noBouncyCastle_onlyAnEncryptedKeyFails() throws Exception {
        List<String> without = new ArrayList<>(classPath("vertx-5.1"));
        without.removeIf(entry -> entry.contains("bcprov"));

        assertThat(run(without, "plain")).contains(JDK_PART, VERTX_PART);
        assertThat(run(without))
                .contains("BouncyCastle cannot decrypt it (NoClassDefFoundError; it is not on the class path)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vertx-5.1", "spring-boot-3.5-netty", "spring-boot-4.0-netty"})
    void references_supportedVersions_allExist(String versions) throws Exception {
        assertThat(missing(classPath(versions))).isEmpty();
    }

    /** OpenSSH's own format needs a newer BouncyCastle, and the adapter does without the timeout. */
    @Test
    void references_oldestVersions_allButTheKnownExist() throws Exception {
        assertThat(missing(classPath("oldest")))
                .extracting(member -> member.owner() + '.' + member.name())
                .containsExactly(
                        "io/vertx/core/net/ProxyOptions.setConnectTimeout",
                        "org/bouncycastle/crypto/DefaultBufferedBlockCipher.<init>",
                        "org/bouncycastle/crypto/generators/BCrypt.pbkdfGenerate",
                        "org/bouncycastle/crypto/modes/SICBlockCipher.newInstance");
    }

    private static List<String> classPath(String versions) {
        return List.of(
                read(Path.of("versions", versions, "target", "class-path")).split(File.pathSeparator));
    }

    private String run(List<String> classPath, String... arguments) throws Exception {
        List<String> entries = new ArrayList<>(classPath);
        entries.add(Path.of("target", "classes").toString());
        entries.add(Path.of("target", "test-classes").toString());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=en",
                "-cp",
                String.join(File.pathSeparator, entries),
                EveryPart.class.getName()));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(180, SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return read(output);
    }

    /** The members of other libraries that the library's own classes refer to and that no class of the class path has. */
    private static Set<ReferencedMember> missing(List<String> classPath) throws IOException {
        List<URL> urls = new ArrayList<>();
        Set<ReferencedMember> referenced = new TreeSet<>();
        for (String entry : classPath) {
            urls.add(Path.of(entry).toUri().toURL());
            if (LIBRARY.matcher(entry).find()) {
                referenced.addAll(references(Path.of(entry)));
            }
        }
        // Without a parent: on the module path the platform's loader, too, gives the classes of this module's own
        // libraries.
        try (URLClassLoader classes = new URLClassLoader(urls.toArray(URL[]::new), null)) {
            assertThat(referenced).hasSizeGreaterThan(1000);
            return referenced.stream()
                    .filter(member -> Stream.of("io/vertx/", "com/fasterxml/", "org/bouncycastle/")
                            .anyMatch(member.owner()::startsWith))
                    .filter(member -> !member.existsIn(classes))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<ReferencedMember> references(Path library) throws IOException {
        if (Files.isDirectory(library)) { // before the phase package
            return referencesBelow(library);
        }
        try (FileSystem jar = FileSystems.newFileSystem(library)) {
            return referencesBelow(jar.getPath("/"));
        }
    }

    private static Set<ReferencedMember> referencesBelow(Path directory) throws IOException {
        Set<ReferencedMember> references = new TreeSet<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    references.addAll(ReferencedMember.of(new DataInputStream(new BufferedInputStream(in))));
                }
            }
        }
        return references;
    }

    private static String read(Path file) {
        assertThat(file).as("made by: mvn verify -pl verification/consumer -am").exists();
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
