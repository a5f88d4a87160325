// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two commands that need no account: {@code demo} and {@code simulate}. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SimulatorCommandsTest {

    @Test
    void demo_runsEveryCommandOverBothTransports() {
        Invocation.Result result = new Invocation().run("demo");

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        List<String> rows =
                result.out().lines().filter(line -> line.contains("POST ")).toList();
        assertThat(rows).hasSize(12).allMatch(row -> row.contains("  200     "));
        for (String command : new String[] {"dial-out", "hang-up", "kick", "ban-user", "ban-jwt", "destroy-room"}) {
            assertThat(rows).filteredOn(row -> row.startsWith(command + " ")).hasSize(2);
        }
        for (String change : new String[] {
            "+40747777777 ringing",
            "+40747777777 ended",
            "bob left",
            "bob banned",
            "token banned",
            "alice left, meeting over"
        }) {
            assertThat(rows).filteredOn(row -> row.endsWith(change)).as(change).hasSize(2);
        }
        assertThat(result.out()).doesNotContain("eyJ");
    }

    @Test
    void demo_withJson_printsOneObject() throws Exception {
        Invocation.Result result = new Invocation().run("demo", "--json");

        assertThat(result.status()).isZero();
        assertThat(result.out()).hasLineCount(1).doesNotContain("eyJ");
        Map<String, Object> demo = JSONObjectUtils.parse(result.out());
        assertThat(demo).containsEntry("outcome", "worked").containsEntry("exitStatus", 0L);
        assertThat((List<?>) demo.get("commands"))
                .hasSize(12)
                .first()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("command", "dial-out")
                .containsEntry("transport", "jdk")
                .containsEntry("status", "200")
                .containsEntry("change", "call to +40747777777 ringing");
    }

    @Test
    void simulate_withJson_printsTheSettingsAndEachRequestAsAnObject() throws Exception {
        PipedInputStream printed = new PipedInputStream(64 * 1024);
        PrintStream out = new PrintStream(new PipedOutputStream(printed), true, UTF_8);
        Thread thread = new Thread(() -> Main.run(
                new String[] {"simulate", "--json"}, Map.of(), InputStream.nullInputStream(), out, System.err));
        thread.start();
        BufferedReader lines = new BufferedReader(new InputStreamReader(printed, UTF_8));
        Map<String, Object> settings = JSONObjectUtils.parse(lines.readLine());
        Object bob = ((Map<?, ?>) settings.get("participants")).get("bob");

        Invocation.Result kick = new Invocation()
                .with("JAAS_BASE_URL", String.valueOf(settings.get("baseUrl")))
                .with("JAAS_KEY_ID", String.valueOf(settings.get("keyId")))
                .with("JAAS_PRIVATE_KEY_FILE", String.valueOf(settings.get("privateKeyFile")))
                .run("kick", String.valueOf(settings.get("room")), String.valueOf(bob));

        assertThat(kick.status()).isZero();
        assertThat(JSONObjectUtils.parse(lines.readLine()))
                .containsKey("time")
                .containsEntry("request", "POST /v1/_jaas/conference-commands/v1/meeting -> 200")
                .containsEntry("status", 200L);
        thread.interrupt();
        thread.join();
    }

    @Test
    void simulate_printsSettingsAndDeletesTheKeyAtTheEnd() throws Exception {
        Simulator simulator = new Simulator();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(simulator.key)))
                .isEqualTo("rw-------");

        Invocation.Result result = simulator.run("destroy-room", "demo");
        assertThat(result.err()).isEmpty();
        assertThat(simulator.lines.readLine()).matches("# \\S+ POST /v1/_jaas/conference-commands/v1/meeting -> 200");

        assertThat(simulator.interrupt()).isZero();
        assertThat(simulator.key).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"false, 3", "true, 0"})
    void simulate_keepEmptyRooms_setsWhetherARoomThatAllHaveLeftCanBeDestroyed(boolean keep, int status)
            throws Exception {
        Simulator simulator = keep ? new Simulator("--keep-empty-rooms") : new Simulator();
        Matcher demo =
                Pattern.compile("\\(participant (\\w+)\\) and bob \\((\\w+)\\)").matcher(simulator.settings);
        assertThat(demo.find()).isTrue();

        assertThat(simulator.run("kick", "demo", demo.group(1)).status()).isZero();
        assertThat(simulator.run("kick", "demo", demo.group(2)).status()).isZero();

        assertThat(simulator.run("destroy-room", "demo").status()).isEqualTo(status);
        assertThat(simulator.run("destroy-room", "demo").status()).isEqualTo(3);
        simulator.interrupt();
    }

    @Test
    void simulate_portInUse_saysSo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Invocation.Result result = new Invocation().run("simulate", "--port", "" + taken.getLocalPort());

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).contains("--port").endsWith(".\n");
            assertThat(result.err().lines()).hasSize(1);
        }
    }

    /** {@code jaas simulate} in a thread of its own, until it is interrupted. */
    private static final class Simulator {

        final BufferedReader lines;
        final String settings;
        final Path key;
        private final String[] values;
        private final CompletableFuture<Integer> ended = new CompletableFuture<>();
        private final Thread thread;

        Simulator(String... options) throws Exception {
            PipedInputStream printed = new PipedInputStream(64 * 1024);
            PrintStream out = new PrintStream(new PipedOutputStream(printed), true, UTF_8);
            String[] arguments =
                    Stream.concat(Stream.of("simulate"), Stream.of(options)).toArray(String[]::new);
            thread = new Thread(() ->
                    ended.complete(Main.run(arguments, Map.of(), InputStream.nullInputStream(), out, System.err)));
            thread.start();
            lines = new BufferedReader(new InputStreamReader(printed, UTF_8));
            settings = readUpTo("# Requests:", lines);
            String print = "\nprintf '%s\\n' \"$JAAS_BASE_URL\" \"$JAAS_KEY_ID\" \"$JAAS_PRIVATE_KEY_FILE\"";
            values = Bash.run(settings + print, Map.of()).split("\n", -1);
            key = Path.of(values[2]);
        }

        /** Runs another command with the settings that it has printed. */
        Invocation.Result run(String... arguments) {
            return new Invocation()
                    .with("JAAS_BASE_URL", values[0])
                    .with("JAAS_KEY_ID", values[1])
                    .with("JAAS_PRIVATE_KEY_FILE", values[2])
                    .run(arguments);
        }

        int interrupt() throws Exception {
            thread.interrupt();
            return ended.get(60, TimeUnit.SECONDS);
        }
    }

    private static String readUpTo(String last, BufferedReader lines) throws Exception {
        List<String> read = new ArrayList<>();
        while (read.isEmpty() || !read.get(read.size() - 1).equals(last)) {
            read.add(lines.readLine());
        }
        return String.join("\n", read);
    }
}
