// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.cli.common.Terminal;
import dev.jaas.cli.common.UsageException;
import java.util.ArrayList;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jaas completion}: a script that completes commands and options in a shell. */
@Command(name = "completion", description = HelpText.COMPLETION, footer = HelpText.COMPLETION_SETUP)
final class CompletionCommand implements Runnable {

    /** Completes the argument of this command itself. */
    static final class Shells extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Shells() {
            super(List.of("bash", "zsh", "fish"));
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final Terminal terminal;

    @Parameters(paramLabel = "bash|zsh|fish", completionCandidates = Shells.class, description = "The shell.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String shell;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        CommandLine jaas = spec.root().commandLine();
        terminal.println(
                switch (shell) {
                    case "bash", "zsh" -> AutoComplete.bash("jaas", jaas); // in zsh it loads bashcompinit
                    case "fish" -> FishCompletion.of(jaas.getCommandSpec());
                    default ->
                        throw new UsageException("There is no completion for this shell", "use bash, zsh or fish.");
                });
    }
}
