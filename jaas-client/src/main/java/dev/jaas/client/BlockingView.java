// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static java.util.Objects.requireNonNull;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.JaasException;
import dev.jaas.domain.AppId;
import dev.jaas.domain.JaasCommand;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Waits for executions themselves, not for the callback executor: a callback that blocks cannot block itself. */
final class BlockingView implements BlockingConferenceManagement {

    private final Executions executions;

    BlockingView(Executions executions) {
        this.executions = executions;
    }

    @Override
    public AppId appId() {
        return executions.appId();
    }

    @Override
    public CommandReceipt execute(JaasCommand command) {
        if (!executions.mayBlockCurrentThread()) {
            throw executions.refusedToBlock(command);
        }
        CompletableFuture<CommandReceipt> result = new CompletableFuture<>();
        CommandExecution execution = executions.begin(command, (receipt, failure) -> {
            if (failure == null) {
                result.complete(receipt);
            } else {
                result.completeExceptionally(failure);
            }
        });
        execution.beginAttempt();
        try {
            return result.get();
        } catch (InterruptedException e) {
            execution.abort(AbortReason.INTERRUPTED);
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw withCallerTrace(e);
        }
        try {
            return result.join(); // it is ending, and join ignores the interrupt
        } catch (CompletionException e) {
            throw withCallerTrace(e);
        }
    }

    /** The failure was created on another thread: a suppressed exception shows where the caller waited. */
    private static JaasException withCallerTrace(Exception wrapper) {
        JaasException failure = requireNonNull(JaasException.find(wrapper), "an execution ends with a verdict");
        failure.addSuppressed(new CallerTrace());
        return failure;
    }

    /** Shows in a stack trace from where a command was executed. */
    private static final class CallerTrace extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CallerTrace() {
            super("the command was executed from here", null);
        }
    }
}
