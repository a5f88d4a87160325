// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.testkit.transport.Script;
import dev.jaas.testkit.transport.ScriptedServer;
import dev.jaas.verification.faults.ForkedJvm;
import dev.jaas.verification.faults.TransportKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Endless responses, read by a JVM with a heap of 64 MiB. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class HostileBodyTest {

    private static final int TIMES = Integer.getInteger("hostile.responses", 3);
    private static final long MAX_HEAP = 8L * 1024 * 1024;

    /** A second is promised; the rest allows for a busy machine. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private static final String BLOCK = "x".repeat(16 * 1024);

    /** What the server repeats without end. */
    enum Endless {
        BODY("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n", BLOCK),
        ERROR_BODY("HTTP/1.1 500 Oops\r\nContent-Length: 999999999999\r\n\r\n", BLOCK),
        CHUNKS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "4000\r\n" + BLOCK + "\r\n"),
        UNTIL_CLOSED("HTTP/1.1 200 OK\r\n\r\n", BLOCK),
        CHUNK_EXTENSION("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4000;x=", BLOCK),
        HEADERS("HTTP/1.1 200 OK\r\n", "X-Flood: " + "x".repeat(1000) + "\r\n"),
        HEADER("HTTP/1.1 200 OK\r\nX-Flood: ", BLOCK),
        STATUS_LINE("HTTP/1.1 200 ", BLOCK),
        INTERIM_RESPONSES("", "HTTP/1.1 100 Continue\r\n\r\n".repeat(100));

        private final String start;
        private final String repeated;

        Endless(String start, String repeated) {
            this.start = start;
            this.repeated = repeated;
        }

        Script script() {
            return Script.accept().readRequest().send(start).repeat(repeated, Duration.ZERO);
        }

        /** See {@link dev.jaas.adapter.jdkhttp.JdkHttpTransport}: on Java 17 such a connection stays open. */
        boolean isLeftOpenBy(TransportKind kind) {
            boolean unreadable = this == HEADERS || this == HEADER || this == STATUS_LINE || this == INTERIM_RESPONSES;
            return unreadable && kind == TransportKind.JDK && Runtime.version().feature() < 21;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "VERTX"})
    void execute_endlessResponse_takesLittleHeapAndClosesConnection(TransportKind kind) throws Exception {
        Map<Endless, ScriptedServer> servers = new EnumMap<>(Endless.class);
        ScriptedServer harmless =
                ScriptedServer.start(Script.accept().readRequest().respond(200, ""));
        List<String> arguments = new ArrayList<>(
                List.of(kind.name(), String.valueOf(TIMES), harmless.uri("").toString()));
        for (Endless endless : Endless.values()) {
            ScriptedServer server = ScriptedServer.start(endless.script());
            servers.put(endless, server);
            arguments.add(server.uri("").toString());
        }
        long maxHeap = 0;
        long latest = 0;
        try (ForkedJvm jvm =
                ForkedJvm.start(List.of("-Xmx64m"), HostileBodyJvm.class, arguments.toArray(String[]::new))) {
            for (Endless endless : Endless.values()) {
                ScriptedServer server = Objects.requireNonNull(servers.get(endless));
                for (int i = 0; i < TIMES; i++) {
                    long heap = Long.parseLong(jvm.awaitLine("heap: "));
                    long verdict = System.nanoTime();
                    maxHeap = Math.max(maxHeap, heap);
                    assertThat(heap).as("heap for %s, %s", endless, kind).isLessThan(MAX_HEAP);
                    assertThat(endless.isLeftOpenBy(kind) || server.awaitNoOpenConnection(CLOSE_TIMEOUT))
                            .as("connection with %s closed, %s", endless, kind)
                            .isTrue();
                    latest = Math.max(latest, System.nanoTime() - verdict);
                    jvm.write(new byte[] {'\n'});
                }
                assertThat(server.requests()) // a busy machine may not connect in time
                        .as("%s, %s", endless, kind)
                        .isNotEmpty()
                        .hasSizeLessThanOrEqualTo(TIMES);
            }
            long left = Long.parseLong(jvm.awaitLine("left: "));
            assertThat(left).as("heap left afterwards, %s", kind).isLessThan(MAX_HEAP);
            assertThat(jvm.awaitExit()).isZero();
            System.out.printf(
                    "%s on Java %d: endless responses take at most %,d KiB of heap and leave %,d KiB;"
                            + " their connections are closed at most %d ms after the verdict%n",
                    kind,
                    Runtime.version().feature(),
                    maxHeap / 1024,
                    left / 1024,
                    TimeUnit.NANOSECONDS.toMillis(latest));
        } finally {
            servers.values().forEach(ScriptedServer::close);
            harmless.close();
        }
    }
}
