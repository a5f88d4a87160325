// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.cli.common.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jaas man}: a manual page. */
@Command(name = "man", description = HelpText.MAN, footer = HelpText.MAN_SETUP)
final class ManCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final Terminal terminal;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command; without one, that of jaas.")
    private List<String> commands = List.of();

    ManCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        terminal.println(ManPage.of(HelpCommand.find(commands, spec)));
    }
}
