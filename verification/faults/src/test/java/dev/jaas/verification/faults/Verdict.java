package dev.jaas.verification.faults;

import dev.jaas.port.driving.CommandNotDeliveredException;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.CommandRefusedException;
import dev.jaas.port.driving.CommandRejectedException;
import dev.jaas.port.driving.JaasException;
import org.jspecify.annotations.Nullable;

/** What a caller is told. */
enum Verdict {
    ACCEPTED,
    REFUSED,
    NOT_DELIVERED,
    REJECTED,
    UNKNOWN;

    static Verdict of(@Nullable CommandReceipt receipt, @Nullable Throwable failure) {
        if (receipt != null) {
            return ACCEPTED;
        }
        JaasException told = JaasException.in(failure);
        if (told == null) {
            throw new AssertionError("a command ended with something that is not a JaasException", failure);
        }
        if (told instanceof CommandRefusedException) {
            return REFUSED;
        }
        if (told instanceof CommandNotDeliveredException) {
            return NOT_DELIVERED;
        }
        return told instanceof CommandRejectedException ? REJECTED : UNKNOWN;
    }
}
