// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.cli.common.UsageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was sent and what came of it: NDJSON, one record for each event, to which records are only ever added. A dial-out is
 * recorded, and the record is on the disk, before it is sent; so whatever ends a run, the next one knows what it must not send.
 *
 * <p>Thread-safe.
 */
final class Journal {

    private final RecordLog log;
    private final Map<Integer, LineResult> earlier;
    private @Nullable IOException failure; // guarded by this

    /** A journal whose header is written. */
    Journal(RecordLog log, Map<Integer, LineResult> earlier) {
        this.log = log;
        this.earlier = earlier;
    }

    /**
     * Reads what earlier runs recorded, or begins with the header.
     *
     * @throws UsageException if it belongs to something else, is damaged, or cannot be written
     */
    static Journal open(Path path, RecordLog log, JournalHeader header, Input input) {
        try {
            byte[] bytes = log.read();
            if (isBeginningOf(header, bytes)) {
                log.truncate(0);
                log.append(header.line().getBytes(StandardCharsets.UTF_8));
                log.sync();
                return new Journal(log, Map.of());
            }
            Set<Integer> lines = input.rows().stream().map(Row::line).collect(Collectors.toSet());
            JournalReader reader = new JournalReader(path, header, lines);
            int complete = reader.read(bytes);
            log.truncate(complete);
            if (complete > 0 && bytes[complete - 1] != '\n') {
                log.append(new byte[] {'\n'});
            }
            return new Journal(log, reader.last());
        } catch (IOException e) {
            throw JournalFile.unwritable(path, e);
        }
    }

    /** The last record of each line that has one of an earlier run. */
    Map<Integer, LineResult> earlier() {
        return earlier;
    }

    /** Returns when the record is on the disk. The command must not be sent if this throws. */
    void recordStart(LineResult started) throws IOException {
        append(started, true);
    }

    void record(LineResult result) throws IOException {
        append(result, false);
    }

    /** The operating system's words; without these, what kind of failure it is. */
    static String cause(IOException e) {
        String message = e.getMessage();
        boolean isName = e instanceof FileSystemException || e instanceof FileNotFoundException;
        return message == null || isName ? e.getClass().getSimpleName() : message;
    }

    /** After a failure the last record may be incomplete, so that no other may follow it. */
    private synchronized void append(LineResult result, boolean sync) throws IOException {
        if (failure != null) {
            throw new IOException(cause(failure), failure);
        }
        try {
            log.append((result.json() + "\n").getBytes(StandardCharsets.UTF_8));
            if (sync) {
                log.sync();
            }
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Also true for nothing: a run that ended before its header was complete has sent nothing. */
    private static boolean isBeginningOf(JournalHeader header, byte[] bytes) {
        byte[] line = header.line().getBytes(StandardCharsets.UTF_8);
        return bytes.length < line.length && Arrays.equals(bytes, Arrays.copyOf(line, bytes.length));
    }
}
