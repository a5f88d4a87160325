// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.micrometer;

import dev.jaas.api.AttemptOutcome;
import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.JaasCommand;
import java.util.OptionalInt;

/**
 * How a command or an attempt ended, as the values of tags. Each has few values, and none is a room, a user or a phone number.
 *
 * @param command the command's name
 * @param outcome one of this class's constants
 * @param status the HTTP status of the last response, or {@link #NO_STATUS}
 */
record Ending(String command, String outcome, String status) {

    static final String ACCEPTED = "accepted";
    static final String REFUSED = "refused";
    static final String REJECTED = "rejected";
    static final String NOT_DELIVERED = "not_delivered";
    static final String UNKNOWN = "unknown";

    /** The client reported no end. */
    static final String LOST = "lost";

    static final String NO_STATUS = "none";

    static Ending of(JaasCommand command, AttemptOutcome outcome, OptionalInt status) {
        return new Ending(CommandName.of(command), outcome(outcome), status(status));
    }

    static Ending of(CommandReceipt receipt) {
        return new Ending(CommandName.of(receipt.command()), ACCEPTED, Integer.toString(receipt.status()));
    }

    static Ending of(JaasException failure) {
        return new Ending(CommandName.of(failure.command()), outcome(failure), status(failure.status()));
    }

    private static String outcome(AttemptOutcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> ACCEPTED;
            case REJECTED -> REJECTED;
            case NOT_DELIVERED -> NOT_DELIVERED;
            case UNKNOWN -> UNKNOWN;
        };
    }

    private static String outcome(JaasException failure) {
        if (failure instanceof CommandRefusedException) {
            return REFUSED;
        }
        if (failure instanceof CommandNotDeliveredException) {
            return NOT_DELIVERED;
        }
        return failure instanceof CommandRejectedException ? REJECTED : UNKNOWN;
    }

    private static String status(OptionalInt status) {
        return status.isPresent() ? Integer.toString(status.getAsInt()) : NO_STATUS;
    }
}
