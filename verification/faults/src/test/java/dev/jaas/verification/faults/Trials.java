package dev.jaas.verification.faults;

import dev.jaas.domain.JaasCommand;
import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import dev.jaas.testkit.Script;
import dev.jaas.testkit.ScriptedServer;
import dev.jaas.testkit.TestAuthority;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs every fault against every transport and every command, many at a time, since most of them wait. */
final class Trials implements AutoCloseable {

    static final TestAuthority AUTHORITY = TestAuthority.create();

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_A_TIME = 8;

    static final TransportSettings SETTINGS = TransportSettings.defaults()
            .withConnectTimeout(Duration.ofSeconds(1))
            .withMaxConnections(2 * AT_A_TIME)
            .withTrustedCertificates(List.of(AUTHORITY.certificate()));

    private final Metronome metronome = Metronome.start();
    private final TestSigner signer = new TestSigner();
    private final Map<Stack, HttpTransport> transports = new EnumMap<>(Stack.class);

    Trials() {
        for (Stack stack : Stack.values()) {
            transports.put(stack, stack.create(SETTINGS));
        }
    }

    List<Observation> run(List<Fault> faults) throws Exception {
        List<Callable<Observation>> cells = new ArrayList<>();
        for (Fault fault : faults) {
            for (Stack stack : Stack.values()) {
                for (JaasCommand command : Commands.ALL) {
                    cells.add(() -> observe(fault, stack, command));
                }
            }
        }
        ExecutorService executor = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Observation> observations = new ArrayList<>();
            for (Future<Observation> cell : executor.invokeAll(cells)) {
                observations.add(cell.get());
            }
            return observations;
        } finally {
            executor.shutdownNow();
        }
    }

    @Override
    public void close() {
        transports.values().forEach(HttpTransport::close);
        metronome.close();
    }

    private Observation observe(Fault fault, Stack stack, JaasCommand command) throws Exception {
        return switch (fault.site()) {
            case UNKNOWN_HOST -> observe(fault, stack, command, null, URI.create("https://nobody.invalid"));
            case REFUSED -> {
                try (Socket bound = new Socket()) { // and not listening
                    bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                    yield observe(fault, stack, command, null, URI.create("https://127.0.0.1:" + bound.getLocalPort()));
                }
            }
            case FULL_BACKLOG -> {
                try (ScriptedServer server = ScriptedServer.withFullBacklog()) {
                    yield observe(fault, stack, command, server, server.uri(""));
                }
            }
            case PLAIN, TLS -> {
                try (ScriptedServer server = ScriptedServer.start(fault.scripts())) {
                    yield observe(
                            fault,
                            stack,
                            command,
                            server,
                            fault.site() == Fault.Site.TLS ? server.tlsUri("localhost", "") : server.uri(""));
                }
            }
        };
    }

    private Observation observe(
            Fault fault, Stack stack, JaasCommand command, @Nullable ScriptedServer server, URI baseUrl)
            throws Exception {
        HttpTransport transport = Objects.requireNonNull(transports.get(stack));
        try (Cell cell = new Cell(stack, transport, command, baseUrl, server, signer)) {
            Told told = fault.caller().give(cell);
            boolean gone = server == null || !fault.closes(stack) || server.awaitNoOpenConnection(PATIENCE);
            Duration lost = metronome.lost(told.start(), told.end());
            return new Observation(fault, stack, command, told, lost, cell.requests(), gone);
        }
    }

    static Script well() {
        return Script.accept().readRequest().respond(200, "").forever();
    }
}
