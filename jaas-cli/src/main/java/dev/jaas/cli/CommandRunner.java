// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.Jaas;
import dev.jaas.api.CommandReceipt;
import dev.jaas.cli.bulk.Bulk;
import dev.jaas.cli.common.Json;
import dev.jaas.cli.common.Settings;
import dev.jaas.cli.common.TransportKind;
import dev.jaas.cli.common.UnsignedSigner;
import dev.jaas.cli.common.UnwritableOutputException;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.JaasCommand;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs one command and prints its result.
 *
 * @param settings how to reach the service
 * @param json whether to print JSON
 * @param verbose whether to print attempts and logs
 * @param quiet whether to print nothing for an accepted command
 */
record CommandRunner(Settings settings, boolean json, boolean verbose, boolean quiet) {

    void send(JaasCommand command, TransportKind kind) {
        CommandReceipt receipt = connected(
                command.repeatable(),
                kind,
                jaas -> settings.terminal()
                        .interruption()
                        .guard(() -> jaas.blocking().execute(command)));
        if (!quiet) {
            printAccepted(command, json ? asJson(receipt) : asText(receipt));
        }
    }

    /** Sends a file, and returns the exit status. */
    int send(Bulk bulk, TransportKind kind) {
        return connected(bulk.repeatable(), kind, bulk::run);
    }

    private <T> T connected(boolean repeatable, TransportKind kind, Function<Jaas, T> action) {
        try (VerboseObserver observer =
                        verbose ? VerboseObserver.open(settings.terminal().err()) : null;
                TransportKind.OpenTransport opened = kind.open(settings.transportSettings());
                Jaas jaas = settings.jaas(repeatable)
                        .transport(opened.transport())
                        .client(client -> observe(client, observer))
                        .build()) {
            return action.apply(jaas);
        }
    }

    void dryRun(JaasCommand command) {
        DryRun dryRun = new DryRun();
        JaasClient.Builder builder = JaasClient.builder(new UnsignedSigner(settings.keyId()), dryRun);
        settings.configure(builder, command.repeatable());
        try (JaasClient client = builder.build()) {
            client.blocking().execute(command);
        }
        String curl = dryRun.curl(command.accept(CommandSecret.FINDER));
        Json shown = new Json().with("outcome", "dry run").with("exitStatus", 0).with("command", command.name());
        settings.terminal().println(json ? shown.with("curl", curl) : curl);
    }

    private static void observe(JaasClient.Builder client, @Nullable VerboseObserver observer) {
        if (observer != null) {
            client.addObserver(observer);
        }
    }

    /** The exit status stays 0 if this fails: after another one a script would send the command again. */
    private void printAccepted(JaasCommand command, Object result) {
        try {
            settings.terminal().println(result);
        } catch (UnwritableOutputException e) {
            if (!e.isClosedPipe()) {
                settings.terminal()
                        .err()
                        .println(command.name() + " was accepted, so do not send it again. " + e.getMessage());
            }
        }
    }

    private static String asText(CommandReceipt receipt) {
        return receipt.command().name() + " accepted (HTTP " + receipt.status() + ", "
                + (receipt.attempts() == 1 ? "1 attempt" : receipt.attempts() + " attempts") + ", "
                + receipt.elapsed().toMillis() + " ms)";
    }

    private static Json asJson(CommandReceipt receipt) {
        return new Json()
                .with("outcome", "accepted")
                .with("exitStatus", 0)
                .with("command", receipt.command().name())
                .with("status", receipt.status())
                .with("attempts", receipt.attempts())
                .with("elapsedMillis", receipt.elapsed().toMillis());
    }
}
