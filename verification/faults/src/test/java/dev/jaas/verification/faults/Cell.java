package dev.jaas.verification.faults;

import dev.jaas.client.JaasClient;
import dev.jaas.client.JaasClientBuilder;
import dev.jaas.domain.JaasCommand;
import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.JwsSigner;
import dev.jaas.testkit.ScriptedServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One fault against one transport and one command, and what is made for that and closed after it. */
final class Cell implements AutoCloseable {

    static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

    private static final Duration ATTEMPT_TIMEOUT = Duration.ofMillis(1200);
    private static final int MAX_ATTEMPTS = 2;

    private final Stack stack;
    private final HttpTransport transport;
    private final JaasCommand command;
    private final URI baseUrl;
    private final @Nullable ScriptedServer server;
    private final JwsSigner signer;
    private final Watch watch;
    private final Deque<Runnable> toClose = new ArrayDeque<>();

    Cell(
            Stack stack,
            HttpTransport transport,
            JaasCommand command,
            URI baseUrl,
            @Nullable ScriptedServer server,
            JwsSigner signer) {
        this.stack = stack;
        this.transport = transport;
        this.command = command;
        this.baseUrl = baseUrl;
        this.server = server;
        this.signer = signer;
        this.watch = new Watch(command);
    }

    Stack stack() {
        return stack;
    }

    HttpTransport transport() {
        return transport;
    }

    JaasCommand command() {
        return command;
    }

    Watch watch() {
        return watch;
    }

    ScriptedServer server() {
        if (server == null) {
            throw new IllegalStateException("this fault has no server");
        }
        return server;
    }

    /** How many complete requests of the cell's command, and of no other, have reached the server. */
    int requests() {
        return server == null
                ? 0
                : (int) server.requests().stream()
                        .filter(request -> !Commands.isAnother(request))
                        .count();
    }

    /** A client that has its token. */
    JaasClient client() {
        return client(transport, builder -> builder);
    }

    JaasClient client(HttpTransport other, UnaryOperator<JaasClientBuilder> settings) {
        JaasClient client = settings.apply(JaasClient.builder(signer, other)
                        .baseUrl(baseUrl)
                        .callTimeout(CALL_TIMEOUT)
                        .attemptTimeout(ATTEMPT_TIMEOUT)
                        .maxAttempts(MAX_ATTEMPTS)
                        .addObserver(watch))
                .build();
        toClose.push(client::close);
        client.adminToken().join();
        return client;
    }

    /** A transport with one connection. */
    HttpTransport narrow() {
        HttpTransport narrow = stack.create(Trials.SETTINGS.withMaxConnections(1));
        toClose.push(narrow::close);
        return narrow;
    }

    @Override
    public void close() {
        toClose.forEach(Runnable::run);
    }
}
