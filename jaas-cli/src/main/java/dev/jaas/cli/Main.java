package dev.jaas.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Starts the program. */
public final class Main {

    /**
     * The program tells what there is to tell itself, and the HTTP stacks would log exceptions that quote the token. Held,
     * since a logger that nobody holds forgets its level.
     */
    private static final List<Logger> SILENT =
            List.of(Logger.getLogger("dev.jaas"), Logger.getLogger("io.vertx"), Logger.getLogger("io.netty"));

    private static final List<String> OF_A_CLIENT =
            List.of("--key-id", "--private-key", "--base-url", "--transport", "--timeout", "--dry-run", "--json");

    /** Options that would do nothing are refused rather than ignored. */
    private static final Map<String, List<String>> WITHOUT_EFFECT = Map.ofEntries(
            Map.entry("demo", OF_A_CLIENT),
            Map.entry("simulate", OF_A_CLIENT),
            Map.entry("doctor", List.of("--dry-run")),
            Map.entry("token", List.of("--transport", "--timeout", "--dry-run")));

    private Main() {}

    /**
     * Runs a command and ends the process with its exit status.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(args, System.getenv(), System.in, out, err));
    }

    /** Runs a command and gives its exit status. */
    static int run(String[] args, Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
        return run(args, new Terminal(environment, in, out, err, Clock.systemUTC()));
    }

    static int run(String[] args, Terminal terminal) {
        SILENT.forEach(logger -> logger.setLevel(Level.OFF));
        boolean asksForJson = Arrays.asList(args).contains("--json");
        if (Arrays.stream(args).anyMatch(arg -> arg.indexOf('\uFFFD') >= 0)) {
            UsageException unreadable = new UsageException(
                    "An argument has characters that this locale cannot read, and"
                            + " would not be sent as it was typed: set LC_ALL to a locale with UTF-8, such as C.UTF-8.");
            return terminal.tell(Failure.of(unreadable), asksForJson, false);
        }
        Program program = new Program(terminal);
        return commandLine(program)
                .setExecutionExceptionHandler(
                        (e, command, parsed) -> terminal.tell(Failure.of(e), program.json, program.verbose))
                .setParameterExceptionHandler((e, given) -> terminal.tell(Failure.of(Misuse.of(e)), asksForJson, false))
                .execute(args);
    }

    private static CommandLine commandLine(Program program) {
        CommandLine commandLine = new CommandLine(program)
                .setOut(new PrintWriter(program.terminal().out(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setExpandAtFiles(false)
                .setPosixClusteredShortOptionsAllowed(false);
        HelpText.arrange(commandLine.getCommandSpec());
        commandLine.getSubcommands().forEach((name, command) -> {
            CommandSpec spec = command.getCommandSpec();
            WITHOUT_EFFECT.getOrDefault(name, List.of()).forEach(option -> spec.remove(spec.findOption(option)));
            HelpText.arrange(spec);
        });
        return commandLine;
    }
}
