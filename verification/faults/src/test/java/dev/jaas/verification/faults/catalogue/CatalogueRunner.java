// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import dev.jaas.domain.JaasCommand;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.transport.Script;
import dev.jaas.testkit.transport.ScriptedServer;
import dev.jaas.testkit.transport.TestAuthority;
import dev.jaas.verification.faults.Examples;
import dev.jaas.verification.faults.StallDetector;
import dev.jaas.verification.faults.TestSigner;
import dev.jaas.verification.faults.TransportKind;
import dev.jaas.verification.faults.Verdict;
import dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd;
import dev.jaas.verification.faults.catalogue.Fault.Received;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs every fault against every transport and every command, in parallel, since most of the time is spent waiting. */
final class CatalogueRunner implements AutoCloseable {

    static final TestAuthority AUTHORITY = TestAuthority.create();

    /** Answers every request with 200. */
    static final Script SUCCESS = Script.accept().readRequest().respond(200, "").forever();

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    /** How often a scenario is played again because the machine had no processor for it. */
    private static final int MAX_REPLAYS = 3;

    /** Scenarios that use the processor: few at a time, so that none misses its timeouts. */
    private static final int BUSY_THREADS = 6;

    /** Scenarios that wait for a timeout, or pause between attempts. */
    private static final int WAITING_THREADS = 48;

    static final TransportSettings SETTINGS = TransportSettings.builder()
            .connectTimeout(Duration.ofSeconds(3))
            .maxConnections(2 * (BUSY_THREADS + WAITING_THREADS))
            .trustedCertificates(List.of(AUTHORITY.certificate(), RecordLevelServer.CERTIFICATE))
            .build();

    private final StallDetector stalls = StallDetector.start();
    private final TestSigner signer = new TestSigner();

    /** Apart from those that wait: some of these flood a client, and may leave its only thread no time for others. */
    private final Map<TransportKind, HttpTransport> transports = new EnumMap<>(TransportKind.class);

    private final Map<TransportKind, HttpTransport> transportsForWaiting = new EnumMap<>(TransportKind.class);

    CatalogueRunner() {
        for (TransportKind kind : TransportKind.values()) {
            transports.put(
                    kind,
                    kind.create(SETTINGS.toBuilder()
                            .connectTimeout(Fault.LONG_TIMEOUT)
                            .build()));
            transportsForWaiting.put(kind, kind.create(SETTINGS));
        }
    }

    List<Observation> run(List<Fault> faults) throws Exception {
        warmUp();
        ExecutorService busy = Executors.newFixedThreadPool(BUSY_THREADS);
        ExecutorService waiting = Executors.newFixedThreadPool(WAITING_THREADS);
        try {
            List<Future<Observation>> scenarios = new ArrayList<>();
            for (Fault fault : faults) {
                for (TransportKind kind : TransportKind.values()) {
                    for (JaasCommand command : Examples.COMMANDS) {
                        scenarios.add((fault.waits() ? waiting : busy).submit(() -> observe(fault, kind, command)));
                    }
                }
            }
            List<Observation> observations = new ArrayList<>();
            for (Future<Observation> scenario : scenarios) {
                observations.add(scenario.get());
            }
            return observations;
        } finally {
            busy.shutdownNow();
            waiting.shutdownNow();
        }
    }

    /** Connects and loads classes, so that no scenario spends its time on what a JVM does only once. */
    private void warmUp() throws Exception {
        Script tls = Script.accept()
                .startTls(AUTHORITY.issue("localhost"))
                .readRequest()
                .respond(200, "")
                .forever();
        Fault warmUp = new Fault("", "warm-up", tls, Verdict.ACCEPTED, Received.ALWAYS, ConnectionEnd.REUSABLE)
                .withEndpoint(Fault.Endpoint.TLS);
        for (TransportKind kind : TransportKind.values()) {
            for (JaasCommand command : Examples.COMMANDS) {
                observe(warmUp, kind, command);
            }
        }
    }

    @Override
    public void close() {
        transports.values().forEach(HttpTransport::close);
        transportsForWaiting.values().forEach(HttpTransport::close);
        stalls.close();
    }

    private Observation observe(Fault fault, TransportKind kind, JaasCommand command) throws Exception {
        try {
            Observation observation = observeAt(fault, kind, command);
            for (int i = 0; i < MAX_REPLAYS && observation.timedOutInAStall(); i++) {
                observation = observeAt(fault, kind, command);
            }
            return observation;
        } catch (Exception | AssertionError e) {
            throw new AssertionError(fault + ", " + kind + ", " + command.name(), e);
        }
    }

    private Observation observeAt(Fault fault, TransportKind kind, JaasCommand command) throws Exception {
        return switch (fault.endpoint()) {
            case UNKNOWN_HOST -> observe(fault, kind, command, null, URI.create("https://nobody.invalid"));
            case REFUSED -> {
                try (Socket bound = new Socket()) { // bound, but not listening
                    bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                    yield observe(fault, kind, command, null, URI.create("https://127.0.0.1:" + bound.getLocalPort()));
                }
            }
            case FULL_BACKLOG -> {
                try (ScriptedServer server = ScriptedServer.withFullBacklog()) {
                    yield observe(fault, kind, command, server, server.uri(""));
                }
            }
            case PLAIN -> {
                try (ScriptedServer server = ScriptedServer.start(fault.scripts())) {
                    yield observe(fault, kind, command, server, server.uri(""));
                }
            }
            case TLS -> {
                try (ScriptedServer server = ScriptedServer.start(fault.scripts())) {
                    yield observe(fault, kind, command, server, server.tlsUri("localhost", ""));
                }
            }
            case PROXY -> {
                try (ScriptedServer server = ScriptedServer.start(fault.scripts())) {
                    yield observe(fault, kind, command, server, URI.create("https://conference.invalid"));
                }
            }
            case TLS_RECORDS -> {
                try (RecordLevelServer server = RecordLevelServer.start(fault.records())) {
                    yield observe(fault, kind, command, server.recorder(), server.uri());
                }
            }
        };
    }

    private Observation observe(
            Fault fault, TransportKind kind, JaasCommand command, @Nullable ScriptedServer server, URI baseUrl)
            throws Exception {
        HttpTransport transport = Objects.requireNonNull((fault.waits() ? transportsForWaiting : transports).get(kind));
        try (FaultScenario scenario = new FaultScenario(fault, kind, transport, command, baseUrl, server, signer)) {
            ObservedResult result = fault.caller().execute(scenario);
            boolean closed = server == null || !fault.mustClose(kind) || server.awaitNoOpenConnection(CLOSE_TIMEOUT);
            Duration stalled = stalls.stalledBetween(result.start(), result.end());
            return new Observation(fault, kind, command, result, stalled, scenario.receivedRequests(), closed);
        }
    }
}
