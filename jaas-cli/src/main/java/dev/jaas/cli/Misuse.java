package dev.jaas.cli;

import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is said of a command line that cannot be read. What was typed is not repeated unless it looks like an option or a
 * command: it may be a token in the wrong place.
 */
final class Misuse {

    private static final Pattern OPTION = Pattern.compile("--?[A-Za-z][A-Za-z-]{0,20}");
    private static final Pattern COMMAND = Pattern.compile("[A-Za-z][A-Za-z-]{0,20}");

    private Misuse() {}

    static UsageException of(ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        List<String> unmatched = e instanceof UnmatchedArgumentException surplus
                ? surplus.getUnmatched()
                : e.getCommandLine().getUnmatchedArguments();
        String what = unmatched.isEmpty()
                ? String.valueOf(e.getMessage()).lines().findFirst().orElse("The command line cannot be read")
                : tooMuch(unmatched.get(0), command);
        return new UsageException("%s (see %s --help).".formatted(what, command.qualifiedName()));
    }

    private static String tooMuch(String argument, CommandSpec command) {
        if (argument.startsWith("-")) {
            String name = OPTION.matcher(argument).matches() ? " " + argument : "";
            return "Unknown option" + name + ": an argument that starts with a dash goes after --";
        }
        if (command.parent() == null) {
            String name = COMMAND.matcher(argument).matches() ? " " + argument : "";
            return "Unknown command" + name;
        }
        return "Too many arguments: one with a space in it goes between quotes";
    }
}
