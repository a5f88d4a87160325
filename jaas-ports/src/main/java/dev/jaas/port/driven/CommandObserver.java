package dev.jaas.port.driven;

import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KeyId;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.JaasException;
import java.time.Duration;
import java.time.Instant;

/**
 * Is told what happens to commands and tokens, for logs, metrics and traces. Every method does nothing by default.
 *
 * <p>The methods are called one at a time and in order for one command, for several commands at once, and never on a
 * thread that completes exchanges. What one throws is logged and otherwise ignored.
 */
public interface CommandObserver {

    /**
     * A command is about to be sent.
     *
     * @param command the command
     * @param attempt which time, from 1
     */
    default void attemptStarted(JaasCommand command, int attempt) {}

    /**
     * A command will be sent again.
     *
     * @param command the command
     * @param failedAttempt the attempt that failed, from 1
     * @param reason why it failed, in a few words and without secrets
     * @param delay how long the client waits before the next attempt
     */
    default void retryScheduled(JaasCommand command, int failedAttempt, String reason, Duration delay) {}

    /**
     * JaaS accepted a command.
     *
     * @param receipt what its caller gets
     */
    default void accepted(CommandReceipt receipt) {}

    /**
     * A command failed.
     *
     * @param failure what its caller gets
     */
    default void failed(JaasException failure) {}

    /**
     * A new admin token is in use.
     *
     * @param keyId the key that signed it
     * @param expiresAt when it expires
     */
    default void tokenRenewed(KeyId keyId, Instant expiresAt) {}

    /**
     * The signer failed. Commands go on with the old token while it lives.
     *
     * @param keyId the key that should have signed
     * @param reason the type of the failure, without its message
     */
    default void tokenRenewalFailed(KeyId keyId, String reason) {}
}
