// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.AttemptOutcome;
import dev.jaas.api.CommandReceipt;
import dev.jaas.domain.AppId;
import dev.jaas.domain.JaasCommand;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The gauges, also when the client drops events. */
class RunningExecutionsTest {

    private static final JaasCommand COMMAND =
            JaasCommand.examples(AppId.parse("vpaas-magic-cookie-fake")).get(0);

    private final MockClock clock = new MockClock();
    private final MeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final List<Observation.Context> stopped = new ArrayList<>();
    private final MicrometerCommandObserver observer = MicrometerCommandObserver.create(meters, observations());

    @Test
    void gauges_beforeTheFirstCommand_areZero() {
        assertGauges(0, 0);
    }

    @Test
    void gauges_executionWithARetry_areAsItGoesOn() {
        observer.started(1, COMMAND);
        assertGauges(1, 0);
        observer.attemptStarted(1, COMMAND, 1);
        assertGauges(0, 1);
        attemptEnded(1);
        assertGauges(1, 0);
        observer.retryScheduled(1, COMMAND, 1, "status 503", Duration.ofSeconds(1));
        assertGauges(1, 0);
        observer.attemptStarted(1, COMMAND, 2);
        assertGauges(0, 1);
        attemptEnded(1);
        accepted(1);
        assertGauges(0, 0);
    }

    @Test
    void gauges_twoClientsOfOneRegistryWithEqualIds_addUp() {
        MicrometerCommandObserver other = MicrometerCommandObserver.create(meters);
        observer.started(1, COMMAND);
        other.started(1, COMMAND);
        assertGauges(2, 0);

        observer.attemptStarted(1, COMMAND, 1);
        assertGauges(1, 1);
        other.accepted(1, new CommandReceipt(COMMAND, 200, 1, Duration.ZERO));
        assertGauges(0, 1);
    }

    @Test
    void gauges_twoRegistries_areSeparate() {
        observer.started(1, COMMAND);

        MeterRegistry others = new SimpleMeterRegistry();
        MicrometerCommandObserver.create(others);
        assertThat(others.get("jaas.commands.waiting").gauge().value()).isZero();
    }

    @Test
    void gauges_startOrEndOfAnAttemptDropped_areRightAtTheNextEvent() {
        observer.started(1, COMMAND);
        attemptEnded(1);
        assertGauges(1, 0);
        observer.attemptStarted(1, COMMAND, 2);
        accepted(1);
        assertGauges(0, 0);
    }

    @Test
    void gauges_endDropped_areRightAfterTheLongestTimeOfACommand() {
        observer.started(1, COMMAND);
        observer.started(2, COMMAND);
        observer.attemptStarted(2, COMMAND, 1);
        clock.add(RunningExecutions.MAX_AGE);
        assertGauges(1, 1);

        clock.add(Duration.ofNanos(1));
        observer.started(3, COMMAND);

        assertGauges(1, 0);
        assertThat(stopped).hasSize(2).allSatisfy(observation -> {
            assertThat(observation.getLowCardinalityKeyValue("outcome").getValue())
                    .isEqualTo("lost");
            assertThat(observation.getLowCardinalityKeyValue("status").getValue())
                    .isEqualTo("none");
        });
    }

    @Test
    void cleanup_gaugesAreNeverRead_happensAllTheSame() {
        for (int id = 1; id < RunningExecutions.EXECUTIONS_PER_CLEANUP; id++) {
            observer.started(id, COMMAND);
        }
        clock.add(RunningExecutions.MAX_AGE.plusNanos(1));

        observer.started(RunningExecutions.EXECUTIONS_PER_CLEANUP, COMMAND);

        assertThat(stopped).hasSize(RunningExecutions.EXECUTIONS_PER_CLEANUP - 1);
    }

    @Test
    void accepted_afterItWasTakenForLost_isCountedAndStopsNothingTwice() {
        observer.started(1, COMMAND);
        clock.add(RunningExecutions.MAX_AGE.plusNanos(1));
        assertGauges(0, 0);

        observer.attemptStarted(1, COMMAND, 1);
        attemptEnded(1);
        accepted(1);

        assertThat(meters.get("jaas.commands")
                        .tag("outcome", "accepted")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertGauges(0, 0);
        assertThat(stopped).hasSize(1);
    }

    @Test
    void registry_thatIsNoLongerUsed_isCollected() {
        var used = new WeakReference<>(usedRegistry());

        for (int i = 0; i < 100 && used.get() != null; i++) {
            System.gc();
        }

        assertThat(used.get()).isNull();
    }

    private static MeterRegistry usedRegistry() {
        MeterRegistry registry = new SimpleMeterRegistry();
        MicrometerCommandObserver.create(registry).started(1, COMMAND);
        return registry;
    }

    private void attemptEnded(long id) {
        observer.attemptEnded(id, COMMAND, 1, AttemptOutcome.UNKNOWN, OptionalInt.of(503), Duration.ZERO);
    }

    private void accepted(long id) {
        observer.accepted(id, new CommandReceipt(COMMAND, 200, 1, Duration.ZERO));
    }

    private void assertGauges(double waiting, double inFlight) {
        assertThat(meters.get("jaas.commands.waiting").gauge().value()).isEqualTo(waiting);
        assertThat(meters.get("jaas.commands.in.flight").gauge().value()).isEqualTo(inFlight);
    }

    private ObservationRegistry observations() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStop(Observation.Context context) {
                stopped.add(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        return registry;
    }
}
