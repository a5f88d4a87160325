// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.api.CommandRejectedException.Reason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which lines a run sends that have a record of an earlier one. */
final class ResumeRule {

    /** They concern the key or the time, not the line. The texts are those of the journal. */
    private static final Set<String> NOT_ABOUT_THE_LINE =
            Set.of(Reason.UNAUTHENTICATED.name(), Reason.RATE_LIMITED.name());

    private ResumeRule() {}

    /**
     * Whether a line is to be sent. A dial-out of which a byte may have been written never is, whatever came of it.
     *
     * @param row the line
     * @param last its last record in the journal, or null if it has none
     */
    static boolean isToBeSent(Row row, @Nullable LineResult last) {
        if (last == null) {
            return true;
        }
        return switch (last.outcome()) {
            case ACCEPTED -> false;
            case NOT_SENT, NOT_DELIVERED, REFUSED -> true;
            case REJECTED -> row.command().repeatable() && NOT_ABOUT_THE_LINE.contains(String.valueOf(last.reason()));
            case STARTED, UNKNOWN, FAULT -> row.command().repeatable();
        };
    }
}
