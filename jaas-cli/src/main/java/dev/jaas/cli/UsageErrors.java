package dev.jaas.cli;

import dev.jaas.cli.common.UsageException;
import dev.jaas.domain.Redaction;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Error messages for an invalid command line. An argument is repeated only if it looks like an option or a command: it may
 * be a misplaced token.
 */
final class UsageErrors {

    private static final Pattern OPTION = Pattern.compile("--?[A-Za-z][A-Za-z-]{0,20}");
    private static final Pattern COMMAND = Pattern.compile("[A-Za-z][A-Za-z-]{0,20}");

    private static final int MAX_ERROR = 500;

    private UsageErrors() {}

    static UsageException describe(ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        List<String> unmatched = e instanceof UnmatchedArgumentException unexpected
                ? unexpected.getUnmatched()
                : e.getCommandLine().getUnmatchedArguments();
        String error = unmatched.isEmpty()
                ? String.valueOf(e.getMessage()).lines().findFirst().orElse("Invalid command line")
                : describeUnmatched(unmatched.get(0), command);
        return new UsageException(
                Redaction.excerpt(error, MAX_ERROR) + "; see `" + command.qualifiedName() + " --help`.");
    }

    private static String describeUnmatched(String argument, CommandSpec command) {
        if (argument.startsWith("-")) {
            String name = OPTION.matcher(argument).matches() ? " " + argument : "";
            return "Unknown option" + name + " (put -- before an argument that starts with a dash)";
        }
        if (!command.subcommands().isEmpty()) {
            String name = COMMAND.matcher(argument).matches() ? " " + argument : "";
            return "Unknown command" + name;
        }
        return "Too many arguments (quote an argument that contains spaces)";
    }
}
