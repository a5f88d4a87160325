// SPDX-License-Identifier: Apache-2.0
package dev.jaas.distribution;

import static dev.jaas.testkit.JaasAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.testkit.transport.TestAuthority;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive with a Java runtime needs no other Java. */
@Tag("slow")
class RuntimeArchiveTest {

    private static final List<String> MODULES =
            List.of(System.getProperty("runtime.modules").split(","));

    @TempDir
    private static Path directory;

    private static Path program;
    private static Path tools;

    @BeforeAll
    static void unpack() throws Exception {
        tools = Program.toolsWithoutJava(directory);
        program = Program.unpack(Path.of(System.getProperty("archive.with.runtime")), directory.resolve("a directory"));
    }

    /** The server's certificate is on the curve P-256. */
    @Test
    void kick_withoutAnotherJava_kicksOverTls() throws Exception {
        TestAuthority authority = TestAuthority.create();
        try (JaasSimulator simulator =
                JaasSimulator.builder().tls(authority.issue("127.0.0.1")).start()) {
            ConferenceName standup = simulator.conference("standup");
            ParticipantId guest = simulator.join(standup, UserId.parse("guest"));
            Path key = Files.writeString(directory.resolve("key.pem"), simulator.privateKeyPem(), UTF_8);

            Program kick = Program.run(
                    directory,
                    Map.of("PATH", tools.toString(), "JAVA_OPTS", trusting(authority)),
                    program.resolve("bin/jaas").toString(),
                    "kick",
                    "--key-id=" + simulator.keyId().value(),
                    "--private-key=" + key,
                    "--base-url=" + simulator.baseUrl(),
                    standup.fullName(),
                    guest.value());

            assertThat(kick.status()).as(kick.output()).isZero();
            assertThat(simulator).room(standup).hasNoParticipant(UserId.parse("guest"));
        }
        assertThat(program.resolve("archives")).isNotEmptyDirectory();
    }

    @Test
    void modules_ofTheRuntime_areThoseThatTheProgramRequires() {
        StringWriter required = new StringWriter();
        int status = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        new PrintWriter(required),
                        new PrintWriter(OutputStream.nullOutputStream()),
                        "--multi-release=17",
                        "--ignore-missing-deps",
                        "--print-module-deps",
                        program.resolve("lib/jaas.jar").toString());

        assertThat(status).isZero();
        assertThat(MODULES)
                .contains("jdk.crypto.ec")
                .containsAll(List.of(required.toString().strip().split(",")));
    }

    /** A link to a file of the machine that built it would be of no use. */
    @Test
    void authorities_thatTheRuntimeTrusts_areInTheArchive() throws Exception {
        Path trusted = program.resolve("runtime/lib/security/cacerts");

        assertThat(Files.isSymbolicLink(trusted)).isFalse();
        assertThat(KeyStore.getInstance(trusted.toFile(), (char[]) null).size()).isGreaterThan(50);
    }

    private static String trusting(TestAuthority authority) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority.certificate());
        Path file = directory.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        return "-Djavax.net.ssl.trustStore=" + file + " -Djavax.net.ssl.trustStorePassword=changeit";
    }
}
