package dev.jaas.cli;

import dev.jaas.cli.common.Failure;
import dev.jaas.cli.common.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Every command line, parsed by picocli. */
final class FullCommandLine {

    private static final List<String> CLIENT_OPTIONS =
            List.of("--key-id", "--private-key", "--base-url", "--transport", "--timeout", "--dry-run", "--json");

    /** Options that a command has no use for are refused rather than ignored. */
    private static final Map<String, List<String>> UNUSED_OPTIONS = Map.ofEntries(
            Map.entry("demo", CLIENT_OPTIONS),
            Map.entry("simulate", CLIENT_OPTIONS),
            Map.entry("doctor", List.of("--dry-run")),
            Map.entry(
                    "events",
                    List.of("--key-id", "--private-key", "--base-url", "--transport", "--timeout", "--dry-run")),
            Map.entry("token", List.of("--transport", "--timeout", "--dry-run")),
            Map.entry("participant-token", List.of("--base-url", "--transport", "--timeout", "--dry-run")),
            Map.entry(
                    "decode-token",
                    CLIENT_OPTIONS.stream()
                            .filter(option -> !option.equals("--json"))
                            .toList()));

    private FullCommandLine() {}

    /** Runs a command and returns its exit status. */
    static int run(String[] args, Terminal terminal) {
        boolean jsonRequested = Arrays.asList(args).contains("--json");
        Program program = new Program(terminal);
        return of(program)
                .setExecutionExceptionHandler(
                        (e, command, parsed) -> terminal.print(Failure.of(thrownBy(e)), program.json, program.verbose))
                .setParameterExceptionHandler(
                        (e, given) -> terminal.print(Failure.of(UsageErrors.describe(e)), jsonRequested, false))
                .execute(args);
    }

    /** Picocli wraps what is not an {@link Exception}. */
    private static Throwable thrownBy(Exception e) {
        return e instanceof CommandLine.ExecutionException && e.getCause() != null ? e.getCause() : e;
    }

    static CommandLine of(Program program) {
        CommandLine commandLine = new CommandLine(program)
                .setOut(new PrintWriter(program.terminal().out(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setExpandAtFiles(false)
                .setPosixClusteredShortOptionsAllowed(false);
        HelpText.layOut(commandLine.getCommandSpec());
        commandLine.getSubcommands().forEach((name, command) -> {
            List<String> unused = UNUSED_OPTIONS.getOrDefault(name, List.of());
            layOut(command.getCommandSpec(), unused);
            command.getSubcommands().values().forEach(inner -> layOut(inner.getCommandSpec(), unused));
        });
        return commandLine;
    }

    private static void layOut(CommandSpec command, List<String> unused) {
        unused.forEach(option -> command.remove(command.findOption(option)));
        HelpText.layOut(command);
    }
}
