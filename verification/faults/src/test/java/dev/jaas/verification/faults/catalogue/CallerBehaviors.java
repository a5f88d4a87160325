// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import dev.jaas.api.CommandReceipt;
import dev.jaas.client.JaasClient;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.transport.ScriptedServer;
import dev.jaas.verification.faults.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The behaviours of callers that the catalogue uses. */
final class CallerBehaviors {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String RETRY_PROPERTY = "jdk.httpclient.enableAllMethodRetry";

    static final CallerBehavior AWAITS_RESULT = scenario -> {
        JaasClient client = scenario.client();
        return ObservedResult.observe(() -> client.execute(scenario.command()).join());
    };

    /** Sends another command first, so that there may be a connection to use again. */
    static final CallerBehavior SENDS_ANOTHER_FIRST = scenario -> {
        JaasClient client = scenario.client();
        scenario.setupClient().execute(FaultScenario.OTHER_COMMAND).join();
        scenario.server().awaitNoOpenConnection(Duration.ofMillis(100));
        return ObservedResult.observe(() -> client.execute(scenario.command()).join());
    };

    /** Another client of the same transport uses its only connection. */
    static final CallerBehavior SHARES_BUSY_TRANSPORT = scenario -> {
        HttpTransport transport = scenario.transportWithOneConnection();
        JaasClient client = scenario.client(transport, builder -> builder);
        JaasClient other = scenario.client(transport, builder -> builder.commandTimeout(TIMEOUT));
        return whileBusy(
                scenario, other, client, () -> require(scenario.server().awaitRequests(2, TIMEOUT)));
    };

    /** Another command of the same client has its only permit. */
    static final CallerBehavior SHARES_BUSY_CLIENT = scenario -> {
        JaasClient client = scenario.client(scenario.transportWithOneConnection(), builder -> builder);
        return whileBusy(scenario, client, client, () -> {}); // it gets the permit at once, or its time would end first
    };

    static final CallerBehavior CANCELS_IN_FLIGHT = cancelling(server -> server.awaitRequests(1, TIMEOUT));
    static final CallerBehavior CANCELS_WHILE_CONNECTING = cancelling(server -> server.awaitConnections(1, TIMEOUT));

    static final CallerBehavior INTERRUPTED_IN_FLIGHT =
            interrupted(scenario -> require(scenario.server().awaitRequests(1, TIMEOUT)));
    static final CallerBehavior INTERRUPTED_BETWEEN_ATTEMPTS =
            interrupted(scenario -> scenario.probe().awaitRetryPause());

    static final CallerBehavior CLOSES_IN_FLIGHT =
            closing(scenario -> require(scenario.server().awaitRequests(1, TIMEOUT)));
    static final CallerBehavior CLOSES_BETWEEN_ATTEMPTS =
            closing(scenario -> scenario.probe().awaitRetryPause());

    static final CallerBehavior CLOSES_CLIENT_FIRST = scenario -> {
        JaasClient client = scenario.client();
        client.close();
        return ObservedResult.observe(() -> client.execute(scenario.command()).join());
    };

    /** Blocks in a callback of another command, on the thread that completes the transport's exchanges. */
    static final CallerBehavior BLOCKS_IN_CALLBACK = scenario -> {
        JaasClient client = scenario.client(scenario.transport(), builder -> builder.callbackExecutor(Runnable::run));
        Thread here = Thread.currentThread();
        Optional<ObservedResult> result = Optional.empty();
        while (result.isEmpty()) { // the callback runs on this thread if the command ends before it is attached
            result = client.execute(FaultScenario.OTHER_COMMAND)
                    .thenApply(receipt -> Thread.currentThread().equals(here)
                            ? Optional.<ObservedResult>empty()
                            : Optional.of(ObservedResult.observe(
                                    () -> client.blocking().execute(scenario.command()))))
                    .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        }
        return result.get();
    };

