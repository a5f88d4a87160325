// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.cli.common.UsageException;
import dev.jaas.domain.Redaction;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
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
        CommandLine outermost = outermostWithUnmatched(e.getCommandLine());
        CommandSpec command = outermost.getCommandSpec();
        List<String> unmatched = e instanceof UnmatchedArgumentException unexpected && outermost == e.getCommandLine()
                ? unexpected.getUnmatched()
                : outermost.getUnmatchedArguments();
        String error = unmatched.isEmpty()
                ? String.valueOf(e.getMessage()).lines().findFirst().orElse("Invalid command line")
                : describeUnmatched(unmatched.get(0), command);
        return new UsageException(withHint(error, command));
    }

    /** The message for a word that is no subcommand of a command. */
    static String unknownCommand(String word, CommandSpec command) {
        return withHint(describeUnknown(word, command), command);
    }

    /** Picocli goes on after a word that is no command: in "jaas kik demo x" it would complain of demo. */
    private static CommandLine outermostWithUnmatched(CommandLine failed) {
        CommandLine outermost = failed;
        for (CommandLine parent = failed.getParent(); parent != null; parent = parent.getParent()) {
            if (!parent.getUnmatchedArguments().isEmpty()) {
                outermost = parent;
            }
        }
        return outermost;
    }

    private static String withHint(String error, CommandSpec command) {
        return Redaction.excerpt(error, MAX_ERROR) + "; see `" + command.qualifiedName() + " --help`.";
    }

    private static String describeUnmatched(String argument, CommandSpec command) {
        if (argument.startsWith("-")) {
            boolean printable = OPTION.matcher(argument).matches();
            String meant = printable
                    ? Suggestion.forWord(argument, command.optionsMap().keySet())
                    : "";
            return "Unknown option" + (printable ? " " + argument : "")
                    + (meant.isEmpty() ? " (put -- before an argument that starts with a dash)" : meant);
        }
        if (!command.subcommands().isEmpty()) {
            return describeUnknown(argument, command);
        }
        return "Too many arguments (quote an argument that contains spaces)";
    }

    private static String describeUnknown(String word, CommandSpec command) {
        return COMMAND.matcher(word).matches()
                ? "Unknown command " + word
                        + Suggestion.forWord(word, command.subcommands().keySet())
                : "Unknown command";
    }
}
