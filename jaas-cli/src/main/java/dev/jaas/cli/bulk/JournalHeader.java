// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.cli.common.Json;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The first record of a journal: what the run sends, and where. A run with another header must not continue it.
 *
 * @param json the record
 */
record JournalHeader(Json json) {

    private static final String FORMAT = "journal";
    private static final String FORMAT_1 = "jaas bulk 1";

    static JournalHeader of(LineCommand command, Object appId, Object baseUrl, Input input) {
        return new JournalHeader(new Json()
                .with(FORMAT, FORMAT_1)
                .with("command", command.name())
                .with("appId", appId)
                .with("baseUrl", baseUrl)
                .with("lines", input.rows().size())
                .with("input", "sha256:" + input.digest()));
    }

    /** The record, with its line break. */
    String line() {
        return json + "\n";
    }

    static boolean isOne(Json record) {
        return FORMAT_1.equals(record.member(FORMAT));
    }

    /** What another header has different, as a noun; empty if nothing. */
    String difference(Json other) {
        return Stream.of(
                        new String[] {"command", "command"},
                        new String[] {"appId", "AppID"},
                        new String[] {"baseUrl", "base URL"},
                        new String[] {"input", "input"})
                .filter(member -> !Objects.equals(
                        String.valueOf(json.member(member[0])), String.valueOf(other.member(member[0]))))
                .map(member -> member[1])
                .findFirst()
                .orElse("");
    }
}
