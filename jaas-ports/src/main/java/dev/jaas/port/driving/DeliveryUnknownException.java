package dev.jaas.port.driving;

import dev.jaas.domain.JaasCommand;
import java.util.OptionalInt;

/**
 * Nobody knows whether the command was carried out: the connection broke or the answer did not come in time or made no
 * sense, the service failed (408, 5xx and other odd statuses), or the call was interrupted or closed while it was in
 * flight. Repeatable commands have been tried again by then, within the budget. A dial-out has not, and whoever sends it
 * again may pay twice: look at the webhooks or the room first.
 */
public final class DeliveryUnknownException extends JaasException {

    private static final long serialVersionUID = 1L;

    /**
     * A command of unknown fate.
     *
     * @param message one sentence: what happened, and what to do
     * @param command the command
     * @param attempts how often sending was begun
     * @param status the status of the last answer, or empty if there was none
     */
    public DeliveryUnknownException(String message, JaasCommand command, int attempts, OptionalInt status) {
        super(message, command, attempts, status);
    }

    @Override
    public boolean mayHaveTakenEffect() {
        return true;
    }
}
