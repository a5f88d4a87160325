// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.cli.common.Json;
import dev.jaas.cli.common.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads the records of earlier runs. */
final class JournalReader {

    private final Path path;
    private final JournalHeader header;
    private final Set<Integer> lines;
    private final Map<Integer, LineResult> last = new HashMap<>();

    JournalReader(Path path, JournalHeader header, Set<Integer> lines) {
        this.path = path;
        this.header = header;
        this.lines = lines;
    }

    Map<Integer, LineResult> last() {
        return last;
    }

    /**
     * Reads every record, and returns the length of those that are complete. The last one may be torn: then its
     * command was not sent, since its record was not on the disk, or its result is not known.
     */
    int read(byte[] bytes) {
        int start = 0;
        for (int number = 1; start < bytes.length; number++) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            boolean isLast = end == bytes.length;
            try {
                accept(Json.parse(Arrays.copyOfRange(bytes, start, end)), number);
            } catch (IOException e) {
                if (number > 1 && isLast) {
                    return start;
                }
                throw damaged(number);
            }
            start = isLast ? end : end + 1;
        }
        return start;
    }

    private void accept(Json record, int number) {
        if (number == 1) {
            requireSameHeader(record);
            return;
        }
        Outcome outcome = Outcome.parse(record.member("outcome"));
        if (!(record.member("line") instanceof Long line)
                || outcome == null
                || line != line.intValue()
                || !lines.contains(line.intValue())) {
            throw damaged(number);
        }
        last.put(line.intValue(), new LineResult(line.intValue(), outcome, record));
    }

    private void requireSameHeader(Json record) {
        if (!JournalHeader.isOne(record)) {
            throw damaged(1);
        }
        String difference = header.difference(record);
        if (!difference.isEmpty()) {
            throw new UsageException(
                    JournalFile.named(path) + " is of a run with another " + difference,
                    "restore that to continue the run, or start a new one with another --journal.");
        }
    }

    private UsageException damaged(int number) {
        return number == 1
                ? new UsageException(
                        JournalFile.named(path) + " is another kind of file", "choose another with --journal.")
                : new UsageException(
                        JournalFile.named(path) + " is damaged in line " + number,
                        "it no longer shows what was sent; restore it, or find out what was sent before you start a new"
                                + " run with another --journal.");
    }
}
