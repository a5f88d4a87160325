// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells a dial-out from others to the same number and room, by when it was sent.
 *
 * @param sent when it was sent, as far as the caller knows
 * @param call which method waits for its event
 */
record DialOutId(Instant sent, Call call) {

    /** How long before or after {@code confirm(command)} the caller of {@code outcome} may say that the command was sent. */
    private static final Duration ACCURACY = Duration.ofSeconds(1);

    /** The methods of {@link CommandConfirmations}. */
    enum Call {
        CONFIRM_RECEIPT,
        CONFIRM_COMMAND,
        OUTCOME
    }

    /** Whether another call asks for the same dial-out again: only {@code outcome} does. */
    boolean isAskedForBy(DialOutId other) {
        if (other.call != Call.OUTCOME) {
            return false;
        }
        return switch (call) {
            case CONFIRM_RECEIPT -> false;
            case CONFIRM_COMMAND -> Duration.between(sent, other.sent).abs().compareTo(ACCURACY) <= 0;
            case OUTCOME -> sent.equals(other.sent);
        };
    }
}
