// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import dev.jaas.domain.JaasCommand;
import dev.jaas.verification.faults.TransportKind;
import dev.jaas.verification.faults.Verdict;
import java.time.Duration;

/**
 * What one scenario did.
 *
 * @param result what the caller got
 * @param stalled for how long meanwhile no thread of this JVM could run
 * @param requests how many complete requests of the command the server received
 * @param connectionClosed whether every connection was closed, or none had to be
 */
record Observation(
        Fault fault,
        TransportKind transportKind,
        JaasCommand command,
        ObservedResult result,
        Duration stalled,
        int requests,
        boolean connectionClosed) {

    /** Stalls of this length in all can use up an attempt's time. */
    private static final Duration LONG_STALL = Duration.ofSeconds(1);

    /**
     * Whether the result is not the expected one, but may be that of timeouts which elapsed because no thread of this JVM
     * could run. A command reported as not delivered that the server has received is never excused.
     */
    boolean timedOutInAStall() {
        boolean excusable =
                result.verdict() == Verdict.UNKNOWN || (result.verdict() == Verdict.NOT_DELIVERED && requests == 0);
        return excusable
                && stalled.compareTo(LONG_STALL) > 0
                && !fault.expected(transportKind, command).contains(result.verdict());
    }

    Duration elapsed() {
        return Duration.ofNanos(result.end() - result.start());
    }
}
