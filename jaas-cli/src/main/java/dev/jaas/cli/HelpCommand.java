// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.cli.common.UsageException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jaas help kick}, the same as {@code jaas kick --help}. */
@Command(name = "help", description = "Print the help of a command, as its option --help does.")
final class HelpCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command; without one, that of jaas.")
    private List<String> commands = List.of();

    @Override
    public void run() {
        find(commands, spec).usage(spec.commandLine().getOut());
    }

    /** The command of these names, one inside the other. */
    static CommandLine find(List<String> names, CommandSpec any) {
        CommandLine described = any.root().commandLine();
        for (String name : names) {
            CommandLine subcommand = described.getSubcommands().get(name);
            if (subcommand == null) {
                throw new UsageException(UsageErrors.unknownCommand(name, described.getCommandSpec()));
            }
            described = subcommand;
        }
        return described;
    }
}
