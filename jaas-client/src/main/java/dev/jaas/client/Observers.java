// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import dev.jaas.api.AttemptOutcome;
import dev.jaas.api.CommandObserver;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.JaasException;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KeyId;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Notifies the observers, one event after the other, on a thread that nothing else waits for; of {@code started} alone on the
 * caller's. Where only the log would be notified, and does not want the event, nothing is done.
 */
final class Observers {

    private static final System.Logger LOGGER = System.getLogger(Observers.class.getPackageName());

    private static final String MAX_WAITING = String.format(Locale.ROOT, "%,d", ClientExecutors.MAX_WAITING_EVENTS);

    private final List<CommandObserver> observers;
    private final List<CommandObserver> withLog;
    private final ExecutorService executor;
    private final AtomicBoolean overflowLogged = new AtomicBoolean();

    /** Notifies these observers and, besides, the log. */
    Observers(List<CommandObserver> observers, ExecutorService executor) {
        this.observers = List.copyOf(observers);
        List<CommandObserver> all = new ArrayList<>(List.of(new LoggingObserver()));
        all.addAll(observers);
        this.withLog = List.copyOf(all);
        this.executor = executor;
    }

    void started(long executionId, JaasCommand command) {
        for (CommandObserver observer : observers) {
            notify(observer, it -> it.started(executionId, command));
        }
    }

    void attemptStarted(long executionId, JaasCommand command, int attempt) {
        if (isObserved(LoggingObserver.DETAIL)) {
            notifyLater(observer -> observer.attemptStarted(executionId, command, attempt));
        }
    }

    void attemptEnded(long executionId, JaasCommand command, int attempt, Verdict verdict, Duration duration) {
        if (isObserved(LoggingObserver.DETAIL)) {
            AttemptOutcome outcome = verdict.attemptOutcome();
            OptionalInt status = verdict.optionalStatus();
            notifyLater(observer -> observer.attemptEnded(executionId, command, attempt, outcome, status, duration));
        }
    }

    void retryScheduled(long executionId, JaasCommand command, int failedAttempt, String reason, Duration delay) {
        if (isObserved(LoggingObserver.RETRY)) {
            notifyLater(observer -> observer.retryScheduled(executionId, command, failedAttempt, reason, delay));
        }
    }

    void accepted(long executionId, CommandReceipt receipt) {
        if (isObserved(LoggingObserver.DETAIL)) {
            notifyLater(observer -> observer.accepted(executionId, receipt));
        }
    }

    void failed(long executionId, JaasException failure) {
        if (isObserved(LoggingObserver.level(failure))) {
            notifyLater(observer -> observer.failed(executionId, failure));
        }
    }

    void tokenRenewed(KeyId keyId, Instant expiresAt) {
        if (isObserved(LoggingObserver.DETAIL)) {
            notifyLater(observer -> observer.tokenRenewed(keyId, expiresAt));
        }
    }

    void tokenRenewalFailed(KeyId keyId, String reason) {
        notifyLater(observer -> observer.tokenRenewalFailed(keyId, reason));
    }

    private boolean isObserved(Level level) {
        return !observers.isEmpty() || LoggingObserver.LOGGER.isLoggable(level);
    }

    void notifyLater(Consumer<CommandObserver> event) {
        try {
            executor.execute(() -> withLog.forEach(observer -> notify(observer, event)));
        } catch (RejectedExecutionException e) {
            if (overflowLogged.compareAndSet(false, true)) {
                LOGGER.log(
                        Level.WARNING,
                        "The observers are too slow: {0} events are waiting, and further ones are dropped.",
                        MAX_WAITING);
            }
        } catch (OutOfMemoryError e) { // no thread can be created: a command must end even if nobody can be notified
        }
    }

    private static void notify(CommandObserver observer, Consumer<CommandObserver> event) {
        try {
            event.accept(observer);
        } catch (Throwable e) {
            LOGGER.log(
                    Level.WARNING,
                    "The observer {0} failed ({1}); the failure is ignored.",
                    observer.getClass().getName(),
                    e.getClass().getName());
        }
    }
}
