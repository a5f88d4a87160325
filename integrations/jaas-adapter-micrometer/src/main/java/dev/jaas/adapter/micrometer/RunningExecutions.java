// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.micrometer;

import dev.jaas.domain.JaasCommand;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The executions that have begun and not ended, of all observers of a registry, and their gauges. Executions are kept rather than
 * counted, so that an event that the client drops distorts a gauge for a limited time only.
 */
final class RunningExecutions {

    static final String WAITING = "jaas.commands.waiting";
    static final String IN_FLIGHT = "jaas.commands.in.flight";

    /** How long an execution without an end counts. */
    static final Duration MAX_AGE = Duration.ofMinutes(10);

    /** Every so many executions the expired ones are removed, in case nobody reads the gauges. */
    static final int EXECUTIONS_PER_CLEANUP = 1024;

    /** A registry has one gauge of a name: it shows the sum of all clients, as counters do. Guarded by itself. */
    private static final Map<MeterRegistry, RunningExecutions> BY_REGISTRY = new WeakHashMap<>();

    private final Clock clock;
    private final Map<Key, Execution> executions = new ConcurrentHashMap<>();

    /** Ids are unique within a client only. */
    private record Key(Object client, long executionId) {}

    private RunningExecutions(Clock clock) {
        this.clock = clock;
    }

    static RunningExecutions of(MeterRegistry registry) {
        synchronized (BY_REGISTRY) {
            return BY_REGISTRY.computeIfAbsent(registry, RunningExecutions::register);
        }
    }

    private static RunningExecutions register(MeterRegistry registry) {
        RunningExecutions running = new RunningExecutions(registry.config().clock());
        Gauge.builder(WAITING, running, all -> all.count(false))
                .description("Commands that wait for a connection, a token or the next attempt")
                .strongReference(true)
                .register(registry);
        Gauge.builder(IN_FLIGHT, running, all -> all.count(true))
                .description("Commands with an attempt in flight")
                .strongReference(true)
                .register(registry);
        return running;
    }

    void start(Object client, long executionId, JaasCommand command, ObservationRegistry observations) {
        executions.put(new Key(client, executionId), Execution.start(command, observations, clock.monotonicTime()));
        if (executionId % EXECUTIONS_PER_CLEANUP == 0) {
            removeExpired();
        }
    }

    @Nullable
    Execution find(Object client, long executionId) {
        return executions.get(new Key(client, executionId));
    }

    @Nullable
    Execution remove(Object client, long executionId) {
        return executions.remove(new Key(client, executionId));
    }

    private double count(boolean inFlight) {
        removeExpired();
        return executions.values().stream()
                .filter(execution -> execution.isInFlight() == inFlight)
                .count();
    }

    private void removeExpired() {
        long now = clock.monotonicTime();
        executions.forEach((key, execution) -> {
            if (now - execution.startedAt > MAX_AGE.toNanos() && executions.remove(key, execution)) {
                execution.end(Ending.LOST, Ending.NO_STATUS);
            }
        });
    }
}
