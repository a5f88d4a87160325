package dev.jaas.verification.faults;

import dev.jaas.domain.JaasCommand;
import dev.jaas.port.driven.CommandObserver;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.JaasException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sees what becomes of one command, also when its caller does not wait for that. */
final class Watch implements CommandObserver {

    private static final long PATIENCE_SECONDS = 10;

    private final JaasCommand command;
    private final CompletableFuture<CommandReceipt> end = new CompletableFuture<>();
    private final CompletableFuture<Void> pauseOrEnd = new CompletableFuture<>();

    Watch(JaasCommand command) {
        this.command = command;
    }

    @Override
    public void retryScheduled(JaasCommand failed, int attempt, String reason, Duration delay) {
        if (failed.equals(command)) {
            pauseOrEnd.complete(null);
        }
    }

    @Override
    public void accepted(CommandReceipt receipt) {
        if (receipt.command().equals(command)) {
            end.complete(receipt);
            pauseOrEnd.complete(null);
        }
    }

    @Override
    public void failed(JaasException failure) {
        if (failure.command().equals(command)) {
            end.completeExceptionally(failure);
            pauseOrEnd.complete(null);
        }
    }

    /** Waits until the command pauses between two attempts, or is over. */
    void awaitPause() throws Exception {
        pauseOrEnd.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for what the observers are told at the end. */
    CommandReceipt awaitEnd() throws Exception {
        return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
