// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import dev.jaas.api.CommandObserver;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.JaasException;
import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Observes one command, so that its result is known even if the caller has cancelled the future. */
final class CommandProbe implements CommandObserver {

    private static final long TIMEOUT_SECONDS = 10;

    private final JaasCommand command;
    private final CompletableFuture<CommandReceipt> result = new CompletableFuture<>();
    private final CompletableFuture<Void> retryOrEnd = new CompletableFuture<>();

    CommandProbe(JaasCommand command) {
        this.command = command;
    }

    @Override
    public void retryScheduled(long executionId, JaasCommand failed, int failedAttempt, String reason, Duration delay) {
        if (failed.equals(command)) {
            retryOrEnd.complete(null);
        }
    }

    @Override
    public void accepted(long executionId, CommandReceipt receipt) {
        if (receipt.command().equals(command)) {
            result.complete(receipt);
            retryOrEnd.complete(null);
        }
    }

    @Override
    public void failed(long executionId, JaasException failure) {
        if (failure.command().equals(command)) {
            result.completeExceptionally(failure);
            retryOrEnd.complete(null);
        }
    }

    /** Waits until the command pauses before a retry, or has ended. */
    void awaitRetryPause() throws Exception {
        retryOrEnd.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for the result that observers get. */
    CommandReceipt awaitResult() throws Exception {
        return result.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
