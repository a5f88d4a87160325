// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.cli.common.Json;
import dev.jaas.cli.common.Terminal;
import dev.jaas.cli.common.UsageException;
import dev.jaas.cli.events.EventListener;
import dev.jaas.cli.events.EventText;
import dev.jaas.cli.events.SecretFile;
import dev.jaas.events.JaasEvent;
import dev.jaas.events.WebhookException;
import dev.jaas.events.WebhookVerifier;
import java.io.IOException;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands for webhooks. */
@Command(name = "events", description = "Verify webhooks, or receive and print them; needs no account.")
final class EventsCommand implements Runnable {

    private static final Pattern HEADER_NAME =
            Pattern.compile("^" + WebhookVerifier.SIGNATURE_HEADER + ":", Pattern.CASE_INSENSITIVE);

    private final Program program;

    EventsCommand(Program program) {
        this.program = program;
    }

    @Override
    public void run() {
        throw new UsageException("Missing command; see `jaas events --help`.");
    }

    @Command(
            name = "verify",
            description = "Verify one request, whose body is read from standard input, and say which check fails.",
            footer = HelpText.EVENTS_VERIFY)
    void verify(
            @Option(names = "--secret-file", paramLabel = "FILE", required = true, description = HelpText.SECRET_FILE)
                    String secretFile,
            @Option(
                            names = "--header",
                            paramLabel = "HEADER",
                            required = true,
                            description =
                                    "The value of the header " + WebhookVerifier.SIGNATURE_HEADER + ": t=…,v1=… .")
                    String header) {
        WebhookVerifier verifier = verifier(secretFile);
        byte[] body;
        try {
            body = terminal().in().readNBytes(WebhookVerifier.MAX_BODY_BYTES + 1);
        } catch (IOException e) {
            throw new UsageException("The body could not be read from standard input; pipe it in, unchanged.");
        }
        JaasEvent event;
        try {
            event = verifier.verify(HEADER_NAME.matcher(header).replaceFirst("").strip(), body);
        } catch (WebhookException e) {
            throw new UsageException(
                    "Refused with " + e.httpStatus() + ", " + e.reason(), String.valueOf(e.getMessage()));
        }
        Json valid = new Json().with("outcome", "valid").with("exitStatus", 0);
        terminal().println(program.json ? EventText.identify(valid, event) : "Valid: " + EventText.line(event));
    }

    @Command(
            name = "listen",
            description = "Receive webhooks until Ctrl-C and print the verified ones, one on each line.",
            footer = HelpText.EVENTS_LISTEN)
    void listen(
            @Option(names = "--secret-file", paramLabel = "FILE", required = true, description = HelpText.SECRET_FILE)
                    String secretFile,
            @Option(
                            names = "--port",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "The port to listen on. Default: any free port.")
                    int port,
            @Option(
                            names = "--bind",
                            paramLabel = "ADDRESS",
                            defaultValue = "127.0.0.1",
                            description = "The address of this machine to listen on. Default: 127.0.0.1, loopback.")
                    String address) {
        new EventListener(terminal(), verifier(secretFile), program.json).run(address, port);
    }

    private Terminal terminal() {
        return program.terminal();
    }

    private WebhookVerifier verifier(String secretFile) {
        return WebhookVerifier.builder(SecretFile.read(secretFile).toArray(String[]::new))
                .clock(terminal().clock())
                .build();
    }
}
