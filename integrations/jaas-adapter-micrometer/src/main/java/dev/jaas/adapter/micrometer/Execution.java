// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.micrometer;

import dev.jaas.domain.JaasCommand;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/** An execution of a command that has not ended, with its observation. */
final class Execution {

    static final String OBSERVATION = "jaas.command";

    /** When it began, in the time of the registry's clock. */
    final long startedAt;

    private final Observation observation;
    private volatile boolean inFlight;

    private Execution(Observation observation, long startedAt) {
        this.observation = observation;
        this.startedAt = startedAt;
    }

    /**
     * Starts an observation whose parent is the current one. No scope is opened: the execution ends on another thread, and the
     * current thread goes on without it.
     */
    static Execution start(JaasCommand command, ObservationRegistry registry, long now) {
        String name = CommandName.of(command);
        Observation observation = Observation.createNotStarted(OBSERVATION, registry)
                .contextualName("jaas " + name)
                .lowCardinalityKeyValue("command", name)
                .start();
        return new Execution(observation, now);
    }

    boolean isInFlight() {
        return inFlight;
    }

    void attemptStarted(int attempt) {
        inFlight = true;
        observation.event(Observation.Event.of("attempt.started", "attempt " + attempt + " started"));
    }

    void attemptEnded(int attempt, Ending ending) {
        inFlight = false;
        String result = ending.outcome() + ", status " + ending.status();
        observation.event(Observation.Event.of("attempt.ended", "attempt " + attempt + " ended: " + result));
    }

    void fail(Throwable failure) {
        observation.error(failure);
    }

    /** The last key values are added at the end only, so that every event has the same ones: Prometheus requires it. */
    void end(String outcome, String status) {
        observation.lowCardinalityKeyValues(KeyValues.of("outcome", outcome, "status", status));
        observation.stop();
    }
}
