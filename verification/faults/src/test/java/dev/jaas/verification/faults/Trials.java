package dev.jaas.verification.faults;

import dev.jaas.client.JaasClient;
import dev.jaas.domain.JaasCommand;
import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.JaasException;
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
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs every fault against every transport and every command, many at a time, since most of them wait. */
final class Trials implements AutoCloseable {

    static final TestAuthority AUTHORITY = TestAuthority.create();
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

    private static final Duration ATTEMPT_TIMEOUT = Duration.ofMillis(1200);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int AT_A_TIME = 8;
    private static final int MAX_ATTEMPTS = 2;

    private final TestSigner signer = new TestSigner();
    private final Map<Stack, HttpTransport> transports = new EnumMap<>(Stack.class);

    Trials() {
        for (Stack stack : Stack.values()) {
            transports.put(
                    stack,
                    stack.create(TransportSettings.defaults()
                            .withConnectTimeout(CONNECT_TIMEOUT)
                            .withMaxConnections(2 * AT_A_TIME)
                            .withTrustedCertificates(List.of(AUTHORITY.certificate()))));
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
            Fault fault, Stack stack, JaasCommand command, @Nullable ScriptedServer server, URI baseUrl) {
        try (JaasClient client = JaasClient.builder(signer, transport(stack))
                .baseUrl(baseUrl)
                .callTimeout(CALL_TIMEOUT)
                .attemptTimeout(ATTEMPT_TIMEOUT)
                .maxAttempts(MAX_ATTEMPTS)
                .build()) {
            client.adminToken().join();
            int before = 0;
            if (fault.warm() && server != null) {
                client.execute(Commands.BAN_USER).join();
                server.awaitNoOpenConnection(Duration.ofMillis(100));
                before = server.requests().size();
            }
            long start = System.nanoTime();
            CompletableFuture<CommandReceipt> future = client.execute(command);
            CommandReceipt receipt = null;
            Throwable failure = null;
            try {
                receipt = future.join();
            } catch (RuntimeException e) {
                failure = e;
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            boolean gone = server == null || fault.fate() == Fault.Fate.KEPT || server.awaitNoOpenConnection(PATIENCE);
            return new Observation(
                    fault,
                    stack,
                    command,
                    Verdict.of(receipt, failure),
                    status(receipt, failure),
                    failure,
                    attempts(receipt, failure),
                    server == null ? 0 : server.requests().size() - before,
                    elapsed,
                    gone);
        }
    }

    private HttpTransport transport(Stack stack) {
        return Objects.requireNonNull(transports.get(stack));
    }

    private static OptionalInt status(@Nullable CommandReceipt receipt, @Nullable Throwable failure) {
        if (receipt != null) {
            return OptionalInt.of(receipt.status());
        }
        JaasException told = JaasException.in(failure);
        return told == null ? OptionalInt.empty() : told.status();
    }

    private static int attempts(@Nullable CommandReceipt receipt, @Nullable Throwable failure) {
        JaasException told = JaasException.in(failure);
        return receipt != null ? receipt.attempts() : told == null ? 0 : told.attempts();
    }

    static Script well() {
        return Script.accept().readRequest().respond(200, "").forever();
    }
}
