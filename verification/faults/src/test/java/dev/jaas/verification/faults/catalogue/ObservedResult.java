// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import dev.jaas.api.CommandReceipt;
import dev.jaas.api.JaasException;
import dev.jaas.verification.faults.Verdict;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The result of a command as its caller saw it.
 *
 * @param verdict its kind
 * @param attempts how often the client says that it sent the command
 * @param failure the exception, or null if the command was accepted
 * @param start when the command was executed, by {@link System#nanoTime()}
 * @param end when it ended
 */
record ObservedResult(
        Verdict verdict, int attempts, @Nullable Throwable failure, long start, long end) {

    /** Executes a command and waits for its result. */
    static ObservedResult observe(Callable<CommandReceipt> execution) {
        long start = System.nanoTime();
        CommandReceipt receipt = null;
        Throwable failure = null;
        try {
            receipt = execution.call();
        } catch (Exception e) {
            failure = e;
        }
        long end = System.nanoTime();
        return new ObservedResult(Verdict.of(receipt, failure), attempts(receipt, failure), failure, start, end);
    }

    private static int attempts(@Nullable CommandReceipt receipt, @Nullable Throwable failure) {
        JaasException found = JaasException.find(failure);
        return receipt != null ? receipt.attempts() : found == null ? 0 : found.attempts();
    }
}
