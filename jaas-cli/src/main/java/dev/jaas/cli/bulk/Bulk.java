// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.Jaas;
import dev.jaas.cli.common.Json;
import dev.jaas.cli.common.Settings;
import dev.jaas.cli.common.Terminal;
import dev.jaas.cli.common.UsageException;
import dev.jaas.client.JaasClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** One command for each line of a file: read and validated whole, then printed or sent. */
public final class Bulk {

    private static final int MAX_SHOWN = 5;
    private static final String JOURNAL_SUFFIX = ".jaas-journal";

    private final LineCommand command;
    private final BulkSettings bulk;
    private final Settings settings;
    private final boolean json;
    private final Input input;

    private Bulk(LineCommand command, BulkSettings bulk, Settings settings, boolean json, Input input) {
        this.command = command;
        this.bulk = bulk;
        this.settings = settings;
        this.json = json;
        this.input = input;
    }

    /**
     * Reads the whole input. Invalid lines are printed with their numbers.
     *
     * @param command what is sent for each line
     * @param bulk the input, and how it is sent
     * @param settings how to reach the service
     * @param json whether to print JSON
     * @return a valid input
     * @throws UsageException if a line is invalid, or there is none
     */
    public static Bulk read(LineCommand command, BulkSettings bulk, Settings settings, boolean json) {
        InputReader reader = new InputReader(command, settings.keyId().appId(), bulk.allowDuplicates());
        try {
            reader.read(bulk.from(), InputText.read(bulk, settings.terminal().in()));
        } catch (InvalidLineException e) {
            reader.invalid(e.line(), String.valueOf(e.getMessage()));
        }
        for (InputReader.Problem problem : reader.problems()) {
            if (json) {
                settings.terminal().out().println(problem.json());
            }
            settings.terminal().err().println("line " + problem.line() + ": " + problem.reason());
        }
        return new Bulk(command, bulk, settings, json, reader.input(bulk.inputName()));
    }

    /**
     * Whether its commands may be sent again.
     *
     * @return as {@link dev.jaas.domain.JaasCommand#repeatable()}
     */
    public boolean repeatable() {
        return input.rows().get(0).command().repeatable();
    }

    /** Prints how many commands would be sent, and the first of them. */
    public void dryRun() {
        List<Json> first = input.rows().stream()
                .limit(MAX_SHOWN)
                .map(row -> {
                    Json shown = new Json()
                            .with("line", row.line())
                            .with("command", row.command().name());
                    row.command().accept(CommandFields.READER).forEach(shown::with);
                    return shown;
                })
                .toList();
        int total = input.rows().size();
        Object result = json
                ? new Json()
                        .with("outcome", "dry run")
                        .with("exitStatus", 0)
                        .with("commands", total)
                        .with("repeatedLines", input.repeated())
                        .with("first", first)
                : (total == 1 ? "1 command" : total + " commands") + " would be sent"
                        + (total > MAX_SHOWN ? ", the first of them:" : ":")
                        + first.stream().map(shown -> "\n" + shown).collect(Collectors.joining());
        settings.terminal().println(result);
    }

    /**
     * Sends what the journal does not show as done.
     *
     * @param jaas executes the commands; closed if the run is interrupted
     * @return the exit status: that of the worst outcome
     * @throws UsageException if the journal cannot be used; then nothing was sent
     */
    public int run(Jaas jaas) {
        Path path = journalPath();
        JournalHeader header = JournalHeader.of(
                command, jaas.appId(), settings.baseUrl().orElse(JaasClient.Builder.DEFAULT_BASE_URL), input);
        try (JournalFile file = JournalFile.open(path)) {
            Journal journal = Journal.open(path, file, header, input);
            Terminal terminal = settings.terminal();
            return terminal.interruption().guardStatus(() -> {
                BulkReport report = new BulkReport(
                        terminal, json, repeatable(), input.rows().size(), Progress.isTerminal());
                new BulkRun(jaas, jaas::close, journal, report, terminal.clock()).run(input.rows(), bulk);
                return report.end(input.repeated(), FileName.shown(path.toString()));
            });
        }
    }

    private Path journalPath() {
        if (bulk.journal() != null) {
            return FileName.path(bulk.journal(), "--journal");
        }
        if (bulk.readsStandardInput() || !Files.isRegularFile(Path.of(bulk.from()))) {
            throw new UsageException(
                    "The input is not a file that can have a journal beside it", "name one with --journal.");
        }
        return Path.of(bulk.from() + JOURNAL_SUFFIX);
    }
}
