// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.api.AttemptOutcome;
import dev.jaas.api.CommandObserver;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.JaasException;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KeyId;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Prints the attempts, pauses and tokens of one command, and the log, for {@code --verbose}. */
final class VerboseObserver implements CommandObserver, AutoCloseable {

    private final PrintStream err;
    private final VerboseLog log;
    private int running; // guarded by this

    private VerboseObserver(PrintStream err) {
        this.err = err;
        log = VerboseLog.open(err);
    }

    static VerboseObserver open(PrintStream err) {
        return new VerboseObserver(err);
    }

    @Override
    public synchronized void started(long executionId, JaasCommand command) {
        running++;
    }

    @Override
    public void tokenRenewed(KeyId keyId, Instant expiresAt) {
        err.println("Signed an admin token for " + keyId + ", valid until " + expiresAt);
    }

    @Override
    public void tokenRenewalFailed(KeyId keyId, String reason) {
        err.println("Could not sign an admin token for " + keyId + ": " + reason);
    }

    @Override
    public void attemptStarted(long executionId, JaasCommand command, int attempt) {
        err.println(command.name() + ": attempt " + attempt + " started");
    }

    @Override
    public void attemptEnded(
            long executionId,
            JaasCommand command,
            int attempt,
            AttemptOutcome outcome,
            OptionalInt status,
            Duration duration) {
        String result = outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String http = status.isPresent() ? " (HTTP " + status.getAsInt() + ")" : "";
        err.println(command.name() + ": attempt " + attempt + " " + result + http + " after " + duration.toMillis()
                + " ms");
    }

    @Override
    public void retryScheduled(
            long executionId, JaasCommand command, int failedAttempt, String reason, Duration delay) {
        err.println(command.name() + ": attempt " + failedAttempt + " failed (" + reason + "), the next one follows in "
                + delay.toMillis() + " ms");
    }

    @Override
    public void accepted(long executionId, CommandReceipt receipt) {
        ended();
    }

    @Override
    public void failed(long executionId, JaasException failure) {
        ended();
    }

    private synchronized void ended() {
        running--;
        notifyAll();
    }

    /** Waits until everything is printed, since the client calls observers on another thread. */
    @Override
    public void close() {
        try {
            if (!awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(1))) {
                err.println("(the rest is missing)");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            log.close();
        }
    }

    private synchronized boolean awaitEnd(long deadline) throws InterruptedException {
        while (running > 0 && deadline - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
        }
        return running == 0;
    }
}
