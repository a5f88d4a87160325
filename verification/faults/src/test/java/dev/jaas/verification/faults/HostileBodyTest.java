package dev.jaas.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.testkit.Script;
import dev.jaas.testkit.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers without an end, read by a JVM that has 64 MiB in all. */
class HostileBodyTest {

    private static final int TIMES = Integer.getInteger("hostile.answers", 3);
    private static final long MOST_HEAP = 8L * 1024 * 1024;

    /** A second is promised; the rest is for a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String BLOCK = "x".repeat(16 * 1024);

    /** What has no end. */
    enum Endless {
        BODY("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n", BLOCK),
        ERROR_BODY("HTTP/1.1 500 Oops\r\nContent-Length: 999999999999\r\n\r\n", BLOCK),
        CHUNKS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "4000\r\n" + BLOCK + "\r\n"),
        UNTIL_CLOSED("HTTP/1.1 200 OK\r\n\r\n", BLOCK),
        CHUNK_EXTENSION("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4000;x=", BLOCK),
        HEADERS("HTTP/1.1 200 OK\r\n", "X-Flood: " + "x".repeat(1000) + "\r\n"),
        HEADER("HTTP/1.1 200 OK\r\nX-Flood: ", BLOCK),
        STATUS_LINE("HTTP/1.1 200 ", BLOCK),
        INTERIM_ANSWERS("", "HTTP/1.1 100 Continue\r\n\r\n".repeat(100));

        private final String beginning;
        private final String again;

        Endless(String beginning, String again) {
            this.beginning = beginning;
            this.again = again;
        }

        Script script() {
            return Script.accept().readRequest().send(beginning).repeat(again, Duration.ZERO);
        }

        /** See {@link dev.jaas.adapter.jdkhttp.JdkHttpTransport}: on Java 17 such a connection stays open. */
        boolean isKeptBy(Stack stack) {
            boolean unreadable = this == HEADERS || this == HEADER || this == STATUS_LINE || this == INTERIM_ANSWERS;
            return unreadable && stack == Stack.JDK && Runtime.version().feature() < 21;
        }
    }

    @ParameterizedTest
    @EnumSource
    void execute_answerWithoutEnd_costsLittleHeapAndTheConnectionIsGone(Stack stack) throws Exception {
        Map<Endless, ScriptedServer> servers = new EnumMap<>(Endless.class);
        ScriptedServer harmless =
                ScriptedServer.start(Script.accept().readRequest().respond(200, ""));
        List<String> arguments = new ArrayList<>(
                List.of(stack.name(), String.valueOf(TIMES), harmless.uri("").toString()));
        for (Endless endless : Endless.values()) {
            ScriptedServer server = ScriptedServer.start(endless.script());
            servers.put(endless, server);
            arguments.add(server.uri("").toString());
        }
        long most = 0;
        long latest = 0;
        try (ForkedJvm jvm =
                ForkedJvm.start(List.of("-Xmx64m"), HostileBodyJvm.class, arguments.toArray(String[]::new))) {
            for (Endless endless : Endless.values()) {
                ScriptedServer server = Objects.requireNonNull(servers.get(endless));
                for (int i = 0; i < TIMES; i++) {
                    long heap = Long.parseLong(jvm.await("heap: "));
                    long told = System.nanoTime();
                    most = Math.max(most, heap);
                    assertThat(heap).as("heap for %s, %s", endless, stack).isLessThan(MOST_HEAP);
                    assertThat(endless.isKeptBy(stack) || server.awaitNoOpenConnection(PATIENCE))
                            .as("the connection with %s is gone, %s", endless, stack)
                            .isTrue();
                    latest = Math.max(latest, System.nanoTime() - told);
                    jvm.tell(new byte[] {'\n'});
                }
                assertThat(server.requests()).as("%s, %s", endless, stack).hasSize(TIMES);
            }
            long left = Long.parseLong(jvm.await("left: "));
            assertThat(left).as("heap that is left, %s", stack).isLessThan(MOST_HEAP);
            assertThat(jvm.exitStatus()).isZero();
            System.out.printf(
                    "%s on Java %d: endless answers take up to %,d KiB of heap and leave %,d,"
                            + " and their connections are gone %d ms after the verdict%n",
                    stack,
                    Runtime.version().feature(),
                    most / 1024,
                    left / 1024,
                    TimeUnit.NANOSECONDS.toMillis(latest));
        } finally {
            servers.values().forEach(ScriptedServer::close);
            harmless.close();
        }
    }
}
