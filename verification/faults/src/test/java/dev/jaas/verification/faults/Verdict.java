// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.JaasException;
import org.jspecify.annotations.Nullable;

/** The result of a command as its caller sees it: a receipt or one of the four exceptions. */
public enum Verdict {
    ACCEPTED,
    REFUSED,
    NOT_DELIVERED,
    REJECTED,
    UNKNOWN;

    public static Verdict of(@Nullable CommandReceipt receipt, @Nullable Throwable failure) {
        if (receipt != null) {
            return ACCEPTED;
        }
        JaasException found = JaasException.find(failure);
        if (found == null) {
            throw new AssertionError("a command failed with something other than a JaasException", failure);
        }
        if (found instanceof CommandRefusedException) {
            return REFUSED;
        }
        if (found instanceof CommandNotDeliveredException) {
            return NOT_DELIVERED;
        }
        return found instanceof CommandRejectedException ? REJECTED : UNKNOWN;
    }
}
