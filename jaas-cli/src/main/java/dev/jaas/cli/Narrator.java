package dev.jaas.cli;

import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KeyId;
import dev.jaas.port.driven.CommandObserver;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.JaasException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells what {@code --verbose} wants to know beside the outcome, line by line. */
final class Narrator implements CommandObserver {

    private final PrintStream err;
    private final CountDownLatch over = new CountDownLatch(1);

    Narrator(PrintStream err) {
        this.err = err;
    }

    @Override
    public void tokenRenewed(KeyId keyId, Instant expiresAt) {
        err.printf("Signed an admin token for %s, good until %s%n", keyId, expiresAt);
    }

    @Override
    public void tokenRenewalFailed(KeyId keyId, String reason) {
        err.printf("Signed no admin token for %s: %s%n", keyId, reason);
    }

    @Override
    public void attemptStarted(JaasCommand command, int attempt) {
        err.printf("%s: attempt %d%n", command.name(), attempt);
    }

    @Override
    public void retryScheduled(JaasCommand command, int failedAttempt, String reason, Duration delay) {
        err.printf(
                "%s: attempt %d failed (%s), the next one follows in %d ms%n",
                command.name(), failedAttempt, reason, delay.toMillis());
    }

    @Override
    public void accepted(CommandReceipt receipt) {
        over.countDown();
    }

    @Override
    public void failed(JaasException failure) {
        over.countDown();
    }

    /** Observers are told on a thread of their own: what they have to say comes before the outcome all the same. */
    void finish() {
        try {
            if (!over.await(1, TimeUnit.SECONDS)) {
                err.println("(the rest is missing)");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
