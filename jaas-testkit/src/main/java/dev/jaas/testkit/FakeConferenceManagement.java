// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

import static java.util.Objects.requireNonNull;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.CommandObserver;
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
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The driving port in memory, for unit tests of applications: it records the commands and accepts each
 * with a receipt, unless another {@link FakeOutcome} is set. It sends nothing and keeps no rooms; the simulator does.
 *
 * <p>As with a real client, a command of another AppID is refused, futures fail with the {@link JaasException} itself, the
 * {@linkplain #blocking() blocking view} throws it and responds to an interrupt, and observers are told of everything, at
 * once and on the thread that causes it. There are no retries: a command has one attempt, or none if it is refused.
 *
 * <p>Futures are complete when {@code execute} returns, unless the outcome is {@link FakeOutcome#hanging()} or
 * {@linkplain FakeOutcome#delay delayed}. The fake's time stands still but for {@link #advance}. Thread-safe.
 */
public final class FakeConferenceManagement implements ConferenceManagement {

    private static final AppId FAKE_APP = AppId.parse("vpaas-magic-cookie-fake");

    private final AppId appId;
    private final AtomicLong ids = new AtomicLong();
    private final List<CommandObserver> observers = new CopyOnWriteArrayList<>();

    // Guarded by this.
    private final Queue<FakeOutcome> queued = new ArrayDeque<>();
    private final Deque<Rule> rules = new ArrayDeque<>();
    private final List<JaasCommand> commands = new ArrayList<>();
    private final List<FakeExecution> pending = new ArrayList<>();
    private Duration now = Duration.ZERO;

    private record Rule(Predicate<JaasCommand> commands, FakeOutcome outcome) {}

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
        this.appId = requireNonNull(appId, "the AppID is null");
    }

    @Override
    public AppId appId() {
        return appId;
    }

    @Override
    public CompletableFuture<CommandReceipt> execute(JaasCommand command) {
        return start(command).future;
    }

    /**
     * The same commands for callers that wait. A delayed outcome advances the fake's time instead of making the caller wait;
     * a hanging command makes it wait until another thread {@linkplain #release() releases} it, and an interrupt ends that with
     * a {@link DeliveryUnknownException}.
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
     * The commands that have not ended: they hang, or their delayed outcome is not due.
     *
     * @return a copy, in the order of execution
     */
    public synchronized List<JaasCommand> commandsInFlight() {
        return pending.stream()
                .filter(execution -> !execution.future.isDone())
                .map(execution -> execution.command)
                .toList();
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
        rules.push(new Rule(
                requireNonNull(type, "the type is null")::isInstance, requireNonNull(outcome, "the outcome is null")));
        return this;
    }

    /**
     * Sets the outcome of one command from now on, where no outcome is {@linkplain #enqueue queued}. The last one that was
     * set for the command or its type counts.
     *
     * @param command the command
     * @param outcome the outcome
     * @return this
     */
    public synchronized FakeConferenceManagement setOutcome(JaasCommand command, FakeOutcome outcome) {
        rules.push(new Rule(
                requireNonNull(command, "the command is null")::equals,
                requireNonNull(outcome, "the outcome is null")));
        return this;
    }

    /**
     * Adds an observer, which is told of later executions. What it throws is thrown to the caller.
     *
     * @param observer the observer
     * @return this
     */
    public FakeConferenceManagement addObserver(CommandObserver observer) {
        observers.add(requireNonNull(observer, "the observer is null"));
        return this;
    }

    /** Ends all commands that hang, by accepting them. Their futures complete on this thread. */
    public void release() {
        end(execution -> execution.dueAt == null);
    }

    /**
     * Advances the fake's time, and gives each command the delayed outcome that is due. Their futures complete on
     * this thread, in the order in which they are due.
     *
     * @param duration how far
     * @throws IllegalArgumentException if it is negative
     */
    public void advance(Duration duration) {
        FakeOutcome.requireNotNegative(duration);
        synchronized (this) {
            now = now.plus(duration);
        }
        end(execution -> execution.dueAt != null && execution.dueAt.compareTo(now) <= 0);
    }

    private FakeExecution start(JaasCommand command) {
        requireNonNull(command, "the command is null");
        long id = ids.incrementAndGet();
        observers.forEach(observer -> observer.started(id, command));
        FakeExecution execution;
        synchronized (this) {
            commands.add(command);
            FakeOutcome outcome = command.belongsTo(appId)
                    ? outcome(command)
                    : FakeOutcome.refused(CommandRefusedException.Reason.FOREIGN_APP);
            execution = new FakeExecution(id, command, outcome.failure(command, appId), now, outcome);
            pending.add(execution);
        }
        execution.begin(observers);
        execution.future.whenComplete((receipt, failure) -> {
            if (execution.future.isCancelled() && remove(execution)) {
                execution.abort("the command was cancelled", observers);
            }
        });
        if (execution.dueAt != null && execution.dueAt.equals(execution.startedAt)) {
            end(execution::equals);
        }
        return execution;
    }

    private void end(Predicate<FakeExecution> which) {
        List<FakeExecution> ended;
        Duration time;
        synchronized (this) {
            time = now;
            ended = pending.stream()
                    .filter(which)
                    .sorted(Comparator.comparing(execution -> execution.dueAt == null ? time : execution.dueAt))
                    .toList();
            pending.removeAll(ended);
        }
        ended.forEach(execution -> execution.end(time, observers));
    }

    private synchronized boolean remove(FakeExecution execution) {
        return pending.remove(execution);
    }

    private FakeOutcome outcome(JaasCommand command) {
        FakeOutcome next = queued.poll();
        if (next != null) {
            return next;
        }
        return rules.stream()
                .filter(rule -> rule.commands.test(command))
                .findFirst()
                .map(Rule::outcome)
                .orElseGet(FakeOutcome::accepted);
    }

    private final class Blocking implements BlockingConferenceManagement {

        @Override
        public AppId appId() {
            return appId;
        }

        @Override
        public CommandReceipt execute(JaasCommand command) {
            FakeExecution execution = start(command);
            if (!execution.future.isDone() && execution.dueAt != null) {
                advance(execution.dueAt.minus(execution.startedAt));
            }
            try {
                return execution.future.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                boolean open = remove(execution);
                throw execution.abort("the calling thread was interrupted", open ? observers : List.of());
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
