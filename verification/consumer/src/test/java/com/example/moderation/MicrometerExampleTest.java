// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.Jaas;
import dev.jaas.JaasBuilder;
import dev.jaas.adapter.micrometer.MicrometerCommandObserver;
import dev.jaas.api.CommandObserver;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.AppId;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ScriptedResponse;
import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.JaasSimulatorExtension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The client with a Micrometer observer, against the simulator. */
@ExtendWith(JaasSimulatorExtension.class)
class MicrometerExampleTest {

    private static final Path DOCUMENT = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .map(directory -> directory.resolve("docs/observing.md"))
            .filter(Files::exists)
            .findFirst()
            .orElseThrow();

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ObservationRegistry observations = ObservationRegistry.create();
    private final UserId user = UserId.parse("auth0|5f903d7a77f3b4006eb8e67d");
    private final PhoneNumber guest = PhoneNumber.parse("+40747777777");

    /** Opens a client whose commands are measured, and traced as children of the caller's observation. */
    static Jaas open(Map<String, String> environment, MeterRegistry meters, ObservationRegistry observations) {
        var observer = MicrometerCommandObserver.create(meters, observations);
        return Jaas.builder()
                .environment(environment)
                .client(client -> client.addObserver(observer))
                .build();
    }

    @Test
    void scrape_afterSixCommands_isTheTextOfTheDocument(JaasSimulator simulator) throws Exception {
        var ended = new Countdown(6, 0);
        var standup = simulator.conference("standup");
        simulator.join(standup, user);
        simulator.respondTo(BanUser.class::isInstance, ScriptedResponse.status(503), ScriptedResponse.ordinary());
        simulator.respondTo(DialOutParticipant.class::isInstance, ScriptedResponse.dropConnection());
        try (var client = builder(simulator, ended).build()) {
            var jaas = client.blocking();
            jaas.banUser(user);
            jaas.kick(standup, simulator.join(standup, UserId.parse("guest")));
            jaas.kick(standup, simulator.join(standup, UserId.parse("other guest")));
            assertThatThrownBy(() -> jaas.kick(standup, ParticipantId.parse("3c6d1fd0")))
                    .isInstanceOf(CommandRejectedException.class);
            assertThatThrownBy(() -> jaas.dialOut(standup, guest)).isInstanceOf(DeliveryUnknownException.class);
            AppId otherApp = AppId.parse("vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3");
            assertThatThrownBy(() -> jaas.execute(new BanUser(otherApp, user)))
                    .isInstanceOf(CommandRefusedException.class);
            assertThat(ended.await()).isTrue();
        }

        String text = meters.scrape().replaceAll("(?m)^#.*\n", "");
        assertThat(withoutTimes(documented()))
                .as("docs/observing.md should show what a scrape gives, apart from comments and times:%n%s", text)
                .isEqualTo(withoutTimes(text));
    }

    @Test
    void gauges_threeCommandsAndTwoConnections_showOneWaitingAndTwoInFlight(JaasSimulator simulator) throws Exception {
        var inFlight = new Countdown(0, 2);
        var ended = new Countdown(3, 0);
        simulator.respondTo(
                JaasCommand.class::isInstance,
                ScriptedResponse.status(200).delay(Duration.ofMinutes(1)),
                ScriptedResponse.status(200).delay(Duration.ofMinutes(1)));
        try (var client = builder(simulator, inFlight)
                .client(settings -> settings.addObserver(ended))
                .build()) {
            for (int i = 0; i < 3; i++) {
                client.banUser(user);
            }
            assertThat(inFlight.await()).isTrue();
            assertThat(gauge("jaas.commands.waiting")).isEqualTo(1);
            assertThat(gauge("jaas.commands.in.flight")).isEqualTo(2);

            client.shutdown(Duration.ZERO);
            assertThat(ended.await()).isTrue();
            assertThat(gauge("jaas.commands.waiting")).isZero();
            assertThat(gauge("jaas.commands.in.flight")).isZero();
        }
    }

    @Test
    void gauges_commandRefusedByAClosedClient_areZero(JaasSimulator simulator) throws Exception {
        var ended = new Countdown(1, 0);
        var client = builder(simulator, ended).build();
        client.close();

        assertThatThrownBy(() -> client.blocking().banUser(user)).isInstanceOf(CommandRefusedException.class);

        assertThat(ended.await()).isTrue();
        assertThat(gauge("jaas.commands.waiting")).isZero();
        assertThat(meters.get("jaas.commands").tag("outcome", "refused").timer().count())
                .isEqualTo(1);
    }

    @Test
    void span_ofACommand_isAChildOfTheCallers(JaasSimulator simulator) {
        var tracer = new SimpleTracer();
        observations.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
        try (var jaas = open(environment(simulator), meters, observations)) {
            Observation.createNotStarted("http.server.requests", observations)
                    .observe(() -> jaas.blocking().banUser(user));
            var command = tracer.getSpans().getLast();
            assertThat(await(() -> command.getEndTimestamp().isAfter(Instant.EPOCH)))
                    .isTrue();
        }

        assertThat(tracer.getSpans())
                .extracting(SimpleSpan::getName)
                .containsExactly("http.server.requests", "jaas ban-user");
        assertThat(tracer.getSpans().getLast().getParentId())
                .isEqualTo(tracer.getSpans().getFirst().getSpanId());
        assertThat(tracer.getSpans().getLast().getTags()).containsEntry("outcome", "accepted");
    }

    private JaasBuilder builder(JaasSimulator simulator, CommandObserver after) {
        var observer = MicrometerCommandObserver.create(meters);
        return Jaas.builder()
                .environment(environment(simulator))
                .transport(TransportSettings.builder()
                        .maxConnections(2)
                        .connectTimeout(Duration.ofSeconds(50)) // no timeout decides, even on a busy machine
                        .build())
                .client(client -> client.commandTimeout(Duration.ofSeconds(50))
                        .attemptTimeout(Duration.ofSeconds(50))
                        .addObserver(observer)
                        .addObserver(after));
    }

    private static Map<String, String> environment(JaasSimulator simulator) {
        return Map.of(
                "JAAS_KEY_ID", simulator.keyId().toString(),
                "JAAS_PRIVATE_KEY", simulator.privateKeyPem(),
                "JAAS_BASE_URL", simulator.baseUrl().toString());
    }

    private static boolean await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + SECONDS.toNanos(30);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(MILLISECONDS.toNanos(1));
        }
        return condition.getAsBoolean();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    /** The block of the document that shows a scrape. */
    private static String documented() throws IOException {
        Matcher block = Pattern.compile("```text\n(jaas_.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT).replace("\r\n", "\n"));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static String withoutTimes(String text) {
        return text.replaceAll("(?m)^(\\w+_seconds_(?:sum|max)\\b.*) \\S+$", "$1 ?");
    }

    /** Waits for events. Added after the observer under test, it is notified of each event after that one. */
    private static final class Countdown implements CommandObserver {

        private final CountDownLatch ends;
        private final CountDownLatch attempts;

        Countdown(int ends, int attempts) {
            this.ends = new CountDownLatch(ends);
            this.attempts = new CountDownLatch(attempts);
        }

        boolean await() throws InterruptedException {
            return ends.await(30, SECONDS) && attempts.await(30, SECONDS);
        }

        @Override
        public void attemptStarted(long executionId, JaasCommand command, int attempt) {
            attempts.countDown();
        }

        @Override
        public void accepted(long executionId, CommandReceipt receipt) {
            ends.countDown();
        }

        @Override
        public void failed(long executionId, JaasException failure) {
            ends.countDown();
        }
    }
}
