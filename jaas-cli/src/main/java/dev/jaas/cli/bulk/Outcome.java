// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.cli.common.Failure;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is known of a line. The order is that in which they decide the exit status of the whole: the last one counts. */
enum Outcome {
    ACCEPTED("accepted", 0),
    REFUSED("refused", Failure.REFUSED),
    REJECTED("rejected", Failure.REJECTED),
    NOT_SENT("not sent", Failure.NOT_DELIVERED),
    NOT_DELIVERED("not delivered", Failure.NOT_DELIVERED),
    FAULT("fault", Failure.FAULT),
    /** In the journal: it is about to be sent. Without a later result it may have been. */
    STARTED("started", Failure.UNKNOWN),
    UNKNOWN("unknown", Failure.UNKNOWN);

    private final String word;
    private final int exitStatus;

    Outcome(String word, int exitStatus) {
        this.word = word;
        this.exitStatus = exitStatus;
    }

    int exitStatus() {
        return exitStatus;
    }

    /** As JSON and the summary name it. */
    @Override
    public String toString() {
        return word;
    }

    /** Reads what {@link #toString} returns; null for anything else. */
    static @Nullable Outcome parse(@Nullable Object word) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.word.equals(word))
                .findFirst()
                .orElse(null);
    }
}
