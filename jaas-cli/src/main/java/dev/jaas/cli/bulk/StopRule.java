// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.api.CommandRejectedException.Reason;

/** Ends a run that would only go on failing, so that what is left can be sent when the cause is removed. */
final class StopRule {

    /** How many results in a row without a response that says anything of the line. */
    static final int MAX_FAILURES_IN_A_ROW = 10;

    private int failuresInARow; // guarded by this

    /** Takes a result, and returns why no further command should be sent, or an empty text. */
    synchronized String stopAfter(LineResult result) {
        String reason = String.valueOf(result.reason());
        if (reason.equals(Reason.UNAUTHENTICATED.name())) {
            return "JaaS does not accept the admin token, so the run was stopped.";
        }
        if (reason.equals(Reason.RATE_LIMITED.name())) {
            return "JaaS accepts no more commands for now, so the run was stopped: wait, and use a lower --rate.";
        }
        boolean failed = switch (result.outcome()) {
            case ACCEPTED, NOT_SENT, STARTED -> false;
            case REJECTED -> reason.equals(Reason.FORBIDDEN.name());
            case REFUSED, NOT_DELIVERED, FAULT, UNKNOWN -> true;
        };
        failuresInARow = failed ? failuresInARow + 1 : 0;
        return failuresInARow < MAX_FAILURES_IN_A_ROW
                ? ""
                : MAX_FAILURES_IN_A_ROW + " commands in a row failed, so the run was stopped.";
    }
}
