// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.jaas.Jaas;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.api.JaasException;
import dev.jaas.cli.common.Failure;
import dev.jaas.cli.common.Json;
import dev.jaas.cli.common.Terminal;
import dev.jaas.cli.common.TransportKind;
import dev.jaas.domain.AppId;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ReceivedRequest;
import dev.jaas.spi.TransportSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs every command over both transports against a simulator, and prints a table. */
public final class Demo {

    private static final UserId ALICE = UserId.parse("alice");
    private static final UserId BOB = UserId.parse("bob");

    /** Longer than the client's defaults, so that the demo works on a busy machine. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Terminal terminal;
    private final boolean json;
    private final Consumer<JaasSimulator> preparation;
    private final List<Result> results = new ArrayList<>();

    /**
     * What happened to one command.
     *
     * @param request the request that the simulator received, or "none"
     * @param status the status of its response, or empty
     * @param change what changed in the room, or "none"
     * @param failure why the command was not accepted, or empty
     */
    private record Result(
            String command, TransportKind transport, String request, String status, String change, String failure) {

        boolean failed() {
            return !failure.isEmpty() || change.equals("none");
        }

        Json json() {
            Json json = new Json()
                    .with("command", command)
                    .with("transport", transport)
                    .with("request", request)
                    .with("status", status)
                    .with("change", change);
            return failure.isEmpty() ? json : json.with("failure", failure);
        }
    }

    /**
     * Prepares the demo.
     *
     * @param terminal where to print
     * @param json whether to print JSON
     */
    public Demo(Terminal terminal, boolean json) {
        this(terminal, json, simulator -> {});
    }

    Demo(Terminal terminal, boolean json, Consumer<JaasSimulator> preparation) {
        this.terminal = terminal;
        this.json = json;
        this.preparation = preparation;
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
                preparation.accept(simulator);
                runSteps(simulator, jaas, kind);
            }
        }
        int exitStatus = results.stream().anyMatch(Result::failed) ? Failure.FAULT : 0;
        terminal.println(json ? asJson(exitStatus) : asText());
        results.stream()
                .filter(Result::failed)
                .forEach(result -> terminal.err()
                        .println("The demo failed at " + result.command + " over " + result.transport + ": "
                                + (result.failure.isEmpty()
                                        ? "the command changed nothing in the room."
                                        : result.failure)));
        return exitStatus;
    }

    private String asText() {
        Table table =
                new Table("command", "transport", "request received by the simulator", "status", "change in the room");
        results.forEach(result -> table.add(
                result.command,
                result.transport.toString(),
                result.request,
                result.status,
                result.failed() ? "FAILED, " + result.change : result.change));
        return "A simulator of JaaS with alice and bob in the room \"demo\", once for each transport:\n\n" + table
                + "\n… stands for /v1/_jaas/conference-commands and /v1/_jaas/jaccess, {appId} for the AppID.";
    }

    private Json asJson(int exitStatus) {
        return new Json()
                .with("outcome", exitStatus == 0 ? "worked" : "failed")
                .with("exitStatus", exitStatus)
                .with("commands", results.stream().map(Result::json).toList());
    }

    private void runSteps(JaasSimulator simulator, ConferenceManagement jaas, TransportKind kind) {
        ConferenceName demo = simulator.conference("demo");
        simulator.join(demo, ALICE);
        for (DemoSteps.Step step : new DemoSteps(demo, BOB, simulator.join(demo, BOB)).all()) {
            int requestsBefore = simulator.requests().size();
            RoomSnapshot before = RoomSnapshot.of(simulator, demo);
            String failure = execute(jaas, step.command());
            String changes = RoomSnapshot.of(simulator, demo).changesSince(before);
            List<ReceivedRequest> requests = simulator.requests();
            boolean none = requests.size() == requestsBefore;
            results.add(new Result(
                    step.subcommand(),
                    kind,
                    none ? "none" : summary(requests.get(requests.size() - 1), simulator.appId()),
                    none ? "" : String.valueOf(requests.get(requests.size() - 1).status()),
                    changes.isEmpty() ? "none" : changes,
                    failure));
        }
    }

    /** Empty if the command was accepted. */
    private static String execute(ConferenceManagement jaas, JaasCommand command) {
        try {
            jaas.blocking().execute(command);
            return "";
        } catch (JaasException e) {
            return Failure.of(e).message();
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
