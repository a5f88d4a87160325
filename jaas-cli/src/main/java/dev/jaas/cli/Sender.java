package dev.jaas.cli;

import dev.jaas.client.JaasClient;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.port.driven.JwsSigner;
import dev.jaas.port.driving.CommandReceipt;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Opens a client for one command, from the inside out, and tells what came of it.
 *
 * @param settings how to reach the service
 * @param out standard output
 * @param json whether to answer in JSON
 */
record Sender(Settings settings, PrintStream out, boolean json) {

    void send(JaasCommand command, Stack stack) {
        try (JwsSigner signer = settings.signer();
                Stack.Opened opened = stack.open(settings.transport());
                JaasClient client = settings.client(signer, opened.transport(), command.repeatable())) {
            if (command.belongsTo(client.appId())) { // signing is not to come out of an attempt's time
                client.adminToken().handle((token, failure) -> failure == null).join();
            }
            CommandReceipt receipt;
            try {
                receipt = client.blocking().execute(command);
            } finally {
                Optional.ofNullable(settings.narrator()).ifPresent(Narrator::finish);
            }
            out.println(json ? asJson(receipt) : asText(receipt));
        }
    }

    void show(JaasCommand command) {
        DryRun dryRun = new DryRun();
        try (JwsSigner signer = DryRun.unsigned(settings.keyId());
                JaasClient client = settings.client(signer, dryRun, command.repeatable())) {
            client.blocking().execute(command);
        }
        String curl = dryRun.curl(command);
        Json shown = new Json().with("outcome", "dry run").with("exitStatus", 0).with("command", command.name());
        out.println(json ? shown.with("curl", curl) : curl);
    }

    void token() {
        try (JwsSigner signer = settings.signer();
                JaasClient client = settings.client(signer, new DryRun(), true)) {
            Jwt token = token(client);
            Json shown = new Json().with("keyId", signer.keyId()).with("token", token.compact());
            out.println(json ? shown : token.compact());
        }
    }

    private static Jwt token(JaasClient client) {
        try {
            return client.adminToken().join();
        } catch (CompletionException e) {
            throw new UsageException(
                    e.getCause() == null
                            ? "There is no admin token."
                            : String.valueOf(e.getCause().getMessage()));
        }
    }

    private static String asText(CommandReceipt receipt) {
        return "%s accepted (HTTP %d, %s, %d ms)"
                .formatted(
                        receipt.command().name(),
                        receipt.status(),
                        receipt.attempts() == 1 ? "1 attempt" : receipt.attempts() + " attempts",
                        receipt.elapsed().toMillis());
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
