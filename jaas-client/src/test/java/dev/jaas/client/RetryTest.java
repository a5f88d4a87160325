// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static dev.jaas.client.ScriptedTransport.refusal;
import static dev.jaas.client.ScriptedTransport.reset;
import static dev.jaas.client.ScriptedTransport.respond;
import static dev.jaas.client.ScriptedTransport.silence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.spi.TransportRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RetryTest {

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void kick_thatFailsAgainAndAgain_isSentThreeTimesWithGrowingPauses() throws InterruptedException {
        rig.warm();
        rig.transport.always(respond(503));

        CompletableFuture<CommandReceipt> future = rig.execute(Commands.KICK);
        assertThat(rig.transport.requests()).hasSize(1);
        rig.time.advance(Duration.ofMillis(100).minusNanos(1));
        assertThat(rig.transport.requests()).hasSize(1);
        rig.time.advance(Duration.ofNanos(1));
        assertThat(rig.transport.requests()).hasSize(2);
        rig.time.advance(Duration.ofMillis(200).minusNanos(1));
        assertThat(rig.transport.requests()).hasSize(2);
        rig.time.advance(Duration.ofNanos(1));
        assertThat(rig.transport.requests()).hasSize(3);

        assertThat(Rig.failureOf(future))
                .isInstanceOf(DeliveryUnknownException.class)
                .extracting(JaasException::attempts)
                .isEqualTo(3);
        assertThat(rig.time.delays()).isEmpty();
        assertThat(rig.observer.next(6))
                .containsExactly(
                        "KICK_PARTICIPANT attempt 1",
                        "KICK_PARTICIPANT failed 1 (JaaS responded with 503), again in PT0.1S",
                        "KICK_PARTICIPANT attempt 2",
                        "KICK_PARTICIPANT failed 2 (JaaS responded with 503), again in PT0.2S",
                        "KICK_PARTICIPANT attempt 3",
                        "KICK_PARTICIPANT DeliveryUnknownException");
    }

    @Test
    void kick_thatSucceedsInTheEnd_isAcceptedWithItsAttemptsAndTime() throws InterruptedException {
        rig.warm();
        rig.transport
                .then(refusal(), respond(429, Map.of("Retry-After", "2"), ""))
                .always(respond(204));

        CompletableFuture<CommandReceipt> future = rig.execute(Commands.KICK);
        rig.time.advance(Duration.ofSeconds(3));

        assertThat(future).isCompletedWithValue(new CommandReceipt(Commands.KICK, 204, 3, Duration.ofMillis(2_100)));
        List<TransportRequest> requests = rig.transport.requests();
        assertThat(requests)
                .extracting(TransportRequest::uri)
                .containsOnly(requests.get(0).uri());
        assertThat(requests)
                .extracting(TransportRequest::body)
                .containsOnly(requests.get(0).body());
    }

    @Test
    void kick_refusedEveryTime_isNotDelivered() throws InterruptedException {
        rig.warm();
        rig.transport.always(refusal());

        CompletableFuture<CommandReceipt> future = rig.execute(Commands.KICK);
        rig.time.advance(Duration.ofSeconds(1));

        assertThat(Rig.failureOf(future)).isInstanceOf(CommandNotDeliveredException.class);
        assertThat(rig.transport.requests()).hasSize(3);
    }

    @Test
    void kick_unknownOnceAndRefusedOrRejectedThen_staysUnknown() throws InterruptedException {
        rig.warm();
        rig.transport.then(reset(), refusal(), respond(404));

        CompletableFuture<CommandReceipt> future = rig.execute(Commands.KICK);
        rig.time.advance(Duration.ofSeconds(1));

        assertThat(Rig.failureOf(future)).isInstanceOf(DeliveryUnknownException.class);
        assertThat(Rig.failureOf(future).status()).hasValue(404);
        assertThat(rig.transport.requests()).hasSize(3);
    }

    @Test
    void kick_retryAfterLongerThanTheTimeLeft_isRejectedAtOnceWithThatTime() throws InterruptedException {
        rig.warm();
        rig.transport.then(respond(429, Map.of("Retry-After", "10"), "slow down"));

        assertThat(Rig.failureOf(rig.execute(Commands.KICK)))
                .isInstanceOfSatisfying(CommandRejectedException.class, rejection -> {
                    assertThat(rejection.retryAfter()).contains(Duration.ofSeconds(10));
                    assertThat(rejection.body()).isEqualTo("slow down");
                });
        assertThat(rig.transport.requests()).hasSize(1);
    }

    @Test
    void kick_attemptAfterAttempt_getsTheSmallerOfItsTimeoutAndWhatIsLeft() throws InterruptedException {
        rig.warm();
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.KICK);
        List<Duration> limits = List.of(Duration.ofSeconds(4), Duration.ofSeconds(4), Duration.ofMillis(1_700));
        List<Duration> pauses = List.of(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ZERO);
        for (int attempt = 0; attempt < 3; attempt++) {
            rig.time.advance(limits.get(attempt).minusNanos(1));
            assertThat(rig.transport.exchange(attempt).isAborted()).isFalse();
            rig.time.advance(Duration.ofNanos(1));
            assertThat(rig.transport.exchange(attempt).isAborted()).isTrue();
            rig.time.advance(pauses.get(attempt));
        }

        assertThat(rig.transport.requests()).hasSize(3);
        assertThat(future).isCompletedExceptionally();
    }

    @Test
    void kick_failingWithTooLittleTimeLeft_isNotTriedAgain() throws InterruptedException {
        try (Rig patient = new Rig(32, builder -> builder.attemptTimeout(Duration.ofSeconds(10))).warm()) {
            CompletableFuture<CommandReceipt> future = patient.execute(Commands.KICK);
            patient.time.advance(Duration.ofMillis(9_650)); // 350 ms are left: 100 for the pause and 250 for an attempt

            patient.transport.exchange(0).fail("reset");

            assertThat(future).isCompletedExceptionally();
            assertThat(patient.transport.requests()).hasSize(1);
        }
    }

    @Test
    void kick_whoseSecondPermitComesTooLate_keepsTheFirstVerdict() throws InterruptedException {
        try (Rig narrow = new Rig(1)) {
            narrow.warm();
            narrow.transport.then(respond(503), silence());
            CompletableFuture<CommandReceipt> kick = narrow.execute(Commands.KICK);
            CompletableFuture<CommandReceipt> inTheWay = narrow.execute(Commands.DIAL_OUT);
            narrow.time.advance(Duration.ofMillis(9_800));

            narrow.transport.exchange(1).respond(200);

            assertThat(inTheWay).isCompleted();
            assertThat(Rig.failureOf(kick).status()).hasValue(503);
            assertThat(Rig.failureOf(kick).mayHaveTakenEffect()).isTrue();
            assertThat(narrow.transport.requests()).hasSize(2);
        }
    }

    @Test
    void maxAttempts_one_meansNeverAgain() throws InterruptedException {
        try (Rig once = new Rig(32, builder -> builder.maxAttempts(1)).warm()) {
            once.transport.always(refusal());

            assertThat(Rig.failureOf(once.execute(Commands.KICK))).isInstanceOf(CommandNotDeliveredException.class);
            assertThat(once.transport.requests()).hasSize(1);
        }
    }
}
