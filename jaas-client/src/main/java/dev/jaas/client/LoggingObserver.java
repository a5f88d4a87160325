package dev.jaas.client;

import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KeyId;
import dev.jaas.port.driven.CommandObserver;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.JaasException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/** Logs by {@link System.Logger}: names of commands and outcomes, no ids, no phone numbers. */
final class LoggingObserver implements CommandObserver {

    private static final System.Logger LOGGER = System.getLogger(LoggingObserver.class.getPackageName());

    @Override
    public void attemptStarted(JaasCommand command, int attempt) {
        LOGGER.log(Level.DEBUG, "{0}: attempt {1}", command.name(), attempt);
    }

    @Override
    public void retryScheduled(JaasCommand command, int failedAttempt, String reason, Duration delay) {
        LOGGER.log(
                Level.INFO,
                "{0}: attempt {1} failed ({2}), the next one follows in {3} ms",
                command.name(),
                failedAttempt,
                reason,
                delay.toMillis());
    }

    @Override
    public void accepted(CommandReceipt receipt) {
        LOGGER.log(
                Level.DEBUG,
                "{0}: accepted with {1} after {2} ms",
                receipt.command().name(),
                receipt.status(),
                receipt.elapsed().toMillis());
    }

    @Override
    public void failed(JaasException failure) {
        LOGGER.log(
                failure.mayHaveTakenEffect() ? Level.WARNING : Level.DEBUG,
                "{0}: {1}",
                failure.command().name(),
                failure.getClass().getSimpleName());
    }

    @Override
    public void tokenRenewed(KeyId keyId, Instant expiresAt) {
        LOGGER.log(Level.DEBUG, "new admin token for {0}, good until {1}", keyId, expiresAt);
    }

    @Override
    public void tokenRenewalFailed(KeyId keyId, String reason) {
        LOGGER.log(Level.WARNING, "no new admin token for {0}: {1}", keyId, reason);
    }
}
