// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.forked;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.testkit.transport.Script;
import dev.jaas.testkit.transport.ScriptedServer;
import dev.jaas.verification.faults.ForkedJvm;
import dev.jaas.verification.faults.TransportKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@code docs/delivery.md} says of host names, with a hosts file for the JVM's lookups, which Vert.x is told to use. The
 * servers know no TLS, so a command that reaches one fails in the handshake.
 */
@Tag("slow")
class HostNameTest {

    private static final Script NO_TLS =
            Script.accept().readBytes(5).send("no TLS").fin();
    private static final String NAME = "conference.test";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"JDK", "VERTX"})
    void execute_firstAddressOfNameRefuses_triesNoOther(TransportKind kind) throws Exception {
        hosts("127.0.0.9 " + NAME + "\n127.0.0.1 " + NAME + "\n");
        try (ScriptedServer server = ScriptedServer.start(NO_TLS);
                ForkedJvm jvm = start(kind)) {
            assertThat(dialOut(jvm, server)).isEqualTo("NOT_DELIVERED");

            assertThat(jvm.output()).contains("ConnectException");
            assertThat(server.connections()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "VERTX"})
    void execute_nameUnknownAtFirst_staysUnknownInCacheOfJvm(TransportKind kind) throws Exception {
        hosts("");
        try (ScriptedServer server = ScriptedServer.start(NO_TLS);
                ForkedJvm jvm = start(kind, negativeCache("600"))) { // 10 unless it is set
            dialOut(jvm, server);
            hosts("127.0.0.1 " + NAME + "\n");

            assertThat(dialOut(jvm, server)).isEqualTo("NOT_DELIVERED");

            assertThat(jvm.output()).contains("the host name was not found").doesNotContain("TLS failed");
            assertThat(server.connections()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "VERTX"})
    void execute_nameUnknownAtFirstWithoutNegativeCache_isFoundLater(TransportKind kind) throws Exception {
        hosts("");
        try (ScriptedServer server = ScriptedServer.start(NO_TLS);
                ForkedJvm jvm = start(kind, negativeCache("0"))) {
            dialOut(jvm, server);
            assertThat(jvm.output()).contains("the host name was not found");
            hosts("127.0.0.1 " + NAME + "\n");

            assertThat(dialOut(jvm, server)).isEqualTo("NOT_DELIVERED");

            assertThat(server.connections()).isPositive();
        }
    }

    private String negativeCache(String seconds) throws IOException {
        Path security = directory.resolve("security");
        Files.writeString(security, "networkaddress.cache.negative.ttl=" + seconds + "\n");
        return "-Djava.security.properties=" + security;
    }

    private static String dialOut(ForkedJvm jvm, ScriptedServer server) throws IOException {
        jvm.write(("https://" + NAME + ":" + server.port() + "\n").getBytes(US_ASCII));
        return jvm.awaitLine("verdict: ");
    }

    private void hosts(String lines) throws IOException {
        Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost\n" + lines);
    }

    private ForkedJvm start(TransportKind kind, String... more) throws IOException {
        List<String> options = new ArrayList<>(List.of(more));
        options.add("-Djdk.net.hosts.file=" + directory.resolve("hosts"));
        options.add("-Dvertx.disableDnsResolver=true");
        ForkedJvm jvm = ForkedJvm.start(options, DialOutJvm.class, kind.name());
        jvm.awaitLine("ready");
        return jvm;
    }
}
