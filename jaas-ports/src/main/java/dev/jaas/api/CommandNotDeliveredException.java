// SPDX-License-Identifier: Apache-2.0
package dev.jaas.api;

import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * The command provably never reached JaaS: signing failed or took too long, the host did not resolve, the connection or TLS
 * handshake failed or took too long, or no connection became free in time. It has had no effect, and even a dial-out can
 * safely be sent again.
 */
public final class CommandNotDeliveredException extends JaasException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message one sentence: why it could not be delivered, and what to do
     * @param command the command
     * @param attempts the number of attempts, 0 if the failure came before the first
     * @param elapsed from {@code execute} to the failure
     */
    public CommandNotDeliveredException(String message, JaasCommand command, int attempts, Duration elapsed) {
        super(message, command, attempts, OptionalInt.empty(), elapsed);
    }

    @Override
    public boolean mayHaveTakenEffect() {
        return false;
    }
}
