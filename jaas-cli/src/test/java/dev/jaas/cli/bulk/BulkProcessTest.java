// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.jaas.cli.Main;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ScriptedResponse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own, which is killed, asked to end, or has no space. */
@Tag("slow")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkProcessTest {

    private static final int LINES = 200;

    /** How many kill points: more with {@code -Dbulk.kills=100}. */
    private static final int KILLS = Integer.getInteger("bulk.kills", 2);

    private final AtomicInteger received = new AtomicInteger();

    /** Called with the number of each request, before its response is sent. */
    private volatile Consumer<Integer> onRequest = number -> {};

    private final JaasSimulator simulator = JaasSimulator.builder()
            .onRequest(request -> onRequest.accept(received.incrementAndGet()))
            .start();
    private final ConferenceName room = simulator.conference("room");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @AfterAll
    void stop() {
        simulator.close();
    }

    @BeforeEach
    void reset() {
        onRequest = number -> {};
        simulator.reset();
        simulator.join(room, UserId.parse("host"));
        received.set(0);
    }

    /** {@code kill -9} in the middle, and the same command again. */
    @Test
    void dialOuts_killed_areSentAtMostOnceAndAccountedFor() throws Exception {
        for (int seed = 0; seed < KILLS; seed++) {
            reset();
            Random random = new Random(seed);
            int at = seed == 0 ? 1 : 2 + random.nextInt(LINES - 10);
            simulator.respondTo(command -> true, delays(random));
            Path input = dialOuts("list-" + seed + ".csv");

            int killed = runUntil(at, BulkProcessTest::kill, "dial-out", input, "--concurrency=8");
            int before = simulator.requests().size();
            Run resumed = run("dial-out", input);

            assertThat(killed).as("status after SIGKILL").isEqualTo(137);
            assertThat(before).as("seed %s", seed).isBetween(at, at + 8);
            assertAccountedFor(resumed, seed);
        }
    }

    @Test
    void dialOuts_terminated_reportWhatIsInFlightAndContinue() throws Exception {
        simulator.respondTo(
                command -> command.toString().contains("+4930100020"),
                ScriptedResponse.ordinary().delayResponse(Duration.ofSeconds(30)));
        Path input = dialOuts("list.csv");

        int status = runUntil(20, Process::destroy, "dial-out", input, "--concurrency=4", "--rate=20/s");
        Map<String, Object> summary = new Run(status, output(input), errors(input)).summary();

        assertThat(status).isEqualTo(5);
        assertThat(errors(input)).contains("The run was interrupted.");
        assertThat(count(summary, "unknown")).isPositive();
        assertThat(count(summary, "notSent")).isPositive();
        assertThat(count(summary, "accepted") + count(summary, "notSent") + count(summary, "unknown"))
                .isEqualTo(LINES);
        assertAccountedFor(run("dial-out", input), 0);
    }

    @Test
    void kicks_terminated_continue() throws Exception {
        String csv = IntStream.range(0, LINES)
                .mapToObj(i -> "room," + simulator.join(room, UserId.parse("u" + i)) + "\n")
                .collect(Collectors.joining());
        Path input = Files.writeString(directory.resolve("kicks.csv"), csv);

        int status = runUntil(10, Process::destroy, "kick", input, "--rate=20/s");
        Map<String, Object> summary = new Run(status, output(input), errors(input)).summary();
        Run resumed = run("kick", input);

        assertThat(status).isEqualTo(count(summary, "unknown") == 0 ? 4 : 5);
        assertThat(count(summary, "notSent")).isPositive();
        assertThat(count(summary, "accepted")).isPositive();
        assertThat(count(resumed.summary(), "byEarlierRuns")).isEqualTo(count(summary, "accepted"));
        assertThat(count(resumed.summary(), "notSent")).isZero();
        assertThat(simulator.room(room).participants()).hasSize(1);
        if (count(summary, "unknown") == 0) {
            assertThat(resumed.status).isZero();
            assertThat(simulator.requests()).hasSize(LINES);
        }
    }

    @Test
    void diskFull_stopsBeforeSending() throws Exception {
        Path input = dialOuts("list.csv");
        Run full = runInShell("ulimit -f 24; exec \"$@\"", "dial-out", input);

        assertThat(full.err).contains("The journal cannot be written (").hasLineCount(1);
        assertThat(full.out).contains("not sent").doesNotContain(" 0 accepted");
        assertThat(full.status).isEqualTo(1);
        int sent = simulator.requests().size();
        assertThat(sent).isBetween(10, LINES - 1);
        assertThat(Files.size(journal(input))).isEqualTo(24 * 1024);

        assertAccountedFor(run("dial-out", input), 0);
    }

    @Test
    void diskFullFromTheBeginning_isRefused() throws Exception {
        Path input = dialOuts("list.csv");
        Run full = runInShell("ulimit -f 0; exec \"$@\"", "dial-out", input);

        assertThat(full.err)
                .contains("cannot be written (", "nothing is sent without it")
                .hasLineCount(1);
        assertThat(full.status).isEqualTo(2);
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void secondProcess_onTheSameJournal_isRefused() throws Exception {
        Path input = dialOuts("list.csv");
        try (JournalFile held = JournalFile.open(journal(input))) {
            Run second = run("dial-out", input);

            assertThat(held.read()).isEmpty();
            assertThat(second.err).contains("is in use by another run");
            assertThat(second.status).isEqualTo(2);
            assertThat(simulator.requests()).isEmpty();
        }
    }

    /** Every line has one outcome; each call that is not unknown was made once, and no call twice. */
    private void assertAccountedFor(Run run, int seed) throws Exception {
        List<String> called = simulator.requests().stream()
                .map(request -> request.body().replaceAll("(?s).*?(\\+4930[0-9]+).*", "$1"))
                .toList();
        Set<String> unknown = new HashSet<>();
        for (Map<String, Object> line : run.lines()) {
            if ("unknown".equals(line.get("outcome"))) {
                unknown.add(String.valueOf(line.get("phone")));
            }
        }
        assertThat(called).as("seed %s", seed).doesNotHaveDuplicates();
        assertThat(Stream.concat(called.stream(), unknown.stream()).distinct())
                .as("seed %s", seed)
                .hasSize(LINES);
        assertThat(run.summary())
                .as("seed %s", seed)
                .containsEntry("unknown", (long) unknown.size())
                .containsEntry("accepted", (long) LINES - unknown.size());
        assertThat(run.status).as("seed %s", seed).isEqualTo(unknown.isEmpty() ? 0 : 5);
    }

    private Path dialOuts(String name) throws IOException {
        String csv = IntStream.rangeClosed(1, LINES)
                .mapToObj(i -> "room,+4930" + (100_000 + i) + "\n")
                .collect(Collectors.joining());
        return Files.writeString(directory.resolve(name), csv);
    }

    private static ScriptedResponse[] delays(Random random) {
        return IntStream.range(0, LINES)
                .mapToObj(i -> ScriptedResponse.ordinary().delayResponse(Duration.ofMillis(random.nextInt(20))))
                .toArray(ScriptedResponse[]::new);
    }

    /** Returns when the process is dead, and the request that this is called for has had no response. */
    private static void kill(Process process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Runs the program, does something to it when the given request has come, and returns its exit status. */
    private int runUntil(int request, Consumer<Process> action, String command, Path input, String... more)
            throws Exception {
        CompletableFuture<Process> started = new CompletableFuture<>();
        onRequest = number -> {
            if (number >= request) {
                action.accept(started.join());
            }
        };
        Process process = start(command(command, input, more), input);
        started.complete(process);
        return statusOf(process);
    }

    private Run run(String command, Path input, String... more) throws Exception {
        onRequest = number -> {};
        int status = statusOf(start(command(command, input, more), input));
        return new Run(status, output(input), errors(input));
    }

    /** By pipes, since a limit of the size of files is one of the output's, too. */
    private Run runInShell(String script, String command, Path input) throws Exception {
        List<String> words = new ArrayList<>(List.of("bash", "-c", script, "bash"));
        words.addAll(command(command, input, "--concurrency=1"));
        words.remove("--json");
        Process process = builder(words).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Run(statusOf(process), out, err);
    }

    private static List<String> command(String command, Path input, String... more) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                command,
                "--from",
                input.toString(),
                "--timeout=30s", // on a busy machine, too, every response comes in time
                "--json"));
        if (Stream.of(more).noneMatch(word -> word.startsWith("--rate"))) {
            words.add("--rate=1000/s");
        }
        words.addAll(List.of(more));
        return words;
    }

    private Process start(List<String> words, Path input) throws IOException {
        return builder(words)
                .redirectOutput(new File(input + ".out"))
                .redirectError(new File(input + ".err"))
                .start();
    }

    private ProcessBuilder builder(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().keySet().removeIf(name -> name.startsWith("JAAS_"));
        builder.environment()
                .putAll(Map.of(
                        "JAAS_KEY_ID", simulator.keyId().value(),
                        "JAAS_PRIVATE_KEY", simulator.privateKeyPem(),
                        "JAAS_BASE_URL", simulator.baseUrl().toString()));
        return builder;
    }

    private static int statusOf(Process process) throws InterruptedException {
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("the process ends")
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path journal(Path input) {
        return Path.of(input + ".jaas-journal");
    }

    private static String output(Path input) throws IOException {
        return Files.readString(Path.of(input + ".out"));
    }

    private static String errors(Path input) throws IOException {
        return Files.readString(Path.of(input + ".err"));
    }

    private static long count(Map<String, Object> summary, String outcome) {
        return (long) summary.get(outcome);
    }

    private record Run(int status, String out, String err) {

        List<Map<String, Object>> lines() throws Exception {
            List<Map<String, Object>> lines = new ArrayList<>();
            for (String line : out.split("\n")) {
                lines.add(JSONObjectUtils.parse(line));
            }
            return lines;
        }

        Map<String, Object> summary() throws Exception {
            List<Map<String, Object>> lines = lines();
            return lines.get(lines.size() - 1);
        }
    }
}
