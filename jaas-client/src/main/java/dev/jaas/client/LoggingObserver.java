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
import java.util.OptionalInt;

/** Logs by {@link System.Logger}: names of commands and outcomes, no ids, no phone numbers. */
final class LoggingObserver implements CommandObserver {

    static final System.Logger LOGGER = System.getLogger(LoggingObserver.class.getPackageName());

    /** The level of every event but retries and failures. */
    static final Level DETAIL = Level.DEBUG;

    /** The level of retries. */
    static final Level RETRY = Level.INFO;

    /** The level of a failure. */
    static Level level(JaasException failure) {
        return failure.mayHaveTakenEffect() ? Level.WARNING : DETAIL;
    }

    @Override
    public void attemptStarted(long executionId, JaasCommand command, int attempt) {
        LOGGER.log(DETAIL, "{0} #{1}: attempt {2}", command.name(), number(executionId), number(attempt));
    }

    @Override
    public void attemptEnded(
            long executionId,
            JaasCommand command,
            int attempt,
            AttemptOutcome outcome,
            OptionalInt status,
            Duration duration) {
        LOGGER.log(
                DETAIL,
                "{0} #{1}: attempt {2} ended, {3} after {4} ms",
                command.name(),
                number(executionId),
                number(attempt),
                status.isPresent() ? outcome + " with status " + status.getAsInt() : outcome,
                number(duration.toMillis()));
    }

    @Override
    public void retryScheduled(
            long executionId, JaasCommand command, int failedAttempt, String reason, Duration delay) {
        LOGGER.log(
                RETRY,
                "{0} #{1}: attempt {2} failed ({3}), the next one follows in {4} ms",
                command.name(),
                number(executionId),
                number(failedAttempt),
                reason,
                number(delay.toMillis()));
    }

    @Override
    public void accepted(long executionId, CommandReceipt receipt) {
        LOGGER.log(
                DETAIL,
                "{0} #{1}: accepted with status {2} after {3} ms",
                receipt.command().name(),
                number(executionId),
                number(receipt.status()),
                number(receipt.elapsed().toMillis()));
    }

    @Override
    public void failed(long executionId, JaasException failure) {
        LOGGER.log(
                level(failure),
                "{0} #{1}: {2}",
                failure.command().name(),
                number(executionId),
                failure.getClass().getSimpleName());
    }

    @Override
    public void tokenRenewed(KeyId keyId, Instant expiresAt) {
        LOGGER.log(DETAIL, "new admin token for {0}, valid until {1}", keyId, expiresAt);
    }

    @Override
    public void tokenRenewalFailed(KeyId keyId, String reason) {
        LOGGER.log(Level.WARNING, "no new admin token for {0}: {1}", keyId, reason);
    }

    /** Without the grouping and the digits of the default locale, which the log's format would use. */
    private static String number(long number) {
        return Long.toString(number);
    }
}
