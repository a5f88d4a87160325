// SPDX-License-Identifier: Apache-2.0
package dev.jaas.api;

import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a command was not, as far as is known, accepted by JaaS. The four subclasses differ in what to do next:
 *
 * <ul>
 *   <li>{@link CommandRefusedException}: refused by the client before anything was sent, and would be again; change the command.
 *   <li>{@link CommandNotDeliveredException}: it never reached JaaS; send it again, a dial-out too.
 *   <li>{@link CommandRejectedException}: JaaS rejected it, and it had no effect; correct what the status names.
 *   <li>{@link DeliveryUnknownException}: it may have taken effect; check the room or the webhooks before sending a dial-out again.
 * </ul>
 *
 * <p>It contains no token and no key. It cannot be deserialised by Java serialisation: the command is not written.
 */
public abstract sealed class JaasException extends RuntimeException
        permits CommandRefusedException,
                CommandNotDeliveredException,
                CommandRejectedException,
                DeliveryUnknownException {

    private static final long serialVersionUID = 1L;

    private static final int NO_STATUS = -1;

    /** A chain of causes can be cyclic. */
    private static final int MAX_CHAIN_LENGTH = 100;

    private final transient JaasCommand command;
    private final int attempts;
    private final int status;
    private final Duration elapsed;

    JaasException(String message, JaasCommand command, int attempts, OptionalInt status, Duration elapsed) {
        super(message);
        this.command = command;
        this.attempts = attempts;
        this.status = status.orElse(NO_STATUS);
        this.elapsed = elapsed;
    }

    /**
     * The command that failed.
     *
     * @return the command
     */
    public final JaasCommand command() {
        return command;
    }

    /**
     * The number of attempts to send the command.
     *
     * @return 0 if there was none
     */
    public final int attempts() {
        return attempts;
    }

    /**
     * The HTTP status of the last response.
     *
     * @return the status, or empty if there was no response
     */
    public final OptionalInt status() {
        return status == NO_STATUS ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /**
     * How long the execution took.
     *
     * @return from {@code execute} to the failure, all attempts and pauses included
     */
    public final Duration elapsed() {
        return elapsed;
    }

    /**
     * Whether the command may have taken effect.
     *
     * @return false if it certainly has not
     */
    public abstract boolean mayHaveTakenEffect();

    /**
     * Whether executing the command again is harmless: either it has certainly had no effect, or executing it twice has the
     * same effect as once ({@link JaasCommand#repeatable()}). It does not say whether executing it again would succeed.
     *
     * @return false only for a dial-out that may have taken effect: it would ring, and be billed, again
     */
    public final boolean safeToResend() {
        return !mayHaveTakenEffect() || command.repeatable();
    }

    /**
     * Finds the failure of a command among the causes of an exception.
     *
     * @param failure the exception that a callback or {@code catch} received, for example a
     *     {@link java.util.concurrent.CompletionException}
     * @return the first {@code JaasException} in the chain of causes, or null if there is none
     */
    @SuppressWarnings("exports") // JSpecify is optional for users of this module
    public static @Nullable JaasException find(@Nullable Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < MAX_CHAIN_LENGTH; depth++, at = at.getCause()) {
            if (at instanceof JaasException found) {
                return found;
            }
        }
        return null;
    }
}
