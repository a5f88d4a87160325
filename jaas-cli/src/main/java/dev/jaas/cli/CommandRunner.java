package dev.jaas.cli;

import dev.jaas.Jaas;
import dev.jaas.api.CommandReceipt;
import dev.jaas.cli.common.Json;
import dev.jaas.cli.common.Settings;
import dev.jaas.cli.common.TransportKind;
import dev.jaas.cli.common.UnsignedSigner;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.JaasCommand;
import org.jspecify.annotations.Nullable;

/**
 * Runs one command and prints its result.
 *
 * @param settings how to reach the service
 * @param json whether to print JSON
 * @param verbose whether to print attempts and logs
 */
record CommandRunner(Settings settings, boolean json, boolean verbose) {

    void send(JaasCommand command, TransportKind kind) {
        CommandReceipt receipt;
        try (VerboseObserver observer =
                        verbose ? VerboseObserver.open(settings.terminal().err()) : null;
                TransportKind.OpenTransport opened = kind.open(settings.transportSettings());
                Jaas jaas = settings.jaas(command.repeatable())
                        .transport(opened.transport())
                        .client(client -> observe(client, observer))
                        .build()) {
            receipt = jaas.blocking().execute(command);
        }
        println(json ? asJson(receipt) : asText(receipt));
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
        println(json ? shown.with("curl", curl) : curl);
    }

    private static void observe(JaasClient.Builder client, @Nullable VerboseObserver observer) {
        if (observer != null) {
            client.addObserver(observer);
        }
    }

    private void println(Object result) {
        settings.terminal().out().println(result);
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
