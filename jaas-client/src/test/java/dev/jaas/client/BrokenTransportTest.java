package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.client.ScriptedTransport.Behaviour;
import dev.jaas.domain.JaasCommand;
import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportResponse;
import dev.jaas.port.driving.CommandNotDeliveredException;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.DeliveryUnknownException;
import dev.jaas.port.driving.JaasException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A transport that breaks its contract: no call hangs, nothing is claimed that is not known, nothing is dialled twice. */
@Timeout(60)
class BrokenTransportTest {

    private final Rig rig = new Rig(1);

    @SuppressWarnings("NullAway") // breaking the contract is the point
    static Stream<Arguments> breaches() {
        return Map.<String, Behaviour>of(
                        "throws",
                        request -> {
                            throw new IllegalStateException("Bearer secret");
                        },
                        "throws what it was not to",
                        request -> {
                            throw TransportException.notSent("Bearer secret");
                        },
                        "throws an Error",
                        request -> {
                            throw new NoClassDefFoundError("Bearer secret");
                        },
                        "returns nothing",
                        request -> null,
                        "answers nothing",
                        request -> CompletableFuture.completedFuture(null),
                        "fails with something else",
                        ScriptedTransport.failure(new IllegalStateException("Bearer secret")),
                        "fails with something else around what it was to fail with",
                        ScriptedTransport.failure(
                                new IllegalStateException(TransportException.notSent("Bearer secret"))),
                        "fails with an Error",
                        ScriptedTransport.failure(new StackOverflowError("Bearer secret")),
                        "cancels",
                        request -> {
                            CompletableFuture<TransportResponse> exchange = new CompletableFuture<>();
                            exchange.cancel(true);
                            return exchange;
                        })
                .entrySet()
                .stream()
                .map(breach -> Arguments.of(breach.getKey(), breach.getValue()));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaches")
    void send_thatBreaksTheContract_isOverAtOnceAndOfUnknownFate(String name, Behaviour breach) throws Exception {
        rig.warm();
        rig.transport.then(breach).always(ScriptedTransport.answer(200));

        CompletableFuture<CommandReceipt> call = rig.execute(Commands.DIAL_OUT);

        assertThat(call).as(name).isDone();
        JaasException failure = Rig.failureOf(call);
        if (name.equals("throws what it was not to")) {
            assertThat(failure).isInstanceOf(CommandNotDeliveredException.class);
        } else {
            assertThat(failure).isInstanceOf(DeliveryUnknownException.class);
        }
        assertThat(failure).hasMessageNotContaining("secret").hasNoCause();
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(Rig.await(rig.execute(Commands.KICK)).attempts()).isEqualTo(1);
    }

    @Test
    void send_thatFailsWrapped_isUnwrapped() throws InterruptedException {
        rig.warm();
        rig.transport.then(
                ScriptedTransport.failure(new CompletionException(TransportException.notSent("connection refused"))));

        assertThat(Rig.failureOf(rig.execute(Commands.DIAL_OUT)))
                .isInstanceOf(CommandNotDeliveredException.class)
                .hasMessageContaining("connection refused");
    }

    @Test
    void send_thatFailsWrappedAroundNothing_isUnknown() throws InterruptedException {
        rig.warm();
        rig.transport.then(ScriptedTransport.failure(new CompletionException("empty", null)));

        assertThat(Rig.failureOf(rig.execute(Commands.DIAL_OUT))).isInstanceOf(DeliveryUnknownException.class);
    }

    @Test
    void send_thatCompletesAgain_countsOnce() throws InterruptedException {
        rig.warm();
        CompletableFuture<CommandReceipt> call = rig.execute(Commands.KICK);

        rig.transport.exchange(0).complete(ScriptedTransport.response(503));
        rig.transport.exchange(0).complete(ScriptedTransport.response(200));
        rig.transport.exchange(0).obtrudeValue(ScriptedTransport.response(200));

        assertThat(call).isNotDone();
        rig.time.advance(Duration.ofMillis(100));
        rig.transport.exchange(1).complete(ScriptedTransport.response(201));
        assertThat(call).isCompletedWithValueMatching(receipt -> receipt.status() == 201);
        assertThat(rig.transport.requests()).hasSize(2);
    }

    @Test
    void send_thatNeverAnswers_isOverByTheDeadlineForARepeatableCommandToo() throws InterruptedException {
        rig.warm();

        for (JaasCommand command : Commands.ALL) {
            CompletableFuture<CommandReceipt> call = rig.execute(command);
            rig.time.advance(Duration.ofMillis(10_150));
            assertThat(Rig.failureOf(call)).isInstanceOf(DeliveryUnknownException.class);
        }

        assertThat(rig.transport.requests()).hasSize(6);
        assertThat(rig.transport.inFlight()).isZero();
    }

    @Test
    void send_thatAnswersAtOnceToALongQueue_doesNotOverflowTheStack() throws InterruptedException {
        rig.warm();
        CompletableFuture<CommandReceipt> first = rig.execute(Commands.KICK);
        rig.transport.always(ScriptedTransport.answer(200));
        CompletableFuture<?>[] waiting =
                Stream.generate(() -> rig.execute(Commands.KICK)).limit(10_000).toArray(CompletableFuture<?>[]::new);

        rig.transport.exchange(0).complete(ScriptedTransport.response(200));

        assertThat(first).isCompleted();
        Rig.await(CompletableFuture.allOf(waiting));
        assertThat(rig.transport.requests()).hasSize(10_001);
        assertThat(rig.transport.mostInFlight()).isEqualTo(1);
    }
}
