// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static dev.jaas.client.ScriptedTransport.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.client.ScriptedTransport.Behaviour;
import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A transport that breaks its contract: no command hangs, nothing is reported that is not known, no dial-out is sent twice. */
@Timeout(60)
class BrokenTransportTest {

    private final Rig rig = new Rig(1);

    static Stream<Arguments> breaches() {
        return Stream.of(
                breach("throws", exchange -> {
                    throw new IllegalStateException("Bearer secret");
                }),
                breach("throws after sending", exchange -> {
                    exchange.send();
                    throw new IllegalStateException("Bearer secret");
                }),
                breach("throws an Error", exchange -> {
                    throw new NoClassDefFoundError("Bearer secret");
                }),
                breach("returns null", exchange -> null),
                breach("completes without a head", ScriptedTransport.doing(exchange -> {
                    exchange.send();
                    exchange.complete();
                })),
                breach("completes without asking", ScriptedTransport.doing(ScriptedExchange::complete)),
                breach("responds without asking", ScriptedTransport.doing(exchange -> exchange.respond(200))),
                breach("reports an interim response", ScriptedTransport.doing(exchange -> {
                    exchange.send();
                    exchange.head(100, Map.of());
                })),
                breach("reports no description", ScriptedTransport.doing(exchange -> {
                    exchange.send();
                    exchange.fail("");
                })),
                breach("throws from the lookup of headers", ScriptedTransport.doing(exchange -> {
                    exchange.send();
                    exchange.headThatThrows(200);
                })));
    }

    private static Arguments breach(String name, Behaviour behaviour) {
        return Arguments.of(name, behaviour);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaches")
    void start_thatBreaksTheContract_endsAtOnceAndIsUnknown(String name, Behaviour breach) throws Exception {
        rig.warm();
        rig.transport.then(breach).always(ScriptedTransport.respond(200));

        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);

        assertThat(future).as(name).isDone();
        JaasException failure = Rig.failureOf(future);
        assertThat(failure).isInstanceOf(DeliveryUnknownException.class);
        assertThat(failure).hasMessageNotContaining("secret").hasNoCause();
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(Rig.await(rig.execute(Commands.KICK)).attempts()).isEqualTo(1);
    }

    @Test
    void head_withoutAsking_makesEveryFailureOfTheClientUnknownAndIsLoggedOnce() throws InterruptedException {
        List<String> lines = new CopyOnWriteArrayList<>();
        ListenableLoggers.listen(lines::add);
        rig.warm();
        rig.transport.then(refusal());
        assertThat(Rig.failureOf(rig.execute(Commands.DIAL_OUT))).isInstanceOf(CommandNotDeliveredException.class);

        for (int i = 0; i < 2; i++) {
            rig.transport.then(ScriptedTransport.doing(exchange -> exchange.respond(200)));
            assertThat(Rig.failureOf(rig.execute(Commands.DIAL_OUT))).isInstanceOf(DeliveryUnknownException.class);
        }

        rig.transport.then(refusal());
        assertThat(Rig.failureOf(rig.execute(Commands.DIAL_OUT))).isInstanceOf(DeliveryUnknownException.class);
        ListenableLoggers.ignore();
        assertThat(lines)
                .filteredOn(line -> line.startsWith(
                        "ERROR The transport dev.jaas.client.ScriptedTransport sends requests" + " without asking"))
                .hasSize(1);
    }

    @Test
    void head_afterBeforeSendReturnedFalse_makesLaterFailuresUnknown() throws InterruptedException {
        rig.warm();
        rig.transport.then(ScriptedTransport.connecting());
        CompletableFuture<CommandReceipt> cancelled = rig.execute(Commands.DIAL_OUT);
        cancelled.cancel(true);

        assertThat(rig.transport.exchange(0).send()).isFalse();
        assertThat(rig.transport.exchange(0).head(200, Map.of())).isFalse();

        rig.transport.then(refusal());
        assertThat(Rig.failureOf(rig.execute(Commands.DIAL_OUT))).isInstanceOf(DeliveryUnknownException.class);
    }

    @Test
    void head_afterAnAttemptThatWasSent_doesNotMakeLaterFailuresUnknown() throws InterruptedException {
        rig.warm();
        rig.execute(Commands.DIAL_OUT).cancel(true);

        assertThat(rig.transport.exchange(0).head(200, Map.of())).isFalse();

        rig.transport.then(refusal());
        assertThat(Rig.failureOf(rig.execute(Commands.DIAL_OUT))).isInstanceOf(CommandNotDeliveredException.class);
    }

    @Test
    void abort_thatThrows_endsTheCommandAndReturnsThePermit() throws InterruptedException {
        rig.warm();
        rig.transport.then(exchange -> {
            exchange.send();
            return () -> {
                throw new IllegalStateException("Bearer secret");
            };
        });
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);

        rig.time.advance(Duration.ofSeconds(10));

        assertThat(Rig.failureOf(future)).isInstanceOf(DeliveryUnknownException.class);
        rig.transport.always(ScriptedTransport.respond(200));
        assertThat(Rig.await(rig.execute(Commands.KICK)).status()).isEqualTo(200);
    }

    @Test
    void beforeSend_askedAgain_isGrantedOnce() throws InterruptedException {
        rig.warm();
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.KICK);

        assertThat(rig.transport.exchange(0).send()).as("the second time").isFalse();
        rig.transport.exchange(0).respond(200);

        assertThat(future).isCompletedWithValueMatching(receipt -> receipt.status() == 200);
    }

    @Test
    void complete_again_countsOnce() throws InterruptedException {
        rig.warm();
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.KICK);

        rig.transport.exchange(0).respond(503);
        rig.transport.exchange(0).respond(200);

        assertThat(future).isNotDone();
        rig.time.advance(Duration.ofMillis(100));
        rig.transport.exchange(1).respond(201);
        assertThat(future).isCompletedWithValueMatching(receipt -> receipt.status() == 201);
        assertThat(rig.transport.requests()).hasSize(2);
    }

    @Test
    void exchange_thatNeverEnds_isUnknownAtTheDeadline() throws InterruptedException {
        rig.warm();

        for (JaasCommand command : Commands.ALL) {
            CompletableFuture<CommandReceipt> future = rig.execute(command);
            rig.time.advance(Duration.ofSeconds(10));
            assertThat(Rig.failureOf(future)).isInstanceOf(DeliveryUnknownException.class);
        }

        assertThat(rig.transport.requests()).as("three times, but the dial-out").hasSize(16);
        assertThat(rig.transport.inFlight()).isZero();
    }

    @Test
    void respond_withinStartToALongQueue_doesNotOverflowTheStack() throws InterruptedException {
        rig.warm();
        CompletableFuture<CommandReceipt> first = rig.execute(Commands.KICK);
        rig.transport.always(ScriptedTransport.respond(200));
        CompletableFuture<?>[] waiting =
                Stream.generate(() -> rig.execute(Commands.KICK)).limit(10_000).toArray(CompletableFuture<?>[]::new);

        rig.transport.exchange(0).respond(200);

        assertThat(first).isCompleted();
        Rig.await(CompletableFuture.allOf(waiting));
        assertThat(rig.transport.requests()).hasSize(10_001);
        assertThat(rig.transport.maxInFlight()).isEqualTo(1);
    }
}
