package dev.jaas.client;

import static dev.jaas.client.ScriptedTransport.answer;
import static dev.jaas.client.ScriptedTransport.refusal;
import static dev.jaas.client.ScriptedTransport.reset;
import static dev.jaas.client.ScriptedTransport.silence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportRequest;
import dev.jaas.port.driving.CommandNotDeliveredException;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.CommandRejectedException;
import dev.jaas.port.driving.DeliveryUnknownException;
import dev.jaas.port.driving.JaasException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallRetryTest {

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void kick_thatFailsAgainAndAgain_isSentThreeTimesWithGrowingPauses() throws InterruptedException {
        rig.warm();
        rig.transport.always(answer(503));

        CompletableFuture<CommandReceipt> call = rig.execute(Commands.KICK);
        assertThat(rig.transport.requests()).hasSize(1);
        rig.time.advance(Duration.ofMillis(100).minusNanos(1));
        assertThat(rig.transport.requests()).hasSize(1);
        rig.time.advance(Duration.ofNanos(1));
        assertThat(rig.transport.requests()).hasSize(2);
        rig.time.advance(Duration.ofMillis(200).minusNanos(1));
        assertThat(rig.transport.requests()).hasSize(2);
        rig.time.advance(Duration.ofNanos(1));
        assertThat(rig.transport.requests()).hasSize(3);

        assertThat(Rig.failureOf(call))
                .isInstanceOf(DeliveryUnknownException.class)
                .extracting(JaasException::attempts)
                .isEqualTo(3);
        assertThat(rig.time.delays()).isEmpty();
        assertThat(rig.observer.next(6))
                .containsExactly(
                        "KICK_PARTICIPANT attempt 1",
                        "KICK_PARTICIPANT failed 1 (JaaS answered 503), again in PT0.1S",
                        "KICK_PARTICIPANT attempt 2",
                        "KICK_PARTICIPANT failed 2 (JaaS answered 503), again in PT0.2S",
                        "KICK_PARTICIPANT attempt 3",
                        "KICK_PARTICIPANT DeliveryUnknownException");
    }

    @Test
    void kick_thatSucceedsInTheEnd_isAcceptedWithItsAttemptsAndTime() throws InterruptedException {
        rig.warm();
        rig.transport
                .then(refusal(), answer(429, Map.of("Retry-After", "2"), ""))
                .always(answer(204));

        CompletableFuture<CommandReceipt> call = rig.execute(Commands.KICK);
        rig.time.advance(Duration.ofSeconds(3));

        assertThat(call).isCompletedWithValue(new CommandReceipt(Commands.KICK, 204, 3, Duration.ofMillis(2_100)));
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

        CompletableFuture<CommandReceipt> call = rig.execute(Commands.KICK);
        rig.time.advance(Duration.ofSeconds(1));

        assertThat(Rig.failureOf(call)).isInstanceOf(CommandNotDeliveredException.class);
        assertThat(rig.transport.requests()).hasSize(3);
    }

    @Test
    void kick_unknownOnceAndRefusedOrRejectedThen_staysUnknown() throws InterruptedException {
        rig.warm();
        rig.transport.then(reset(), refusal(), answer(404));

        CompletableFuture<CommandReceipt> call = rig.execute(Commands.KICK);
        rig.time.advance(Duration.ofSeconds(1));

        assertThat(Rig.failureOf(call)).isInstanceOf(DeliveryUnknownException.class);
        assertThat(Rig.failureOf(call).status()).hasValue(404);
        assertThat(rig.transport.requests()).hasSize(3);
    }

    @Test
    void kick_toldToWaitLongerThanThereIsTime_isRejectedAtOnceWithThatTime() throws InterruptedException {
        rig.warm();
        rig.transport.then(answer(429, Map.of("Retry-After", "10"), "slow down"));

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
        CompletableFuture<CommandReceipt> call = rig.execute(Commands.KICK);
        for (int attempt = 0; attempt < 3; attempt++) {
            rig.time.advance(rig.transport.requests().get(attempt).timeout());
            rig.transport.exchange(attempt).completeExceptionally(TransportException.unknown("timeout"));
            rig.time.advance(Duration.ofMillis(200));
        }

        assertThat(rig.transport.requests())
                .extracting(TransportRequest::timeout)
                .containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(4), Duration.ofMillis(1_600));
        assertThat(call).isCompletedExceptionally();
    }

    @Test
    void kick_failingWithTooLittleTimeLeft_isNotTriedAgain() throws InterruptedException {
        rig.warm();
        CompletableFuture<CommandReceipt> call = rig.execute(Commands.KICK);
        rig.time.advance(Duration.ofMillis(9_650)); // and 350 ms are left: 100 for the pause and 250 for an attempt

        rig.transport.exchange(0).completeExceptionally(TransportException.notSent("refused"));

        assertThat(call).isCompletedExceptionally();
        assertThat(rig.transport.requests()).hasSize(1);
    }

    @Test
    void kick_whoseSecondTurnComesTooLate_keepsTheFirstVerdict() throws InterruptedException {
        try (Rig narrow = new Rig(1)) {
            narrow.warm();
            narrow.transport.then(answer(503), silence());
            CompletableFuture<CommandReceipt> kick = narrow.execute(Commands.KICK);
            CompletableFuture<CommandReceipt> inTheWay = narrow.execute(Commands.DIAL_OUT);
            narrow.time.advance(Duration.ofMillis(9_800));

            narrow.transport.exchange(1).complete(ScriptedTransport.response(200));

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
