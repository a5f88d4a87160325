// SPDX-License-Identifier: Apache-2.0
package dev.jaas.api;

import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KeyId;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * Observes executions, attempts and tokens, for logs, metrics and traces. Every method does nothing by default.
 *
 * <p>Each execution of a command has an id, unique within its client, that all its events carry: two equal commands in
 * flight can be distinguished by it. Its events are {@link #started}, then for each attempt {@link #attemptStarted},
 * {@link #attemptEnded} and, before another attempt, {@link #retryScheduled}, and at the end exactly one of
 * {@link #accepted} and {@link #failed}.
 *
 * <p>{@link #started} runs on the thread that called {@code execute}, to capture the MDC or a trace context, and should
 * return quickly. All other methods are called one at a time, in order for one execution, on a thread of the client's and
 * never on one that completes exchanges. An observer that is too slow loses events. What a method throws is logged and
 * otherwise ignored.
 */
public interface CommandObserver {

    /**
     * An execution begins. Runs on the caller's thread, before {@code execute} returns.
     *
     * @param executionId the execution
     * @param command its command
     */
    default void started(long executionId, JaasCommand command) {}

    /**
     * An attempt begins: the client is about to ask for a connection.
     *
     * @param executionId the execution
     * @param command its command
     * @param attempt which attempt, from 1
     */
    default void attemptStarted(long executionId, JaasCommand command, int attempt) {}

    /**
     * An attempt has ended: for each {@link #attemptStarted} exactly once.
     *
     * @param executionId the execution
     * @param command its command
     * @param attempt which attempt, from 1
     * @param outcome what is known about it
     * @param status the HTTP status of the response, or empty if there was none
     * @param duration from the attempt's start to its end
     */
    default void attemptEnded(
            long executionId,
            JaasCommand command,
            int attempt,
            AttemptOutcome outcome,
            OptionalInt status,
            Duration duration) {}

    /**
     * The command will be sent again.
     *
     * @param executionId the execution
     * @param command its command
     * @param failedAttempt the number of attempts so far, those that failed before sending (no token) included
     * @param reason why the last one failed, in a few words and without secrets
     * @param delay how long the client waits before the next attempt
     */
    default void retryScheduled(
            long executionId, JaasCommand command, int failedAttempt, String reason, Duration delay) {}

    /**
     * An execution ended: JaaS accepted the command.
     *
     * @param executionId the execution
     * @param receipt what the caller receives
     */
    default void accepted(long executionId, CommandReceipt receipt) {}

    /**
     * An execution ended: the command failed.
     *
     * @param executionId the execution
     * @param failure what the caller receives
     */
    default void failed(long executionId, JaasException failure) {}

    /**
     * A new admin token is in use.
     *
     * @param keyId the key that signed it
     * @param expiresAt when it expires
     */
    default void tokenRenewed(KeyId keyId, Instant expiresAt) {}

    /**
     * The signer failed. Commands continue to use the old token while it is valid.
     *
     * @param keyId the key that should have signed
     * @param reason the type of the failure, without its message
     */
    default void tokenRenewalFailed(KeyId keyId, String reason) {}
}
