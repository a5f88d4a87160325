// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.cli.common.UsageException;
import dev.jaas.cli.events.SecretFile;
import dev.jaas.simulator.SimulatorBuilder;
import dev.jaas.simulator.WebhookFaults;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code jaas simulate} that concern webhooks. */
final class WebhookOptions {

    @Option(
            names = "--webhook-url",
            paramLabel = "URL",
            description = "Where to send the webhooks of what happens, signed. Default: nowhere.")
    @Nullable
    String url;

    @Option(
            names = "--webhook-secret-file",
            paramLabel = "FILE",
            description = "A file with the secret that signs them.")
    @Nullable
    String secretFile;

    @Option(names = "--webhook-lose", paramLabel = "PERCENT", description = "How many events are never sent.")
    int lose;

    @Option(names = "--webhook-repeat", paramLabel = "PERCENT", description = "How many are sent twice.")
    int repeat;

    @Option(names = "--webhook-reorder", paramLabel = "PERCENT", description = "How many are overtaken by later ones.")
    int reorder;

    @Option(
            names = "--keep-empty-rooms",
            description =
                    "Keep a room that everybody has left until it is destroyed. JaaS keeps it for up to 15 minutes;"
                            + " whether it accepts destroy-room in that time is not documented.")
    boolean keepEmptyRooms;

    void configure(SimulatorBuilder simulator) {
        simulator.keepEmptyRooms(keepEmptyRooms);
        if (url == null && secretFile == null && lose + repeat + reorder == 0) {
            return;
        }
        if (url == null || secretFile == null) {
            throw new UsageException("Webhooks need both --webhook-url and --webhook-secret-file; set them.");
        }
        List<String> secrets = SecretFile.read(secretFile);
        if (secrets.size() > 1) {
            throw new UsageException("--webhook-secret-file has more than one line", "put one secret into it.");
        }
        try {
            simulator
                    .webhook(new URI(url), secrets.get(0))
                    .webhookFaults(
                            WebhookFaults.none().lose(lose).repeat(repeat).reorder(reorder));
        } catch (URISyntaxException e) {
            throw new UsageException("--webhook-url is not a URL", "set it as in http://127.0.0.1:8080/webhooks.");
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
