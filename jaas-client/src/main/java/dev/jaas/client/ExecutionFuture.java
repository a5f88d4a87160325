// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import dev.jaas.api.CommandReceipt;
import dev.jaas.api.JaasException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The future that a caller gets: completed on an executor of the caller's choice. Whatever else completes it (cancelling it, a
 * timeout set on it) aborts the execution.
 */
final class ExecutionFuture extends CompletableFuture<CommandReceipt> implements CommandExecution.Completion {

    private final Executor executor;
    private @Nullable CommandExecution execution;

    ExecutionFuture(Executor executor) {
        this.executor = executor;
    }

    void start(CommandExecution begun) {
        execution = begun;
        begun.beginAttempt();
    }

    /** An executor that takes no more work must not keep a caller waiting for ever. */
    @Override
    public void completed(@Nullable CommandReceipt receipt, @Nullable JaasException failure) {
        Runnable completion = () -> {
            if (failure != null) {
                super.completeExceptionally(failure);
            } else {
                super.complete(receipt);
            }
        };
        try {
            executor.execute(completion);
        } catch (Throwable e) {
            ClientExecutors.runOnFallbackThread(completion);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return abortIf(super.cancel(mayInterruptIfRunning));
    }

    @Override
    public boolean complete(CommandReceipt value) {
        return abortIf(super.complete(value));
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return abortIf(super.completeExceptionally(failure));
    }

    /** Of futures derived from it, cancelling does not reach the execution. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    private boolean abortIf(boolean completedByCaller) {
        CommandExecution running = execution;
        if (completedByCaller && running != null) {
            running.abort(AbortReason.CANCELLED);
        }
        return completedByCaller;
    }
}
