// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.cli.common.Failure;
import dev.jaas.cli.common.Terminal;
import dev.jaas.cli.common.UnwritableOutputException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Every command line, parsed by picocli. */
final class FullCommandLine {

    /** What only a command that is sent to JaaS needs. */
    private static final List<String> COMMAND_OPTIONS = List.of("--dry-run", "--canonical", "--quiet");

    private static final List<String> CONNECTION_OPTIONS = List.of("--transport", "--timeout");
    private static final List<String> ACCOUNT_OPTIONS = List.of("--key-id", "--private-key", "--base-url", "--profile");
    private static final List<String> CLIENT_OPTIONS = join(ACCOUNT_OPTIONS, CONNECTION_OPTIONS, COMMAND_OPTIONS);
    private static final List<String> TEXT_OPTIONS = join(CLIENT_OPTIONS, List.of("--json", "--verbose"));

    /** Options that a command has no use for are refused rather than ignored. */
    private static final Map<String, List<String>> UNUSED_OPTIONS = Map.ofEntries(
            Map.entry("demo", CLIENT_OPTIONS),
            Map.entry("simulate", CLIENT_OPTIONS),
            Map.entry("ban-user", List.of("--canonical")),
            Map.entry("ban-jwt", List.of("--canonical")),
            Map.entry("doctor", COMMAND_OPTIONS),
            Map.entry("events", CLIENT_OPTIONS),
            Map.entry("token", join(CONNECTION_OPTIONS, COMMAND_OPTIONS)),
            Map.entry("participant-token", join(List.of("--base-url"), CONNECTION_OPTIONS, COMMAND_OPTIONS)),
            Map.entry("decode-token", CLIENT_OPTIONS),
            Map.entry("keygen", CLIENT_OPTIONS),
            Map.entry("completion", TEXT_OPTIONS),
            Map.entry("man", TEXT_OPTIONS),
            Map.entry("help", TEXT_OPTIONS));

    private FullCommandLine() {}

    /** Runs a command and returns its exit status. */
    static int run(String[] args, Terminal terminal) {
        boolean jsonRequested = Arrays.asList(args).contains("--json");
        Program program = new Program(terminal);
        if (args.length == 0) { // not 0: a script whose command is in an empty variable has done nothing
            of(program).usage(terminal.err());
            return Failure.REFUSED;
        }
        StringWriter help = new StringWriter();
        int status = of(program)
                .setOut(new PrintWriter(help))
                .setExecutionExceptionHandler(
                        (e, command, parsed) -> terminal.print(Failure.of(thrownBy(e)), program.json, program.verbose))
                .setParameterExceptionHandler(
                        (e, given) -> terminal.print(Failure.of(UsageErrors.describe(e)), jsonRequested, false))
                .execute(args);
        return help.getBuffer().isEmpty() ? status : print(help.toString(), terminal, status);
    }

    /** Prints what picocli did, which would not notice that it cannot be written. */
    private static int print(String help, Terminal terminal, int status) {
        try {
            terminal.out().print(help);
            terminal.requireWritten();
            return status;
        } catch (UnwritableOutputException e) {
            return terminal.print(Failure.of(e), false, false);
        }
    }

    /** Picocli wraps what is not an {@link Exception}. */
    private static Throwable thrownBy(Exception e) {
        return e instanceof CommandLine.ExecutionException && e.getCause() != null ? e.getCause() : e;
    }

    static CommandLine of(Program program) {
        CommandLine commandLine = new CommandLine(program)
                .addSubcommand(new EventsCommand(program))
                .addSubcommand(new KeygenCommand(program))
                .addSubcommand(new CompletionCommand(program.terminal()))
                .addSubcommand(new ManCommand(program.terminal()))
                .addSubcommand(new HelpCommand())
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO))
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

    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    private static List<String> join(List<String>... lists) {
        return Stream.of(lists).flatMap(List::stream).toList();
    }
}
