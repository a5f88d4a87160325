// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.verification.benchmarks.WorkDirectory;
import dev.jaas.verification.benchmarks.server.BenchmarkServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every contender sends what the server verifies, and is told so: otherwise a measurement means nothing. */
class ContendersTest {

    private static final int CONCURRENCY = 4;
    private static final int COMMANDS = 5;

    private static WorkDirectory directory;
    private static Process server;
    private static BufferedReader out;
    private static Writer in;
    private static String[] ports;

    @BeforeAll
    static void startServer() throws Exception {
        directory = WorkDirectory.create(2048);
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BenchmarkServer.class.getName(),
                        directory.path().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = server.inputReader();
        in = server.outputWriter();
        ports = out.readLine().split(" ");
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.destroy();
        directory.delete();
    }

    static Set<String> names() {
        return Contenders.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void contender_overTcp_isCountedByTheServer(String name) throws Exception {
        verify(name, URI.create("http://127.0.0.1:" + ports[0]));
    }

    @ParameterizedTest
    @MethodSource("overTls")
    void contender_overTls_isCountedByTheServer(String name) throws Exception {
        verify(name, URI.create("https://127.0.0.1:" + ports[1]));
    }

    static Set<String> overTls() {
        return Set.of(Contenders.JAAS_VERTX, Contenders.RAW_VERTX);
    }

    @Test
    void request_withAnotherToken_isRejectedAndCounted() throws Exception {
        WorkDirectory foreign = WorkDirectory.create(2048);
        String before = counts();
        try (Contender contender = Contenders.create(
                Contenders.SEND_ASYNC, new Target(URI.create("http://127.0.0.1:" + ports[0]), foreign))) {
            Window window = new ClosedLoop(contender).runEach(1, 1);
            assertThat(window.failed()).isEqualTo(1);
        } finally {
            foreign.delete();
        }
        assertThat(difference(before, counts())).isEqualTo("0 1");
    }

    private static void verify(String name, URI url) throws Exception {
        String before = counts();
        try (Contender contender = Contenders.create(name, new Target(url, directory))) {
            Window window = new ClosedLoop(contender).runEach(CONCURRENCY, COMMANDS);
            assertThat(window.accepted()).isEqualTo(CONCURRENCY * COMMANDS);
            assertThat(window.failed()).isZero();
            assertThat(window.p99Micros()).isPositive();
        }
        assertThat(difference(before, counts())).isEqualTo(CONCURRENCY * COMMANDS + " 0");
    }

    private static String counts() throws IOException {
        in.write("counts\n");
        in.flush();
        return out.readLine();
    }

    private static String difference(String before, String after) {
        String[] from = before.split(" ");
        String[] to = after.split(" ");
        return (Long.parseLong(to[0]) - Long.parseLong(from[0])) + " "
                + (Long.parseLong(to[1]) - Long.parseLong(from[1]));
    }
}
