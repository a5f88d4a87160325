package dev.jaas.verification.faults;

import dev.jaas.client.JaasClient;
import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.testkit.ScriptedServer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Those who give commands. */
final class Callers {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String RETRIES = "jdk.httpclient.enableAllMethodRetry";

    static final Caller WAITS = cell -> {
        JaasClient client = cell.client();
        return Told.by(() -> client.execute(cell.command()).join());
    };

    /** Another command has gone through well before, so that there may be a connection to use again. */
    static final Caller COMES_SECOND = cell -> {
        JaasClient client = cell.client();
        client.execute(Commands.ANOTHER).join();
        cell.server().awaitNoOpenConnection(Duration.ofMillis(100));
        return Told.by(() -> client.execute(cell.command()).join());
    };

    /** The other command belongs to another client of the same transport, and holds its only connection. */
    static final Caller FINDS_NO_CONNECTION = cell -> {
        HttpTransport narrow = cell.narrow();
        JaasClient client = cell.client(narrow, builder -> builder);
        return behindAnother(cell, cell.client(narrow, builder -> builder.callTimeout(PATIENCE)), client);
    };

    /** The other command belongs to the same client, which sends no more at a time than the transport has connections. */
    static final Caller GETS_NO_TURN = cell -> {
        JaasClient client = cell.client(cell.narrow(), builder -> builder);
        return behindAnother(cell, client, client);
    };

    static final Caller CANCELS_IN_FLIGHT = cancelling(server -> server.awaitRequests(1, PATIENCE));
    static final Caller CANCELS_WHILE_CONNECTING = cancelling(server -> server.awaitConnections(1, PATIENCE));

    static final Caller IS_INTERRUPTED_IN_FLIGHT =
            interrupted(cell -> expect(cell.server().awaitRequests(1, PATIENCE)));
    static final Caller IS_INTERRUPTED_BETWEEN_ATTEMPTS =
            interrupted(cell -> cell.watch().awaitPause());

    static final Caller CLOSES_IN_FLIGHT = closing(cell -> expect(cell.server().awaitRequests(1, PATIENCE)));
    static final Caller CLOSES_BETWEEN_ATTEMPTS = closing(cell -> cell.watch().awaitPause());

    static final Caller HAS_CLOSED = cell -> {
        JaasClient client = cell.client();
        client.close();
        return Told.by(() -> client.execute(cell.command()).join());
    };

    /** Blocks in a callback of another command, on the very thread that completes the transport's exchanges. */
    static final Caller BLOCKS_WHERE_EXCHANGES_COMPLETE = cell -> {
        JaasClient client = cell.client(cell.transport(), builder -> builder.callbackExecutor(Runnable::run));
        Thread here = Thread.currentThread();
        Optional<Told> told = Optional.empty();
        while (told.isEmpty()) { // a callback runs here if the command is over before it is attached
            told = client.execute(Commands.ANOTHER)
                    .thenApply(receipt -> Thread.currentThread().equals(here)
                            ? Optional.<Told>empty()
                            : Optional.of(Told.by(() -> client.blocking().execute(cell.command()))))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        return told.get();
    };

    /** Starts the program with the JDK's switch for sending everything again. */
    static final Caller SWITCHES_ALL_RETRIES_ON = cell -> {
        HttpTransport transport;
        synchronized (Callers.class) {
            System.setProperty(RETRIES, "true");
            try {
                transport = cell.stack().create(TransportSettings.defaults());
            } catch (IllegalStateException e) {
                expect(String.valueOf(e.getMessage()).contains(RETRIES));
                return new Told(Verdict.REFUSED, 0, e, 0, 0);
            } finally {
                System.clearProperty(RETRIES);
            }
        }
        try (transport) {
            JaasClient client = cell.client(transport, builder -> builder);
            return Told.by(() -> client.execute(cell.command()).join());
        }
    };

    private Callers() {}

    /** The client goes by a clock that may be wrong; what it says may depend on what the server has seen. */
    static Caller withClock(Function<ScriptedServer, Clock> clock) {
        return cell -> {
            JaasClient client = cell.client(cell.transport(), builder -> builder.clock(clock.apply(cell.server())));
            return Told.by(() -> client.execute(cell.command()).join());
        };
    }

    private interface Moment {
        void await(Cell cell) throws Exception;
    }

    private static Told behindAnother(Cell cell, JaasClient ofTheOther, JaasClient client) {
        CompletableFuture<CommandReceipt> other = ofTheOther.execute(Commands.ANOTHER_DIAL_OUT);
        expect(cell.server().awaitRequests(1, PATIENCE));
        Told told = Told.by(() -> client.execute(cell.command()).join());
        other.cancel(true);
        return told;
    }

    private static Caller cancelling(Function<ScriptedServer, Boolean> moment) {
        return cell -> {
            CompletableFuture<CommandReceipt> future = cell.client().execute(cell.command());
            expect(moment.apply(cell.server()));
            future.cancel(true);
            return Told.by(() -> cell.watch().awaitEnd());
        };
    }

    private static Caller closing(Moment moment) {
        return cell -> {
            JaasClient client = cell.client();
            CompletableFuture<CommandReceipt> future = client.execute(cell.command());
            moment.await(cell);
            client.close();
            return Told.by(future::join);
        };
    }

    private static Caller interrupted(Moment moment) {
        return cell -> {
            JaasClient client = cell.client();
            CompletableFuture<Told> told = new CompletableFuture<>();
            Thread thread = new Thread(
                    () -> told.complete(Told.by(() -> client.blocking().execute(cell.command()))));
            thread.start();
            moment.await(cell);
            thread.interrupt();
            return told.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        };
    }

    private static void expect(boolean event) {
        if (!event) {
            throw new AssertionError("what the fault is about has not happened");
        }
    }
}
