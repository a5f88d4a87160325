// SPDX-License-Identifier: Apache-2.0
package dev.jaas.api;

import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * It is unknown whether the command was executed: the connection broke, the response was malformed or did not arrive in time,
 * the service failed (408, 5xx and other unexpected statuses), or the caller was interrupted or the client closed while the
 * command was in flight. Repeatable commands have been retried by then, within their budget. A dial-out has not: check the
 * room or the webhooks before sending it again, since it would ring, and be billed, again.
 */
public final class DeliveryUnknownException extends JaasException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message one sentence: what happened, and what to do
     * @param command the command
     * @param attempts the number of attempts
     * @param elapsed from {@code execute} to the failure
     * @param status the status of the last response, or empty if there was none
     */
    public DeliveryUnknownException(
            String message, JaasCommand command, int attempts, Duration elapsed, OptionalInt status) {
        super(message, command, attempts, status, elapsed);
    }

    @Override
    public boolean mayHaveTakenEffect() {
        return true;
    }
}
