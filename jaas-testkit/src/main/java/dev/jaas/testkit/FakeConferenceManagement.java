package dev.jaas.testkit;

import static java.util.Objects.requireNonNull;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.AppId;
import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The driving port in memory, for unit tests of applications: it records the commands and accepts each
 * with a receipt, unless another {@link FakeOutcome} is set. It sends nothing and keeps no rooms; the simulator does.
 *
 * <p>As with a real client, a command of another AppID is refused, futures fail with the {@link JaasException} itself, and
 * the {@linkplain #blocking() blocking view} throws it and responds to an interrupt. Futures are complete when
 * {@code execute} returns, unless the outcome is {@link FakeOutcome#hanging()}. Thread-safe.
 */
public final class FakeConferenceManagement implements ConferenceManagement {

    private static final AppId FAKE_APP = AppId.parse("vpaas-magic-cookie-fake");

    private final AppId appId;
    private final Queue<FakeOutcome> queued = new ArrayDeque<>();
    private final Deque<Rule> rules = new ArrayDeque<>();
    private final List<JaasCommand> commands = new ArrayList<>();
    private final List<Hanging> hanging = new ArrayList<>();

    private record Rule(Class<? extends JaasCommand> type, FakeOutcome outcome) {}

    private record Hanging(JaasCommand command, CompletableFuture<CommandReceipt> future) {}

    /** Makes a fake of the AppID {@code vpaas-magic-cookie-fake}. */
    public FakeConferenceManagement() {
        this(FAKE_APP);
    }

    /**
     * Makes a fake of an AppID.
     *
     * @param appId the AppID
     */
    public FakeConferenceManagement(AppId appId) {
        this.appId = requireNonNull(appId, "appId");
    }

    @Override
    public AppId appId() {
        return appId;
    }

    @Override
    public CompletableFuture<CommandReceipt> execute(JaasCommand command) {
        requireNonNull(command, "command");
        synchronized (this) {
            commands.add(command);
            if (!command.belongsTo(appId)) {
                return CompletableFuture.failedFuture(foreign(command));
            }
            CompletableFuture<CommandReceipt> future = outcome(command).futureFor(command);
            if (!future.isDone()) {
                hanging.add(new Hanging(command, future));
            }
            return future;
        }
    }

    /**
     * The same commands for callers that wait. An interrupt ends the wait on a hanging command with a
     * {@link DeliveryUnknownException}.
     *
     * @return a view of this object, with nothing to close
     */
    @Override
    public BlockingConferenceManagement blocking() {
        return new Blocking();
    }

    /**
     * Every command that was executed, by any method and with any outcome.
     *
     * @return a copy, in the order of execution
     */
    public synchronized List<JaasCommand> commands() {
        return List.copyOf(commands);
    }

    /**
     * Every command of one type that was executed.
     *
     * @param <C> the type
     * @param type for example {@code KickParticipant.class}
     * @return a copy, in the order of execution
     */
    public synchronized <C extends JaasCommand> List<C> commands(Class<C> type) {
        return commands.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /**
     * Sets the outcomes of the next commands, one each, whatever their type.
     *
     * @param outcomes the outcomes, after those that are queued already
     * @return this
     */
    public synchronized FakeConferenceManagement enqueue(FakeOutcome... outcomes) {
        queued.addAll(List.of(outcomes));
        return this;
    }

    /**
     * Sets the outcome of every command of a type from now on, where no outcome is {@linkplain #enqueue queued}. The last
     * one that was set for a type of the command counts.
     *
     * @param type for example {@code DialOutParticipant.class}, or {@code JaasCommand.class} for all
     * @param outcome the outcome
     * @return this
     */
    public synchronized FakeConferenceManagement setOutcome(Class<? extends JaasCommand> type, FakeOutcome outcome) {
        rules.push(new Rule(requireNonNull(type, "type"), requireNonNull(outcome, "outcome")));
        return this;
    }

    /** Accepts all commands that hang. Their futures complete on this thread. */
    public void release() {
        List<Hanging> released;
        synchronized (this) {
            released = List.copyOf(hanging);
            hanging.clear();
        }
        for (Hanging command : released) {
            command.future.complete(
                    FakeOutcome.accepted().futureFor(command.command).join());
        }
    }

    private FakeOutcome outcome(JaasCommand command) {
        FakeOutcome next = queued.poll();
        if (next != null) {
            return next;
        }
        return rules.stream()
                .filter(rule -> rule.type.isInstance(command))
                .findFirst()
                .map(Rule::outcome)
                .orElseGet(FakeOutcome::accepted);
    }

    private CommandRefusedException foreign(JaasCommand command) {
        return new CommandRefusedException(
                command.name() + " was refused: it is for the AppID " + command.appId() + ", but this is a fake of "
                        + appId + ".",
                command,
                CommandRefusedException.Reason.FOREIGN_APP,
                Duration.ZERO);
    }

    private final class Blocking implements BlockingConferenceManagement {

        @Override
        public AppId appId() {
            return appId;
        }

        @Override
        public CommandReceipt execute(JaasCommand command) {
            CompletableFuture<CommandReceipt> future = FakeConferenceManagement.this.execute(command);
            try {
                return future.get();
            } catch (InterruptedException e) {
                future.cancel(true);
                Thread.currentThread().interrupt();
                throw new DeliveryUnknownException(
                        command.name() + " may have been carried out: the wait was interrupted.",
                        command,
                        1,
                        Duration.ZERO,
                        OptionalInt.empty());
            } catch (ExecutionException e) {
                JaasException failure = JaasException.find(e);
                if (failure == null) {
                    throw new IllegalStateException("a fake fails only with a JaasException", e);
                }
                throw failure;
            }
        }
    }
}
