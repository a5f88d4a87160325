package dev.jaas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The two commands that need no account: {@code demo} and {@code simulate}. */
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
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void simulate_printsSettingsAndDeletesTheKeyAtTheEnd() throws Exception {
        PipedInputStream printed = new PipedInputStream(64 * 1024);
        PrintStream out = new PrintStream(new PipedOutputStream(printed), true, UTF_8);
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        Thread simulation = new Thread(() -> ended.complete(
                Main.run(new String[] {"simulate"}, Map.of(), InputStream.nullInputStream(), out, System.err)));
        simulation.start();

        BufferedReader lines = new BufferedReader(new InputStreamReader(printed, UTF_8));
        String settings = readUpTo("# Requests:", lines);
        String[] values = Bash.run(
                        settings + "\nprintf '%s\\n' \"$JAAS_BASE_URL\" \"$JAAS_KEY_ID\" \"$JAAS_PRIVATE_KEY_FILE\"",
                        Map.of())
                .split("\n", -1);
        Path key = Path.of(values[2]);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");

        Invocation.Result result = new Invocation()
                .with("JAAS_BASE_URL", values[0])
                .with("JAAS_KEY_ID", values[1])
                .with("JAAS_PRIVATE_KEY_FILE", values[2])
                .run("destroy-room", "demo");
        assertThat(result.err()).isEmpty();
        assertThat(lines.readLine()).matches("# \\S+ POST /v1/_jaas/conference-commands/v1/meeting -> 200");

        simulation.interrupt();
        assertThat(ended.get(60, TimeUnit.SECONDS)).isZero();
        assertThat(key).doesNotExist();
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

    private static String readUpTo(String last, BufferedReader lines) throws Exception {
        List<String> read = new ArrayList<>();
        while (read.isEmpty() || !read.get(read.size() - 1).equals(last)) {
            read.add(lines.readLine());
        }
        return String.join("\n", read);
    }
}
