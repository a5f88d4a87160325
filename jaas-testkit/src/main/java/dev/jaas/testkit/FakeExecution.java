// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

import dev.jaas.api.AttemptOutcome;
import dev.jaas.api.CommandObserver;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.JaasCommand;
import dev.jaas.spi.CommandFailures;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One command of a fake, from its start to its end, and what observers are told of it. */
final class FakeExecution {

    private static final int OK = 200;

    private final long id;
    private final @Nullable JaasException failure;

    final JaasCommand command;
    final CompletableFuture<CommandReceipt> future = new CompletableFuture<>();
    final Duration startedAt;

    /** When the outcome is due in the fake's time; null if the command hangs. */
    final @Nullable Duration dueAt;

    FakeExecution(
            long id, JaasCommand command, @Nullable JaasException failure, Duration startedAt, FakeOutcome outcome) {
        this.id = id;
        this.command = command;
        this.failure = failure;
        this.startedAt = startedAt;
        this.dueAt = outcome.hangs ? null : startedAt.plus(outcome.delay);
    }

    void begin(List<CommandObserver> observers) {
        if (hasAttempt()) {
            observers.forEach(observer -> observer.attemptStarted(id, command, 1));
        }
    }

    void end(Duration now, List<CommandObserver> observers) {
        Duration elapsed = (dueAt == null ? now : dueAt).minus(startedAt);
        if (failure != null) {
            fail(failure, elapsed, observers);
            future.completeExceptionally(failure);
            return;
        }
        CommandReceipt receipt = new CommandReceipt(command, OK, 1, elapsed);
        observers.forEach(observer -> {
            observer.attemptEnded(id, command, 1, AttemptOutcome.ACCEPTED, OptionalInt.of(OK), elapsed);
            observer.accepted(id, receipt);
        });
        future.complete(receipt);
    }

    /** Ends the execution before its outcome is known. */
    JaasException abort(String detail, List<CommandObserver> observers) {
        JaasException unknown = CommandFailures.unknown(command, 1, Duration.ZERO, OptionalInt.empty(), detail, "");
        fail(unknown, Duration.ZERO, observers);
        future.completeExceptionally(unknown);
        return unknown;
    }

    private void fail(JaasException exception, Duration elapsed, List<CommandObserver> observers) {
        observers.forEach(observer -> {
            if (hasAttempt()) {
                observer.attemptEnded(id, command, 1, outcome(exception), exception.status(), elapsed);
            }
            observer.failed(id, exception);
        });
    }

    private boolean hasAttempt() {
        return failure == null || failure.attempts() > 0;
    }

    private static AttemptOutcome outcome(JaasException exception) {
        if (exception instanceof CommandRejectedException) {
            return AttemptOutcome.REJECTED;
        }
        return exception.mayHaveTakenEffect() ? AttemptOutcome.UNKNOWN : AttemptOutcome.NOT_DELIVERED;
    }
}
