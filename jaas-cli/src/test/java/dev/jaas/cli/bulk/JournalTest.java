// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.api.CommandReceipt;
import dev.jaas.cli.common.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

    private static final Input INPUT = Commands.dialOuts(3);
    private static final JournalHeader HEADER =
            JournalHeader.of(Commands.DIAL_OUT, Commands.APP_ID, "https://8x8.vc", INPUT);
    private static final Path PATH = Path.of("list.csv.jaas-journal");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void open_newFile_isReadableByItsOwnerAloneAndBeginsWithTheHeader() throws Exception {
        Path path = directory.resolve("journal");
        try (JournalFile file = JournalFile.open(path)) {
            Journal journal = Journal.open(path, file, HEADER, INPUT);
            journal.recordStart(LineResult.started(INPUT.rows().get(0), Instant.EPOCH));
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(Files.readAllLines(path)).hasSize(2).first().asString().contains("\"jaas bulk 1\"", "sha256:");
    }

    @Test
    void open_again_hasTheLastRecordOfEachLine() throws Exception {
        MemoryLog log = written();

        Map<Integer, LineResult> earlier =
                Journal.open(PATH, log, HEADER, INPUT).earlier();

        assertThat(earlier).hasSize(2);
        assertThat(earlier.get(1)).extracting("outcome").isEqualTo(Outcome.ACCEPTED);
        assertThat(earlier.get(2)).extracting("outcome").isEqualTo(Outcome.STARTED);
    }

    /** Wherever a write was cut off, what was recorded before is known, and the next record does not join the torn one. */
    @Test
    void open_cutAtAnyByte_keepsEveryCompleteRecord() throws Exception {
        byte[] whole = written().read();
        for (int length = 0; length <= whole.length; length++) {
            MemoryLog log = new MemoryLog(Arrays.copyOf(whole, length));
            Journal journal = Journal.open(PATH, log, HEADER, INPUT);
            long complete = new String(whole, 0, length, UTF_8)
                            .lines()
                            .filter(line -> line.endsWith("}"))
                            .count()
                    - 1;
            assertThat(journal.earlier()).as("%s bytes", length).hasSize((int) Math.max(0, Math.min(2, complete)));

            journal.recordStart(LineResult.started(INPUT.rows().get(2), Instant.EPOCH));
            assertThat(Journal.open(PATH, new MemoryLog(log.read()), HEADER, INPUT)
                            .earlier())
                    .as("%s bytes and a record", length)
                    .hasSize(journal.earlier().size() + 1)
                    .containsKey(3);
        }
    }

    @Test
    void open_zerosAtTheEnd_areATornRecord() throws Exception {
        byte[] whole = written().read();

        assertThat(Journal.open(PATH, new MemoryLog(Arrays.copyOf(whole, whole.length + 4096)), HEADER, INPUT)
                        .earlier())
                .hasSize(2);
    }

    static Stream<JournalHeader> others() {
        return Stream.of(
                JournalHeader.of(Commands.DIAL_OUT, Commands.APP_ID, "https://8x8.vc", Commands.dialOuts(2)),
                JournalHeader.of(Commands.KICK, Commands.APP_ID, "https://8x8.vc", INPUT),
                JournalHeader.of(Commands.DIAL_OUT, "vpaas-magic-cookie-other", "https://8x8.vc", INPUT),
                JournalHeader.of(Commands.DIAL_OUT, Commands.APP_ID, "http://127.0.0.1:1", INPUT));
    }

    @ParameterizedTest
    @MethodSource("others")
    void open_ofAnotherRun_isRefusedAndUnchanged(JournalHeader other) throws Exception {
        MemoryLog log = written();
        byte[] before = log.read();

        assertThatThrownBy(() -> Journal.open(PATH, log, other, INPUT))
                .isInstanceOf(UsageException.class)
                .hasMessageMatching("The journal list\\.csv\\.jaas-journal is of a run with another"
                        + " (input|command|AppID|base URL): restore that .*");
        assertThat(log.read()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"room,phone\nr,+4930123456\n", "secret", "{\"a\":1}\n", "\n"})
    void open_anotherKindOfFile_isRefusedAndUnchanged(String content) {
        MemoryLog log = new MemoryLog(content.getBytes(UTF_8));

        assertThatThrownBy(() -> Journal.open(PATH, log, HEADER, INPUT))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("another kind of file");
        assertThat(log.read()).asString(UTF_8).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON\n",
                "{\"line\":4,\"outcome\":\"accepted\"}\n",
                "{\"line\":4294967297,\"outcome\":\"accepted\"}\n",
                "{\"line\":1,\"outcome\":\"perhaps\"}\n",
                "{\"outcome\":\"accepted\"}\n",
                "\0\0\n"
            })
    void open_damagedInTheMiddle_isRefused(String damage) throws Exception {
        String whole = new String(written().read(), UTF_8);

        assertThatThrownBy(
                        () -> Journal.open(PATH, new MemoryLog((whole + damage + "\n").getBytes(UTF_8)), HEADER, INPUT))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("is damaged in line 5");
    }

    @Test
    void record_afterAFailure_failsToo() throws Exception {
        MemoryLog log = new MemoryLog();
        Journal journal = Journal.open(PATH, log, HEADER, INPUT);
        log.fillAfter(0);
        LineResult started = LineResult.started(INPUT.rows().get(0), Instant.EPOCH);

        assertThatThrownBy(() -> journal.recordStart(started)).hasMessage("No space left on device");
        log.fillAfter(100);
        assertThatThrownBy(() -> journal.record(started)).hasMessage("No space left on device");
        assertThat(Journal.open(PATH, new MemoryLog(log.read()), HEADER, INPUT).earlier())
                .isEmpty();
    }

    @Test
    void open_whileAnotherRunHasIt_isRefused() {
        Path path = directory.resolve("journal");
        try (JournalFile first = JournalFile.open(path)) {
            assertThatThrownBy(() -> JournalFile.open(path))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("in use by another run");
            assertThat(first).isNotNull();
        }
        assertThatCode(() -> JournalFile.open(path).close()).doesNotThrowAnyException();
    }

    @Test
    void open_whatIsNoFileOrHasNoPlace_isRefused() {
        for (Path path : new Path[] {directory, Path.of("/dev/full"), directory.resolve("none/journal")}) {
            assertThatThrownBy(() -> JournalFile.open(path))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("--journal");
        }
    }

    @Test
    void append_byAnInterruptedThread_isWritten() throws Exception {
        Path path = directory.resolve("journal");
        try (JournalFile file = JournalFile.open(path)) {
            Thread.currentThread().interrupt();
            file.append(new byte[] {'a'});
            file.sync();
            file.append(new byte[] {'b'});
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(path).hasContent("ab");
    }

    private static MemoryLog written() throws Exception {
        MemoryLog log = new MemoryLog();
        Journal journal = Journal.open(PATH, log, HEADER, INPUT);
        Row first = INPUT.rows().get(0);
        journal.recordStart(LineResult.started(first, Instant.EPOCH));
        journal.recordStart(LineResult.started(INPUT.rows().get(1), Instant.EPOCH));
        journal.record(
                LineResult.accepted(first, new CommandReceipt(first.command(), 200, 1, Duration.ZERO), Instant.EPOCH));
        return log;
    }
}
