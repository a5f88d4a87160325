// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.CommandReceipt;
import dev.jaas.cli.common.Terminal;
import dev.jaas.domain.JaasCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The run against a service and a disk in memory. */
@Timeout(60)
class BulkRunTest {

    private static final Path PATH = Path.of("journal");

    /** The end of the process, at any moment. */
    private static final class Crash extends Error {

        private static final long serialVersionUID = 1L;
    }

    @Test
    void dialOut_isRecordedAndSyncedBeforeItIsSent() {
        MemoryLog log = new MemoryLog();
        Result result = run(Commands.dialOuts(2), log, command -> {
            log.event("send");
            return FakeService.accepted(command);
        });

        assertThat(result.status()).isZero();
        assertThat(log.events.stream().map(event -> event.replaceAll("append.*\"outcome\":\"(\\w+)\".*", "$1")))
                .containsSubsequence(
                        "sync", "started", "sync", "send", "accepted", "started", "sync", "send", "accepted")
                .hasSize(2 + 2 * 4);
    }

    @Test
    void kick_isNotRecordedBefore() {
        MemoryLog log = new MemoryLog();
        run(Commands.kicks(3), log, FakeService::accepted);

        assertThat(log.events).filteredOn("sync"::equals).hasSize(1); // of the header
        assertThat(log.events).noneMatch(event -> event.contains("started"));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4", "5"})
    void dialOut_diskFull_isNotSent(int appends) {
        MemoryLog log = new MemoryLog();
        Journal journal = journal(Commands.dialOuts(5), log);
        log.fillAfter(appends);
        FakeService service = new FakeService(FakeService::accepted);

        Result result = run(Commands.dialOuts(5), journal, service);

        assertThat(service.sent).hasSize((appends + 1) / 2);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .contains("The journal cannot be written (No space left on device)")
                .contains("run the same command again");
    }

    @Test
    void dialOut_diskDoesNotSync_isNotSent() {
        MemoryLog log = new MemoryLog();
        Journal journal = journal(Commands.dialOuts(5), log);
        log.failToSync();
        FakeService service = new FakeService(FakeService::accepted);

        Result result = run(Commands.dialOuts(5), journal, service);

        assertThat(service.sent).isEmpty();
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("Input/output error");
    }

    @Test
    void dialOut_interruptedAsItIsRecorded_isNotSentUntilTheRunIsContinued() {
        MemoryLog log = new MemoryLog();
        Journal journal = journal(Commands.dialOuts(2), log);
        log.interruptWhileSyncing();
        FakeService service = new FakeService(FakeService::accepted);

        Result result = run(Commands.dialOuts(2), journal, service);

        assertThat(service.sent).isEmpty();
        assertThat(result.status()).isEqualTo(4);
        FakeService again = new FakeService(FakeService::accepted);
        MemoryLog continued = new MemoryLog(log.read());
        assertThat(run(Commands.dialOuts(2), journal(Commands.dialOuts(2), continued), again)
                        .status())
                .isZero();
        assertThat(again.sent).hasSize(2);
    }

    /** Such as a pipe to a pager that is paused. */
    @Test
    void outputThatBlocks_keepsNoResultFromTheJournal_norTheRunFromEnding() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        PrintStream blocked = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) {
                awaitQuietly(release);
            }
        });
        Terminal terminal =
                new Terminal(Map.of(), new ByteArrayInputStream(new byte[0]), blocked, blocked, Clock.systemUTC());
        Input input = Commands.dialOuts(20);
        MemoryLog log = new MemoryLog();
        Journal journal = journal(input, log);
        BulkReport report = new BulkReport(terminal, true, false, 20, false);
        FutureTask<Integer> run = new FutureTask<>(() -> {
            BulkSettings settings = new BulkSettings("-", "journal", Duration.ofNanos(1), 4, false);
            new BulkRun(new FakeService(FakeService::accepted), () -> {}, journal, report, terminal.clock())
                    .run(input.rows(), settings);
            return report.end(0, "journal");
        });
        Thread runner = new Thread(run);
        runner.start();
        for (int i = 0; i < 6000 && accepted(log) < 20; i++) {
            Thread.sleep(10);
        }
        assertThat(accepted(log)).isEqualTo(20);

        runner.interrupt(); // it waits for the output

        assertThat(run.get(60, TimeUnit.SECONDS)).isZero();
        release.countDown();
    }

    private static long accepted(MemoryLog log) {
        return new String(log.read(), UTF_8)
                .lines()
                .filter(line -> line.contains("\"outcome\":\"accepted\""))
                .count();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, 0, 0",
        "404, 3, 0",
        "401, 3, 2",
        "429, 3, 2",
        "0, 4, 2",
        "503, 5, 2",
    })
    void kick_again_sendsWhatMayHelp(int status, int exitStatus, int sentAgain) {
        MemoryLog log = new MemoryLog();
        assertThat(runOneByOne(Commands.kicks(1), log, status).status()).isEqualTo(exitStatus);
        FakeService again = new FakeService(FakeService::accepted);

        int last =
                run(Commands.kicks(1), journal(Commands.kicks(1), log), again).status();

        assertThat(again.sent).hasSize(sentAgain / 2);
        assertThat(last).isEqualTo(sentAgain == 0 ? exitStatus : 0);
    }

    @ParameterizedTest
    @CsvSource({"200, 0, 0", "404, 3, 0", "401, 3, 0", "429, 3, 0", "503, 5, 0", "0, 4, 1"})
    void dialOut_again_sendsOnlyWhatWasNotDelivered(int status, int exitStatus, int sentAgain) {
        MemoryLog log = new MemoryLog();
        assertThat(runOneByOne(Commands.dialOuts(1), log, status).status()).isEqualTo(exitStatus);
        FakeService again = new FakeService(FakeService::accepted);

        int last = run(Commands.dialOuts(1), journal(Commands.dialOuts(1), log), again)
                .status();

        assertThat(again.sent).hasSize(sentAgain);
        assertThat(last).isEqualTo(sentAgain == 0 ? exitStatus : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "401, 1, does not accept the admin token",
        "429, 1, lower --rate",
        "403, 10, in a row",
        "503, 10, in a row",
        "0, 10, in a row"
    })
    void failuresThatGoOn_stopTheRun(int status, int sent, String reason) {
        FakeService service = new FakeService(command -> respond(command, status));
        Result result = run(Commands.kicks(50), journal(Commands.kicks(50), new MemoryLog()), service);

        assertThat(result.err()).contains(reason).hasLineCount(sent + 1);
        assertThat(result.out()).contains("50 commands: ", 50 - sent + " not sent", "Run the same command again");
        assertThat(result.status()).isEqualTo(status == 503 ? 5 : 4);
    }

    @Test
    void missingParticipants_doNotStopTheRun() {
        FakeService service = new FakeService(command -> FakeService.rejected(command, 404));
        Result result = run(Commands.kicks(50), journal(Commands.kicks(50), new MemoryLog()), service);

        assertThat(service.sent).hasSize(50);
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.out()).isEqualTo("50 commands: 50 rejected.\n");
    }

    @Test
    void interrupt_endsTheRunAndReportsWhatIsInFlight() {
        List<CompletableFuture<CommandReceipt>> inFlight = new ArrayList<>();
        Thread runner = Thread.currentThread();
        FakeService service = new FakeService(command -> {
            inFlight.add(new CompletableFuture<>());
            if (inFlight.size() == 3) {
                inFlight.get(0).complete(new CommandReceipt(command, 200, 1, Duration.ZERO));
                runner.interrupt();
            }
            return inFlight.get(inFlight.size() - 1);
        });
        MemoryLog log = new MemoryLog();

        Result result = run(Commands.dialOuts(10), journal(Commands.dialOuts(10), log), service);

        assertThat(result.status()).isEqualTo(5);
        assertThat(result.err())
                .contains("The run was interrupted.", "was in flight when the run ended")
                .hasLineCount(3);
        assertThat(result.out()).contains("10 commands: 1 accepted, 7 not sent, 2 unknown.");
        inFlight.get(1)
                .complete(new CommandReceipt(service.sent.get(1), 200, 1, Duration.ZERO)); // its record still helps
        assertThat(journal(Commands.dialOuts(10), log).earlier())
                .extractingByKeys(1, 2, 3)
                .extracting(LineResult::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.STARTED);
    }

    /** The process or the machine dies at any moment, again and again. */
    @Test
    void dialOuts_anyCrashes_areSentAtMostOnceAndAccountedFor() {
        int crashes = 0;
        for (int seed = 0; seed < 300; seed++) {
            crashes += crashUntilDone(new Random(seed), seed);
        }
        assertThat(crashes).isGreaterThan(1000);
    }

    private static int crashUntilDone(Random random, int seed) {
        Input input = Commands.dialOuts(12);
        Map<JaasCommand, Integer> sent = new HashMap<>();
        byte[] disk = {};
        int crashes = 0;
        for (int runs = 0; runs < 500; runs++) {
            MemoryLog log = new MemoryLog(disk);
            int[] stepsLeft = {random.nextInt(12)};
            FakeService service = new FakeService(command -> {
                crashIf(stepsLeft[0]-- == 0);
                boolean delivered = random.nextInt(5) != 0;
                sent.merge(command, delivered ? 1 : 0, Integer::sum);
                crashIf(stepsLeft[0]-- == 0);
                return delivered
                        ? respond(command, new int[] {200, 404, 503}[random.nextInt(3)])
                        : FakeService.notDelivered(command);
            });
            boolean crashed = false;
            Result result = new Result(0, "", "");
            try {
                result = run(input, journal(input, log), service);
            } catch (Crash e) {
                crashed = true;
                crashes++;
            }
            assertThat(sent.values()).as("seed %s", seed).allMatch(times -> times <= 1);
            if (!crashed && !result.out().matches("(?s).*[0-9] not (sent|delivered).*")) {
                assertThat(result.out()).as("seed %s", seed).startsWith("12 commands: ");
                assertThat(journal(input, log).earlier()).hasSize(12);
                return crashes;
            }
            disk = crashed ? log.afterPowerCut(random) : log.read();
        }
        throw new AssertionError("seed " + seed + " does not come to an end");
    }

    private static void crashIf(boolean condition) {
        if (condition) {
            throw new Crash();
        }
    }

    private static Result runOneByOne(Input input, MemoryLog log, int status) {
        return run(input, log, command -> respond(command, status));
    }

    private static CompletableFuture<CommandReceipt> respond(JaasCommand command, int status) {
        return switch (status) {
            case 0 -> FakeService.notDelivered(command);
            case 200 -> FakeService.accepted(command);
            case 503 -> FakeService.unknown(command);
            default -> FakeService.rejected(command, status);
        };
    }

    private static Journal journal(Input input, RecordLog log) {
        LineCommand command = input.rows().get(0).command().repeatable() ? Commands.KICK : Commands.DIAL_OUT;
        return Journal.open(PATH, log, JournalHeader.of(command, Commands.APP_ID, "https://8x8.vc", input), input);
    }

    private static Result run(
            Input input, MemoryLog log, Function<JaasCommand, CompletableFuture<CommandReceipt>> behaviour) {
        return run(input, journal(input, log), new FakeService(behaviour));
    }

    private static Result run(Input input, Journal journal, FakeService service) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                Map.of(),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                Clock.systemUTC());
        boolean repeatable = input.rows().get(0).command().repeatable();
        BulkReport report =
                new BulkReport(terminal, false, repeatable, input.rows().size(), false);
        BulkSettings settings = new BulkSettings("-", "journal", Duration.ofNanos(1), 4, false);
        new BulkRun(service, () -> {}, journal, report, terminal.clock()).run(input.rows(), settings);
        return new Result(report.end(0, "journal"), out.toString(UTF_8), err.toString(UTF_8));
    }

    private record Result(int status, String out, String err) {}
}
