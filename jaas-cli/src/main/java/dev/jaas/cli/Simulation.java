// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.cli.common.Json;
import dev.jaas.cli.common.ShellText;
import dev.jaas.cli.common.Terminal;
import dev.jaas.cli.common.UsageException;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.SimulatorBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;

/**
 * {@code jaas simulate}: a simulator for use from another shell and a browser. Its output is shell code: settings as {@code export} lines,
 * everything else as comments; or one JSON object a line, the settings first.
 *
 * @param terminal where to print
 * @param json whether to print JSON
 * @param port where to listen, or 0 for any free port
 * @param webhooks whether and where it sends events
 */
record Simulation(Terminal terminal, boolean json, int port, WebhookOptions webhooks) {

    /** Runs until the process ends or the thread is interrupted. */
    void run() {
        try (JaasSimulator simulator = start()) {
            Path key = Files.createTempFile("jaas-simulator-", ".pem"); // readable by its owner alone
            key.toFile().deleteOnExit();
            try {
                Files.writeString(key, simulator.privateKeyPem());
                printSettings(simulator, key);
                new CountDownLatch(1).await();
            } finally {
                Files.deleteIfExists(key);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UsageException("The simulator's key cannot be written to " + System.getProperty("java.io.tmpdir")
                    + " (" + e.getClass().getSimpleName()
                    + "): free some space, or choose another directory with JAVA_OPTS=-Djava.io.tmpdir=….");
        }
    }

    private JaasSimulator start() {
        SimulatorBuilder builder = JaasSimulator.builder();
        webhooks.configure(builder);
        try {
            return builder.port(port)
                    .page(true)
                    .onRequest(request -> log("request", request, request.status()))
                    .onWebhook(attempt -> log("webhook", attempt, attempt.status()))
                    .start();
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new UsageException(
                    "The simulator cannot listen on port " + port + ": choose another with --port, or leave it out.");
        }
    }

    private void printSettings(JaasSimulator simulator, Path key) {
        ConferenceName demo = simulator.conference("demo");
        ParticipantId alice = simulator.join(demo, UserId.parse("alice"));
        ParticipantId bob = simulator.join(demo, UserId.parse("bob"));
        if (json) {
            terminal.println(new Json()
                    .with("baseUrl", simulator.baseUrl())
                    .with("keyId", simulator.keyId())
                    .with("privateKeyFile", key)
                    .with("page", simulator.baseUrl() + "/")
                    .with("room", "demo")
                    .with("participants", new Json().with("alice", alice).with("bob", bob)));
            return;
        }
        ShellText shell = new ShellText();
        PrintStream out = terminal.out();
        out.println("# The simulator runs until Ctrl-C. Paste this into another shell:");
        out.println("export JAAS_BASE_URL=" + shell.word(simulator.baseUrl().toString()));
        out.println("export JAAS_KEY_ID=" + shell.word(simulator.keyId().toString()));
        out.println("export JAAS_PRIVATE_KEY_FILE=" + shell.word(key.toString()));
        out.println("# Alice (participant " + alice + ") and bob (" + bob + ") are in the room \"demo\". Try:");
        out.println("# ./jaas kick demo " + bob);
        out.println("# To watch it, and to join and answer, open " + simulator.baseUrl() + "/ in a browser.");
        terminal.println("# Requests:");
    }

    private void log(String kind, Object what, int status) {
        if (json) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            terminal.out().println(new Json().with("time", now).with(kind, what).with("status", status));
        } else {
            LocalTime now = LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
            terminal.out().println("# " + now + " " + (kind.equals("request") ? what : kind + " " + what));
        }
    }
}
