// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static java.util.Objects.requireNonNull;

import dev.jaas.api.CommandReceipt;
import dev.jaas.api.JaasException;
import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One command from {@code execute} to its receipt or failure: its attempts and the pauses between them, and the verdict
 * so far. For each attempt it waits for a permit. An attempt goes from token to sending to its verdict ({@link Attempt}); then,
 * here, it is judged, and perhaps after a pause another attempt begins.
 */
final class CommandExecution extends Link {

    /** Receives how an execution ended, once, on any thread; one of the two is null. Must not block. */
    interface Completion {
        void completed(@Nullable CommandReceipt receipt, @Nullable JaasException failure);
    }

    private enum Phase {
        BETWEEN_ATTEMPTS("before it was sent"),
        WAITING_FOR_PERMIT("before a connection was free"),
        ATTEMPTING(""),
        /** Aborted: the end of the running attempt is the end of the execution. */
        ENDING(""),
        OVER("");

        private final String description;

        Phase(String description) {
            this.description = description;
        }
    }

    private final JaasCommand command;
    private final ClientContext context;
    private final Completion completion;
    private final Consumer<CommandExecution> onEnd;
    private final long id;
    private final long startedAt;

    private final ConcurrencyLimiter.Request permit = new ConcurrencyLimiter.Request() {
        @Override
        void onPermit() {
            startAttempt();
        }
    };

    // Guarded by this.
    private Phase phase = Phase.BETWEEN_ATTEMPTS;
    private @Nullable Attempt attempt;
    private History history = History.EMPTY;
    private Timer.@Nullable Task pause;

    /**
     * The attempts so far, and what is known from them.
     *
     * @param tries how often the command was tried, attempts that got no token included
     * @param attempts how often sending it was begun
     * @param tokenReplaced whether it was sent again because of a 401
     * @param verdict what is known of all of them, or null before the first
     */
    private record History(
            int tries,
            int attempts,
            boolean tokenReplaced,
            @Nullable Verdict verdict) {

        static final History EMPTY = new History(0, 0, false, null);

        History with(Attempt.Result attempt) {
            Verdict merged =
                    verdict != null && !attempt.begun() && attempt.verdict().outcome() != Verdict.Outcome.REFUSED
                            ? verdict // an earlier attempt's says more than why there was not another one
                            : attempt.verdict().mergedWith(verdict);
            return new History(tries + 1, attempts + (attempt.begun() ? 1 : 0), tokenReplaced, merged);
        }

        History withTokenReplaced() {
            return new History(tries, attempts, true, verdict);
        }
    }

    /**
     * Prepares an execution.
     *
     * @param onEnd run once, after the completion
     */
    CommandExecution(
            JaasCommand command,
            long id,
            ClientContext context,
            Completion completion,
            Consumer<CommandExecution> onEnd) {
        this.command = command;
        this.onEnd = onEnd;
        this.id = id;
        this.context = context;
        this.completion = completion;
        this.startedAt = context.timer().nanoTime();
    }

    /** Ends the execution with what is known of it by now. Does nothing if it is over. */
    void abort(AbortReason reason) {
        Attempt running;
        Phase reached;
        synchronized (this) {
            reached = phase;
            running = attempt;
            switch (reached) {
                case BETWEEN_ATTEMPTS, WAITING_FOR_PERMIT -> phase = Phase.OVER;
                case ATTEMPTING -> phase = Phase.ENDING;
                case ENDING, OVER -> {
                    return;
                }
            }
        }
        if (reached == Phase.ATTEMPTING) {
            requireNonNull(running).abort(reason);
        } else {
            context.limiter().cancel(permit); // or startAttempt gives it back
            finishWithoutAttempt(reason.description() + " " + reached.description);
        }
    }

    /** Begins the first attempt, or after a pause the next one. Does nothing if the execution is over. */
    void beginAttempt() {
        if (!advance(Phase.BETWEEN_ATTEMPTS, Phase.WAITING_FOR_PERMIT)) {
            return;
        }
        if (!context.limiter().acquire(permit) && advance(Phase.WAITING_FOR_PERMIT, Phase.OVER)) {
            finishWithoutAttempt("too many commands are waiting for a free connection");
        }
    }

    /** With a permit, which is returned when the attempt ends. */
    private void startAttempt() {
        Attempt next = null;
        synchronized (this) {
            if (phase == Phase.WAITING_FOR_PERMIT) {
                long deadline = startedAt + context.commandTimeout().toNanos();
                next = new Attempt(command, context, id, history.attempts() + 1, deadline, this::onAttemptEnded);
                attempt = next;
                phase = Phase.ATTEMPTING; // last: without memory for an attempt there is none to wait for
            }
        }
        if (next != null) {
            next.start();
        } else { // aborted as the permit came
            context.limiter().release();
        }
    }

    /** Ends the execution while it has no attempt: what is known of earlier ones says more than why there was not another one. */
    private void finishWithoutAttempt(String description) {
        Verdict last;
        synchronized (this) {
            last = history.verdict();
        }
        finish(last == null ? Verdict.notDelivered(description) : last);
    }

    private synchronized boolean advance(Phase from, Phase to) {
        if (phase != from) {
            return false;
        }
        phase = to;
        return true;
    }

    private void onAttemptEnded(Attempt.Result ended) {
        Verdict verdict = ended.verdict();
        boolean newToken = verdict.status() == 401 && context.tokens().invalidate(requireNonNull(ended.token()));
        Optional<Duration> wait;
        Verdict merged;
        synchronized (this) {
            history = history.with(ended);
            merged = requireNonNull(history.verdict());
            wait = phase == Phase.ENDING ? Optional.empty() : nextAttempt(ended, newToken);
            if (wait.isPresent()) {
                phase = Phase.BETWEEN_ATTEMPTS;
                context.observers().retryScheduled(id, command, history.tries(), verdict.detail(), wait.get());
                pause = context.timer().schedule(wait.get(), this::beginAttempt);
            } else {
                phase = Phase.OVER;
            }
        }
        if (wait.isEmpty()) {
            finish(merged);
        }
    }

    /** How long to wait before the next attempt, or empty for none. */
    private Optional<Duration> nextAttempt(Attempt.Result ended, boolean newToken) {
        boolean mayTryAgain =
                command.repeatable() && history.tries() < context.retries().maxAttempts();
        if (newToken && !history.tokenReplaced() && mayTryAgain) {
            history = history.withTokenReplaced();
            return Optional.of(Duration.ZERO);
        }
        return context.retries().next(ended.verdict(), command, history.tries(), timeLeft());
    }

    private void finish(Verdict verdict) {
        int attempts;
        synchronized (this) {
            attempts = history.attempts();
            if (pause != null) {
                pause.cancel();
            }
        }
        Duration elapsed = elapsed();
        if (verdict.outcome() == Verdict.Outcome.ACCEPTED) {
            CommandReceipt receipt = new CommandReceipt(command, verdict.status(), attempts, elapsed);
            context.observers().accepted(id, receipt);
            completion.completed(receipt, null);
        } else {
            JaasException failure = verdict.exception(command, attempts, elapsed);
            context.observers().failed(id, failure);
            completion.completed(null, failure);
        }
        onEnd.accept(this);
    }

    /** The time until the deadline; negative after it. */
    Duration timeLeft() {
        return context.commandTimeout().minus(elapsed());
    }

    private Duration elapsed() {
        return Duration.ofNanos(context.timer().nanoTime() - startedAt);
    }
}
