// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.cli.common.Failure;
import dev.jaas.cli.common.Json;
import dev.jaas.cli.common.UsageException;
import dev.jaas.domain.AppId;
import dev.jaas.domain.JaasCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads and validates every line before anything is sent, and keeps what is wrong with lines that are invalid. */
final class InputReader implements LineHandler {

    static final int MAX_ROWS = 100_000;

    /** How many invalid lines are kept for messages. */
    static final int MAX_PROBLEMS = 20;

    private final LineCommand command;
    private final AppId appId;
    private final boolean allowDuplicates;
    private final List<Row> rows = new ArrayList<>();
    private final Map<JaasCommand, Integer> firstLines = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private int invalid;
    private int repeated;

    /** What is wrong with a line. */
    record Problem(int line, String reason) {

        Json json() {
            return new Json()
                    .with("line", line)
                    .with("outcome", "refused")
                    .with("exitStatus", Failure.REFUSED)
                    .with("message", reason);
        }
    }

    InputReader(LineCommand command, AppId appId, boolean allowDuplicates) {
        this.command = command;
        this.appId = appId;
        this.allowDuplicates = allowDuplicates;
    }

    /** Reads a text; by the name's extension or, if that says nothing, by its first character as NDJSON or CSV. */
    void read(String name, String text) {
        ColumnNames columns = new ColumnNames(command.columns());
        if (isNdjson(name.toLowerCase(Locale.ROOT), text)) {
            new JsonLines(columns, this).read(text);
        } else {
            new CsvLines(columns, this).read(text);
        }
    }

    @Override
    public void arguments(int line, List<String> arguments) {
        if (rows.size() > MAX_ROWS) {
            return; // enough to refuse it
        }
        JaasCommand parsed;
        try {
            parsed = command.parse(appId, arguments);
        } catch (IllegalArgumentException | UsageException e) {
            invalid(line, String.valueOf(e.getMessage()));
            return;
        }
        if (!parsed.belongsTo(appId)) {
            invalid(line, "it is for the AppID " + parsed.appId() + ", but the key belongs to " + appId);
            return;
        }
        Integer first = allowDuplicates ? null : firstLines.putIfAbsent(parsed, line);
        if (first == null) {
            rows.add(new Row(line, parsed));
        } else if (parsed.repeatable()) {
            repeated++;
        } else {
            invalid(
                    line,
                    "it is the same as line " + first + ", and would be sent and billed again: remove it, or add"
                            + " --allow-duplicates");
        }
    }

    @Override
    public void invalid(int line, String reason) {
        invalid++;
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new Problem(line, Failure.sentence(new IllegalArgumentException(reason))));
        }
    }

    /** The first of the invalid lines. */
    List<Problem> problems() {
        return problems;
    }

    /**
     * The rows.
     *
     * @throws UsageException if a line is invalid, there is none or there are too many
     */
    Input input(String inputName) {
        String name = InputText.capitalised(inputName);
        if (invalid > 0) {
            String more = invalid > problems.size() ? " (" + problems.size() + " of them are listed)" : "";
            throw new UsageException(
                    name + " has " + invalid + (invalid == 1 ? " invalid line" : " invalid lines") + more
                            + ", so nothing was sent",
                    "correct it and run the command again.");
        }
        if (rows.isEmpty()) {
            throw new UsageException(name + " has no line after its header", "add one for each command.");
        }
        if (rows.size() > MAX_ROWS) {
            throw new UsageException(
                    name + " has more than " + MAX_ROWS + " commands, so nothing was sent", "split it.");
        }
        return new Input(rows, repeated);
    }

    private static boolean isNdjson(String name, String text) {
        if (name.endsWith(".csv")) {
            return false;
        }
        return name.endsWith(".ndjson")
                || name.endsWith(".jsonl")
                || text.stripLeading().startsWith("{");
    }
}
