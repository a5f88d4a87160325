// SPDX-License-Identifier: Apache-2.0
package dev.jaas.distribution;

import static dev.jaas.testkit.JaasAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archive without a Java runtime contains works where it is unpacked. */
@Tag("slow")
class ArchiveTest {

    private static final String ARCHIVE = System.getProperty("archive");
    private static final String JAVA_HOME = System.getProperty("java.home");

    @TempDir
    private static Path directory;

    private static Path program;

    @BeforeAll
    static void unpack() throws Exception {
        program = Program.unpack(Path.of(ARCHIVE + ".tar.gz"), directory.resolve("a directory"));
    }

    @Test
    void files_ofTheArchive_areTheProgramAndItsLicences() throws Exception {
        assertThat(files(program).stream().filter(name -> !name.startsWith("archives")))
                .containsExactlyInAnyOrder(
                        "bin/jaas",
                        "bin/jaas.cmd",
                        "lib/jaas.jar",
                        "LICENSE",
                        "NOTICE",
                        "README.md",
                        "THIRD-PARTY.txt");
        assertThat(program.resolve("bin/jaas")).isExecutable();
        assertThat(program.resolve("THIRD-PARTY.txt")).content().contains("org.bouncycastle", "picocli", "vertx");
        assertThat(program.resolve("lib/jaas.jar"))
                .hasSameBinaryContentAs(Path.of("../jaas-cli/target/jaas.jar").toAbsolutePath());
    }

    /** The JVM would verify each class that a command loads. */
    @Test
    void jar_ofTheProgram_isNotSigned() throws Exception {
        try (ZipFile jar = new ZipFile(program.resolve("lib/jaas.jar").toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains("org/bouncycastle/crypto/engines/RSAEngine.class")
                    .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)"));
        }
    }

    @Test
    void files_ofTheTwoFormats_areTheSame() throws Exception {
        try (ZipFile zip = new ZipFile(ARCHIVE + ".zip")) {
            for (String file : files(program)) {
                if (!file.startsWith("archives")) {
                    ZipEntry entry = zip.getEntry(program.getFileName() + "/" + file);
                    assertThat(entry).as(file).isNotNull();
                    assertThat(zip.getInputStream(entry)).hasBinaryContent(Files.readAllBytes(program.resolve(file)));
                }
            }
        }
    }

    @Test
    void times_ofTheFiles_areThatOfTheRelease() throws Exception {
        Instant release = Instant.parse(System.getProperty("output.timestamp"));

        assertThat(Files.getLastModifiedTime(program.resolve("lib/jaas.jar")).toInstant())
                .isEqualTo(release);
        try (ZipFile zip = new ZipFile(ARCHIVE + ".zip")) {
            assertThat(zip.stream().map(ZipEntry::getTimeLocal).collect(toSet()))
                    .hasSize(1);
        }
    }

    @Test
    void lineEnds_ofTheScripts_areThoseOfTheirShells() throws Exception {
        assertThat(Files.readString(program.resolve("bin/jaas"))).doesNotContain("\r");
        assertThat(Files.readString(program.resolve("bin/jaas.cmd")).replace("\r\n", ""))
                .doesNotContain("\n");
    }

    @Test
    void kick_throughASymbolicLinkFromAnotherDirectory_kicks() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("linked"), program.resolve("bin/jaas"));
        try (JaasSimulator simulator = JaasSimulator.start()) {
            ConferenceName standup = simulator.conference("standup");
            ParticipantId guest = simulator.join(standup, UserId.parse("guest"));
            Path key = Files.writeString(directory.resolve("a key.pem"), simulator.privateKeyPem(), UTF_8);

            Program kick = Program.run(
                    Path.of("/"),
                    Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", JAVA_HOME),
                    link.toString(),
                    "kick",
                    "--key-id=" + simulator.keyId().value(),
                    "--private-key=" + key,
                    "--base-url=" + simulator.baseUrl(),
                    standup.fullName(),
                    guest.value());

            assertThat(kick.status()).as(kick.output()).isZero();
            assertThat(simulator).room(standup).hasNoParticipant(UserId.parse("guest"));
        }
        assertThat(files(program.resolve("archives")))
                .anyMatch(name -> name.matches(".*/classes\\.(jsa|aot)"))
                .anyMatch(name -> name.endsWith(".made"))
                .hasSize(2);
    }

    @Test
    void mistake_inTheArguments_keepsItsExitStatus() throws Exception {
        Program kick = Program.run(
                directory,
                Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", JAVA_HOME, "JAVA_OPTS", "-Xshare:auto"),
                program.resolve("bin/jaas").toString(),
                "kick",
                "--no-such-option");

        assertThat(kick.status()).isEqualTo(2);
        assertThat(kick.output()).contains("--no-such-option");
    }

    private static Set<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .collect(toSet());
        }
    }
}
