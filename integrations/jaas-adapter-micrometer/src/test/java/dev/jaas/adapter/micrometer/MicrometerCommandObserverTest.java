// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.micrometer;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.api.AttemptOutcome;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KeyId;
import dev.jaas.testkit.FakeConferenceManagement;
import dev.jaas.testkit.FakeOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MicrometerCommandObserverTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final MicrometerCommandObserver observer = MicrometerCommandObserver.create(meters);
    private final FakeConferenceManagement jaas = new FakeConferenceManagement().addObserver(observer);
    private final List<JaasCommand> commands = JaasCommand.examples(jaas.appId());

    @Test
    void commands_acceptedWithOneAttempt_areTimedByTheNamesOfTheProgram() {
        commands.forEach(jaas::execute);

        assertThat(Stream.of("ban-user", "ban-jwt", "destroy-room", "dial-out", "hang-up", "kick"))
                .allSatisfy(command -> {
                    assertThat(count("jaas.commands", command, "accepted", "200"))
                            .isEqualTo(1);
                    assertThat(count("jaas.attempts", command, "accepted", "200"))
                            .isEqualTo(1);
                });
        assertThat(meters.find("jaas.commands").timers()).hasSize(commands.size());
    }

    @Test
    void commands_eachFailure_isCountedByOutcomeAndStatus() {
        jaas.enqueue(
                FakeOutcome.rejected(CommandRejectedException.Reason.NOT_FOUND),
                FakeOutcome.notDelivered(),
                FakeOutcome.unknown(),
                FakeOutcome.refused(CommandRefusedException.Reason.CLIENT_CLOSED));

        for (int i = 0; i < 4; i++) {
            jaas.execute(commands.get(5));
        }

        assertThat(count("jaas.commands", "kick", "rejected", "404")).isEqualTo(1);
        assertThat(count("jaas.commands", "kick", "not_delivered", "none")).isEqualTo(1);
        assertThat(count("jaas.commands", "kick", "unknown", "none")).isEqualTo(1);
        assertThat(count("jaas.commands", "kick", "refused", "none")).isEqualTo(1);
        assertThat(count("jaas.attempts", "kick", "rejected", "404")).isEqualTo(1);
        assertThat(count("jaas.attempts", "kick", "not_delivered", "none")).isEqualTo(1);
        assertThat(count("jaas.attempts", "kick", "unknown", "none")).isEqualTo(1);
        assertThat(meters.find("jaas.attempts").timers())
                .as("a refused command has no attempt")
                .hasSize(3);
    }

    @Test
    void timers_haveTheDurationsOfTheClient() {
        jaas.setOutcome(JaasCommand.class, FakeOutcome.accepted().delay(Duration.ofMillis(700)));
        jaas.execute(commands.get(0));
        jaas.advance(Duration.ofMillis(700));
        observer.attemptEnded(
                9, commands.get(0), 2, AttemptOutcome.UNKNOWN, OptionalInt.of(503), Duration.ofMillis(42));

        assertThat(total("jaas.commands", "accepted")).isEqualTo(700);
        assertThat(total("jaas.attempts", "accepted")).isEqualTo(700);
        assertThat(total("jaas.attempts", "unknown")).isEqualTo(42);
    }

    @Test
    void retries_areCountedByCommand() {
        observer.retryScheduled(1, commands.get(0), 1, "no response came in time", Duration.ZERO);
        observer.retryScheduled(1, commands.get(0), 2, "status 503", Duration.ZERO);
        observer.retryScheduled(2, commands.get(5), 1, "status 503", Duration.ZERO);

        assertThat(meters.get("jaas.retries")
                        .tag("command", "ban-user")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(meters.get("jaas.retries").tag("command", "kick").counter().count())
                .isEqualTo(1);
    }

    @Test
    void tokenRenewals_beforeTheFirst_areZero() {
        assertThat(tokenRenewals("success")).isZero();
        assertThat(tokenRenewals("failure")).isZero();
    }

    @Test
    void tokenRenewals_areCountedByOutcome() {
        KeyId keyId = KeyId.parse("vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/4f4910");
        observer.tokenRenewed(keyId, Instant.EPOCH);
        observer.tokenRenewalFailed(keyId, "KeyStoreException");
        observer.tokenRenewalFailed(keyId, "TimeoutException");

        assertThat(tokenRenewals("success")).isEqualTo(1);
        assertThat(tokenRenewals("failure")).isEqualTo(2);
    }

    @Test
    void tags_ofEveryMeter_haveValuesOfAKnownSet() {
        commands.forEach(jaas::execute);
        jaas.setOutcome(JaasCommand.class, FakeOutcome.rejected(CommandRejectedException.Reason.NOT_FOUND));
        commands.forEach(jaas::execute);
        commands.forEach(command -> observer.retryScheduled(1, command, 1, "a reason", Duration.ZERO));

        assertThat(meters.getMeters().stream()
                        .flatMap(meter -> meter.getId().getTags().stream())
                        .map(Tag::getValue))
                .containsOnly(
                        "ban-user",
                        "ban-jwt",
                        "destroy-room",
                        "dial-out",
                        "hang-up",
                        "kick",
                        "accepted",
                        "rejected",
                        "success",
                        "failure",
                        "200",
                        "404");
    }

    @Test
    void create_null_isRefused() {
        assertThatThrownBy(() -> MicrometerCommandObserver.create(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the meter registry is null");
        assertThatThrownBy(() -> MicrometerCommandObserver.create(meters, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the observation registry is null");
    }

    private long count(String name, String command, String outcome, String status) {
        return meters.get(name)
                .tags("command", command, "outcome", outcome, "status", status)
                .timer()
                .count();
    }

    private double total(String name, String outcome) {
        return meters.get(name).tag("outcome", outcome).timer().totalTime(MILLISECONDS);
    }

    private double tokenRenewals(String outcome) {
        return meters.get("jaas.token.renewals")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
