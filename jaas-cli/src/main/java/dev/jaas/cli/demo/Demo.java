package dev.jaas.cli.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.jaas.Jaas;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.api.JaasException;
import dev.jaas.cli.common.Failure;
import dev.jaas.cli.common.TransportKind;
import dev.jaas.domain.AppId;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ReceivedRequest;
import dev.jaas.spi.TransportSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs every command over both transports against a simulator, and prints a table. */
public final class Demo {

    private static final UserId ALICE = UserId.parse("alice");
    private static final UserId BOB = UserId.parse("bob");

    /** Longer than the client's defaults, so that the demo works on a busy machine. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final PrintStream out;
    private final Table table =
            new Table("command", "transport", "request received by the simulator", "status", "change in the room");
    private boolean failed;

    /**
     * Prepares the demo.
     *
     * @param out standard output
     */
    public Demo(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs the demo.
     *
     * @return the exit status
     */
    public int run() {
        for (TransportKind kind : TransportKind.values()) {
            try (JaasSimulator simulator = JaasSimulator.start();
                    TransportKind.OpenTransport opened = kind.open(
                            TransportSettings.builder().connectTimeout(TIMEOUT).build());
                    Jaas jaas = Jaas.builder()
                            .keyId(simulator.keyId())
                            .privateKey(simulator.privateKeyPem())
                            .baseUrl(simulator.baseUrl())
                            .transport(opened.transport())
                            .client(client -> client.attemptTimeout(TIMEOUT).commandTimeout(TIMEOUT))
                            .build()) {
                runSteps(simulator, jaas, kind);
            }
        }
        out.println("A simulator of JaaS with alice and bob in the room \"demo\", once for each transport:");
        out.println();
        out.print(table);
        out.println();
        out.println("… stands for /v1/_jaas/conference-commands and /v1/_jaas/jaccess, {appId} for the AppID.");
        return failed ? Failure.FAULT : 0;
    }

    private void runSteps(JaasSimulator simulator, ConferenceManagement jaas, TransportKind kind) {
        ConferenceName demo = simulator.conference("demo");
        simulator.join(demo, ALICE);
        for (DemoSteps.Step step : new DemoSteps(demo, BOB, simulator.join(demo, BOB)).all()) {
            int requestsBefore = simulator.requests().size();
            RoomSnapshot before = RoomSnapshot.of(simulator, demo);
            String failure = execute(jaas, step.command());
            String changes = RoomSnapshot.of(simulator, demo).changesSince(before);
            failed |= !failure.isEmpty() || changes.isEmpty();
            List<ReceivedRequest> requests = simulator.requests();
            boolean none = requests.size() == requestsBefore;
            table.add(
                    step.subcommand(),
                    kind.toString(),
                    none ? "none" : summary(requests.get(requests.size() - 1), simulator.appId()),
                    none ? "" : String.valueOf(requests.get(requests.size() - 1).status()),
                    failure + (changes.isEmpty() ? "none" : changes));
        }
    }

    /** Empty if the command was accepted. */
    private static String execute(ConferenceManagement jaas, JaasCommand command) {
        try {
            jaas.blocking().execute(command);
            return "";
        } catch (JaasException e) {
            return e.getMessage() + " ";
        }
    }

    /** The request in one line: its method, its path, and what its body holds beside the room. */
    private static String summary(ReceivedRequest request, AppId appId) {
        String path = request.path()
                .replace(appId.value(), "{appId}")
                .replace("/v1/_jaas/conference-commands", "…")
                .replace("/v1/_jaas/jaccess", "…");
        List<String> words = new ArrayList<>(List.of(request.method(), path));
        try (JsonParser json = new JsonFactory().createParser(request.body())) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING) {
                    switch (json.currentName()) {
                        case "conferenceFullName" -> {}
                        case "jwt" -> words.add("(the token)");
                        default -> words.add(json.getText());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator accepted a body that is not JSON.", e);
        }
        return String.join(" ", words);
    }
}
