// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import dev.jaas.api.AttemptOutcome;
import dev.jaas.api.CommandObserver;
import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Counts and times every attempt. */
final class AttemptMetrics implements CommandObserver {

    /** A number of attempts and the sum of their durations. */
    record Timer(long count, Duration total) {
        Timer plus(Timer other) {
            return new Timer(count + other.count, total.plus(other.total));
        }
    }

    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    @Override
    public void attemptEnded(
            long executionId,
            JaasCommand command,
            int attempt,
            AttemptOutcome outcome,
            OptionalInt status,
            Duration duration) {
        String name = command.getClass().getSimpleName() + "." + outcome;
        timers.merge(name, new Timer(1, duration), Timer::plus);
    }

    /** Returns the timers by command and outcome, such as {@code KickParticipant.ACCEPTED}. */
    Map<String, Timer> timers() {
        return Map.copyOf(timers);
    }
}
