// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.jaas.api.AttemptOutcome;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.domain.JaasCommand;
import dev.jaas.testkit.FakeConferenceManagement;
import dev.jaas.testkit.FakeOutcome;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The observation of a command, and the span that a tracer makes of it. */
class CommandObservationTest {

    private final SimpleTracer tracer = new SimpleTracer();
    private final ObservationRegistry observations = ObservationRegistry.create();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MicrometerCommandObserver observer = MicrometerCommandObserver.create(meters, observations);
    private final FakeConferenceManagement jaas = new FakeConferenceManagement().addObserver(observer);
    private final JaasCommand kick = JaasCommand.examples(jaas.appId()).get(5);

    CommandObservationTest() {
        observations.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
    }

    @Test
    void span_startedWithinTheCallers_isItsChildThoughItEndsOnAnotherThread() {
        Observation caller = Observation.start("http.server.requests", observations);
        caller.scoped(() -> observer.started(1, kick));
        CompletableFuture.runAsync(() -> {
                    observer.attemptStarted(1, kick, 1);
                    observer.attemptEnded(
                            1, kick, 1, AttemptOutcome.ACCEPTED, OptionalInt.of(200), Duration.ofMillis(5));
                    observer.accepted(1, new CommandReceipt(kick, 200, 1, Duration.ofMillis(5)));
                })
                .join();
        caller.stop();

        SimpleSpan parent = spanNamed("http.server.requests");
        SimpleSpan span = spanNamed("jaas kick");
        assertThat(span.getTraceId()).isEqualTo(parent.getTraceId());
        assertThat(span.getParentId()).isEqualTo(parent.getSpanId());
        assertThat(span.getTags())
                .containsOnly(entry("command", "kick"), entry("outcome", "accepted"), entry("status", "200"));
        assertThat(span.getEvents().stream().map(Map.Entry::getValue))
                .containsExactly("attempt 1 started", "attempt 1 ended: accepted, status 200");
        assertThat(span.getEndTimestamp()).isAfterOrEqualTo(span.getStartTimestamp());
        assertThat(span.getError()).isNull();
    }

    @Test
    void observation_startedWithinTheCallers_hasItAsItsParent() {
        List<Observation.ContextView> parents = new ArrayList<>();
        observations.observationConfig().observationFilter(context -> {
            parents.add(
                    context.getParentObservation() == null
                            ? null
                            : context.getParentObservation().getContextView());
            return context;
        });
        Observation caller = Observation.createNotStarted("http.server.requests", observations);

        caller.observe(() -> jaas.execute(kick));

        assertThat(parents).containsExactly(caller.getContextView(), null);
    }

    @Test
    void span_withoutOneOfTheCaller_beginsATrace() {
        jaas.execute(kick);

        assertThat(tracer.onlySpan().getParentId()).isNullOrEmpty();
    }

    @Test
    void span_failure_hasItAsItsError() {
        jaas.setOutcome(JaasCommand.class, FakeOutcome.rejected(CommandRejectedException.Reason.NOT_FOUND));

        jaas.execute(kick);

        SimpleSpan span = tracer.onlySpan();
        assertThat(span.getError()).isInstanceOf(CommandRejectedException.class);
        assertThat(span.getTags()).contains(entry("outcome", "rejected"), entry("status", "404"));
    }

    @Test
    void started_withACallersObservation_leavesItTheCurrentOne() {
        Observation caller = Observation.start("http.server.requests", observations);
        caller.scoped(() -> {
            observer.started(1, kick);

            assertThat(observations.getCurrentObservation()).isSameAs(caller);
            assertThat(tracer.currentSpan()).isSameAs(tracer.getSpans().peek());
        });
        assertThat(observations.getCurrentObservation()).isNull();
        assertThat(tracer.currentSpan()).isNull();
    }

    @Test
    void started_withoutACallersObservation_leavesNoCurrentOne() {
        jaas.execute(kick);

        assertThat(observations.getCurrentObservation()).isNull();
        assertThat(tracer.currentSpan()).isNull();
    }

    @Test
    void meters_withAHandlerThatRecordsThemToo_countEachCommandOncePerName() {
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        List<String> conflicts = new ArrayList<>();
        meters.config().onMeterRegistrationFailed((id, reason) -> conflicts.add(id.getName() + ": " + reason));
        jaas.setOutcome(JaasCommand.class, FakeOutcome.notDelivered());

        jaas.execute(kick);
        observer.started(2, kick);
        for (int attempt = 1; attempt <= 2; attempt++) {
            observer.attemptStarted(2, kick, attempt);
            observer.attemptEnded(2, kick, attempt, AttemptOutcome.UNKNOWN, OptionalInt.of(503), Duration.ZERO);
        }
        observer.accepted(2, new CommandReceipt(kick, 200, 3, Duration.ZERO));

        assertThat(conflicts).isEmpty();
        assertThat(meters.scrape().lines())
                .contains(
                        "jaas_commands_seconds_count{command=\"kick\",outcome=\"accepted\",status=\"200\"} 1",
                        "jaas_commands_seconds_count{command=\"kick\",outcome=\"not_delivered\",status=\"none\"} 1",
                        "jaas_command_seconds_count{command=\"kick\",error=\"none\",outcome=\"accepted\",status=\"200\"} 1",
                        "jaas_command_seconds_count{command=\"kick\",error=\"CommandNotDeliveredException\","
                                + "outcome=\"not_delivered\",status=\"none\"} 1",
                        "jaas_command_active_seconds_count{command=\"kick\"} 0",
                        "jaas_command_attempt_ended_total{command=\"kick\"} 3.0");
    }

    private SimpleSpan spanNamed(String name) {
        return tracer.getSpans().stream()
                .filter(span -> name.equals(span.getName()))
                .findFirst()
                .orElseThrow();
    }
}
