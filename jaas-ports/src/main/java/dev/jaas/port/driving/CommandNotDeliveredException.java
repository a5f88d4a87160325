package dev.jaas.port.driving;

import dev.jaas.domain.JaasCommand;
import java.util.OptionalInt;

/**
 * The command provably never reached JaaS: the signer failed or was too slow, the name was not found, the connection was
 * refused or not made in time, the TLS handshake failed, or no connection became free in time. It has had no effect, and
 * even a dial-out can safely be sent again.
 */
public final class CommandNotDeliveredException extends JaasException {

    private static final long serialVersionUID = 1L;

    /**
     * A command that never reached the service.
     *
     * @param message one sentence: what kept it from being delivered, and what to do
     * @param command the command
     * @param attempts how often sending was begun, 0 if the failure came before
     */
    public CommandNotDeliveredException(String message, JaasCommand command, int attempts) {
        super(message, command, attempts, OptionalInt.empty());
    }

    @Override
    public boolean mayHaveTakenEffect() {
        return false;
    }
}