    /** Creates the transport while the JDK is configured to retry every method. */
    static final CallerBehavior ENABLES_ALL_METHOD_RETRY = scenario -> {
        HttpTransport transport;
        synchronized (FaultScenario.CREATION_LOCK) {
            System.setProperty(RETRY_PROPERTY, "true");
            try {
                transport = scenario.transportKind().create(TransportSettings.defaults());
            } catch (IllegalStateException e) {
                require(String.valueOf(e.getMessage()).contains(RETRY_PROPERTY));
                return new ObservedResult(Verdict.REFUSED, 0, e, 0, 0);
            } finally {
                System.clearProperty(RETRY_PROPERTY);
            }
        }
        try (transport) {
            JaasClient client = scenario.client(transport, builder -> builder);
            return ObservedResult.observe(
                    () -> client.execute(scenario.command()).join());
        }
    };

    private CallerBehaviors() {}

    /** The client uses a clock that may be wrong, and that may depend on what the server has received. */
    static CallerBehavior withClock(Function<ScriptedServer, Clock> clock) {
        return scenario -> {
            JaasClient client =
                    scenario.client(scenario.transport(), builder -> builder.clock(clock.apply(scenario.server())));
            return ObservedResult.observe(
                    () -> client.execute(scenario.command()).join());
        };
    }

    /**
     * Uses the server as its proxy, and checks that the failure names it.
     *
     * @param credentials a user name and a password with a colon, or empty for none
     * @param text what else the failure contains; if empty, the client's timeout may end the attempt, which knows no proxy
     */
    static CallerBehavior throughProxy(String credentials, String text) {
        return scenario -> {
            int port = scenario.server().port();
            HttpTransport transport = scenario.transport(settings -> {
                if (!text.isEmpty()) { // not the client's timeout, even on a busy machine
                    settings.connectTimeout(Fault.LONG_TIMEOUT);
                }
                String[] pair = credentials.split(":", 2);
                return pair.length < 2
                        ? settings.proxy("127.0.0.1", port)
                        : settings.proxy("127.0.0.1", port, pair[0], pair[1]);
            });
            JaasClient client = scenario.client(transport, builder -> builder);
            ObservedResult result = ObservedResult.observe(
                    () -> client.execute(scenario.command()).join());
            String failure = String.valueOf(result.failure());
            require(text.isEmpty() || (failure.contains("127.0.0.1:" + port) && failure.contains(text)));
            require(!failure.contains("secret"));
            return result;
        };
    }

    private interface Moment {
        void await(FaultScenario scenario) throws Exception;
    }

    private static ObservedResult whileBusy(
            FaultScenario scenario, JaasClient otherClient, JaasClient client, Runnable awaitBusy) {
        otherClient.execute(FaultScenario.OTHER_COMMAND).join(); // so that the next one is sent without delay
        CompletableFuture<CommandReceipt> other = otherClient.execute(FaultScenario.OTHER_DIAL_OUT);
        awaitBusy.run();
        ObservedResult result =
                ObservedResult.observe(() -> client.execute(scenario.command()).join());
        other.cancel(true);
        return result;
    }

    private static CallerBehavior cancelling(Function<ScriptedServer, Boolean> moment) {
        return scenario -> {
            CompletableFuture<CommandReceipt> future = scenario.client().execute(scenario.command());
            require(moment.apply(scenario.server()));
            future.cancel(true);
            return ObservedResult.observe(() -> scenario.probe().awaitResult());
        };
    }

    private static CallerBehavior closing(Moment moment) {
        return scenario -> {
            JaasClient client = scenario.client();
            CompletableFuture<CommandReceipt> future = client.execute(scenario.command());
            moment.await(scenario);
            client.close();
            return ObservedResult.observe(future::join);
        };
    }

    private static CallerBehavior interrupted(Moment moment) {
        return scenario -> {
            JaasClient client = scenario.client();
            CompletableFuture<ObservedResult> result = new CompletableFuture<>();
            Thread thread = new Thread(() -> result.complete(
                    ObservedResult.observe(() -> client.blocking().execute(scenario.command()))));
            thread.start();
            moment.await(scenario);
            thread.interrupt();
            return result.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        };
    }

    private static void require(boolean event) {
        if (!event) {
            throw new AssertionError("what the scenario depends on did not happen");
        }
    }
}
