// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import dev.jaas.client.JaasClient;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.JwsSigner;
import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.transport.RecordedRequest;
import dev.jaas.testkit.transport.ScriptedServer;
import dev.jaas.verification.faults.TestSigner;
import dev.jaas.verification.faults.TransportKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One fault against one transport and one command. Closes the clients and transports that it has made. */
final class FaultScenario implements AutoCloseable {

    /** Held while a transport is created, since one scenario sets a system property that creation reads. */
    static final Object CREATION_LOCK = new Object();

    /**
     * Completes the futures of all scenarios on threads that exist already. Each client's own would start them on the event
     * loop, where starting one can take seconds on a busy machine.
     */
    private static final Executor CALLBACKS = startedThreads(16);

    private static final Duration SETUP_TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_ATTEMPTS = 2;
    private static final String OTHER_USER = "another-user";
    private static final String OTHER_PHONE = "+15555550100";

    /** Prepares a scenario and is not under test itself: {@link #receivedRequests} does not count it. */
    static final JaasCommand OTHER_COMMAND = new BanUser(TestSigner.KEY_ID.appId(), UserId.parse(OTHER_USER));

    /** The same, for where the client must not send it twice. */
    static final JaasCommand OTHER_DIAL_OUT = new DialOutParticipant(
            ConferenceName.of(RoomName.parse("faults"), TestSigner.KEY_ID.appId()), PhoneNumber.parse(OTHER_PHONE));

    private final Fault fault;
    private final TransportKind transportKind;
    private final HttpTransport transport;
    private final JaasCommand command;
    private final URI baseUrl;
    private final @Nullable ScriptedServer server;
    private final JwsSigner signer;
    private final CommandProbe probe;
    private final Deque<Runnable> toClose = new ArrayDeque<>();

    FaultScenario(
            Fault fault,
            TransportKind transportKind,
            HttpTransport transport,
            JaasCommand command,
            URI baseUrl,
            @Nullable ScriptedServer server,
            JwsSigner signer) {
        this.fault = fault;
        this.transportKind = transportKind;
        this.transport = transport;
        this.command = command;
        this.baseUrl = baseUrl;
        this.server = server;
        this.signer = signer;
        this.probe = new CommandProbe(command);
    }

    TransportKind transportKind() {
        return transportKind;
    }

    HttpTransport transport() {
        return transport;
    }

    JaasCommand command() {
        return command;
    }

    CommandProbe probe() {
        return probe;
    }

    ScriptedServer server() {
        if (server == null) {
            throw new IllegalStateException("this fault has no server");
        }
        return server;
    }

    /** Returns how many complete requests of the command under test the server has received. */
    int receivedRequests() {
        return server == null
                ? 0
                : (int) server.requests().stream()
                        .filter(request -> !isOther(request))
                        .count();
    }

    JaasClient client() {
        return client(transport, builder -> builder);
    }

    /** Makes a client that prepares a scenario, with time enough for a busy machine. */
    JaasClient setupClient() {
        return client(
                transport,
                builder -> builder.commandTimeout(SETUP_TIMEOUT)
                        .attemptTimeout(SETUP_TIMEOUT)
                        .maxAttempts(3));
    }

    JaasClient client(HttpTransport other, UnaryOperator<JaasClient.Builder> settings) {
        JaasClient client = settings.apply(JaasClient.builder(signer, other)
                        .baseUrl(baseUrl)
                        .callbackExecutor(CALLBACKS)
                        .commandTimeout(fault.commandTimeout())
                        .attemptTimeout(fault.attemptTimeout())
                        .maxAttempts(MAX_ATTEMPTS)
                        .addObserver(probe))
                .build();
        toClose.push(client::close);
        return client;
    }

    /** Creates a transport with changed settings. */
    HttpTransport transport(UnaryOperator<TransportSettings.Builder> changes) {
        synchronized (CREATION_LOCK) {
            HttpTransport other = transportKind.create(
                    changes.apply(CatalogueRunner.SETTINGS.toBuilder()).build());
            toClose.push(other::close);
            return other;
        }
    }

    HttpTransport transportWithOneConnection() {
        return transport(settings -> settings.maxConnections(1));
    }

    @Override
    public void close() {
        toClose.forEach(Runnable::run);
    }

    private static Executor startedThreads(int number) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(number, number, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "scenario-callback");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.prestartAllCoreThreads();
        return threads;
    }

    private static boolean isOther(RecordedRequest request) {
        return request.method().equals("CONNECT")
                || request.target().contains(OTHER_USER)
                || new String(request.body(), StandardCharsets.UTF_8).contains(OTHER_PHONE);
    }
}
