package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jaas.port.driven.TransportResponse;
import dev.jaas.port.driving.CommandNotDeliveredException;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.DeliveryUnknownException;
import dev.jaas.port.driving.JaasException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a call can be when it has to end, and why it has to: what is said of it is true, and nothing of it is left. */
@Timeout(60)
class CallEndingTest {

    private static final Duration BUDGET = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofMillis(150);

    private final CountDownLatch signerHangs = new CountDownLatch(1);
    private final Rig rig = new Rig(1);

    /** How far the call has come. */
    enum Stage {
        WAITING_FOR_TURN(false, 0, "before its turn came to be sent"),
        WAITING_FOR_TOKEN(false, 0, "before the signer had made a token"),
        IN_FLIGHT(true, 1, "before an answer came"),
        PAUSING(false, 1, "connection refused (ConnectException)");

        private final boolean unknown;
        private final int attempts;
        private final String detail;

        Stage(boolean unknown, int attempts, String detail) {
            this.unknown = unknown;
            this.attempts = attempts;
            this.detail = detail;
        }
    }

    enum Ending {
        DEADLINE("the time for the call was up "),
        CANCELLED("the call was cancelled "),
        INTERRUPTED("the calling thread was interrupted "),
        CLOSED("the client was closed ");

        private final String why;

        Ending(String why) {
            this.why = why;
        }
    }

    static Stream<Arguments> cases() {
        return Stream.of(Stage.values())
                .flatMap(stage -> Stream.of(Ending.values())
                        // a pause that would reach the deadline is not begun
                        .filter(ending -> stage != Stage.PAUSING || ending != Ending.DEADLINE)
                        .map(ending -> Arguments.of(stage, ending)));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void end_anywhere_saysTheTruthAndLeavesNothingBehind(Stage stage, Ending ending) throws Exception {
        arrange(stage);

        end(stage, ending);

        JaasException verdict = rig.observer.failureOf(Commands.HANG_UP);
        assertThat(verdict)
                .isInstanceOf(stage.unknown ? DeliveryUnknownException.class : CommandNotDeliveredException.class)
                .hasMessageContaining(stage == Stage.PAUSING ? stage.detail : ending.why + stage.detail);
        assertThat(verdict.attempts()).isEqualTo(stage.attempts);
        if (ending == Ending.CLOSED) {
            assertThat(rig.transport.inFlight()).isZero();
            assertThat(rig.time.delays()).isEmpty();
        } else {
            assertNothingIsLeft(stage);
        }
    }

    /** The one place is free again, and what is over is not sent later. */
    private void assertNothingIsLeft(Stage stage) throws InterruptedException {
        int sent = rig.transport.requests().size();
        rig.transport.always(ScriptedTransport.answer(200));
        signerHangs.countDown();
        if (stage == Stage.WAITING_FOR_TURN) {
            rig.transport.exchange(0).complete(ScriptedTransport.response(200));
        }
        rig.token();

        assertThat(rig.transport.inFlight()).isZero();
        assertThat(Rig.await(rig.execute(Commands.DESTROY)).status()).isEqualTo(200);
        assertThat(rig.time.delays()).isEmpty();
        assertThat(rig.transport.requests()).hasSize(sent + 1);
    }

    /** Has the next command come as far as that. */
    private void arrange(Stage stage) throws InterruptedException {
        if (stage == Stage.WAITING_FOR_TOKEN) {
            rig.signer.thenHang(signerHangs);
            return;
        }
        rig.warm();
        if (stage == Stage.WAITING_FOR_TURN) {
            rig.execute(Commands.KICK);
        } else if (stage == Stage.PAUSING) {
            rig.transport.then(ScriptedTransport.refusal());
        }
    }

    private void end(Stage stage, Ending ending) throws InterruptedException {
        if (ending == Ending.INTERRUPTED) {
            Thread.currentThread().interrupt();
            assertThat(catchThrowable(() -> rig.client.blocking().execute(Commands.HANG_UP)))
                    .isInstanceOf(JaasException.class);
            assertThat(Thread.interrupted()).as("the flag is still set").isTrue();
            return;
        }
        CompletableFuture<CommandReceipt> call = rig.execute(Commands.HANG_UP);
        if (stage == Stage.WAITING_FOR_TOKEN) {
            rig.signer.awaitNext(1);
        }
        assertThat(call).isNotDone();
        switch (ending) {
            case DEADLINE -> rig.time.advance(stage == Stage.IN_FLIGHT ? BUDGET.plus(GRACE) : BUDGET);
            case CANCELLED -> call.cancel(true);
            default -> rig.client.close();
        }
        assertThat(call).isDone();
    }

    @Test
    void deadline_inFlight_leavesTheTransportAMomentToSayMore() throws InterruptedException {
        rig.warm();
        CompletableFuture<CommandReceipt> call = rig.execute(Commands.DIAL_OUT);

        rig.time.advance(BUDGET.plus(GRACE).minusNanos(1));
        assertThat(call).isNotDone();
        rig.transport.exchange(0).complete(ScriptedTransport.response(202));

        assertThat(call).isCompletedWithValueMatching(receipt -> receipt.status() == 202);
    }

    @Test
    void cancel_ofADerivedFuture_doesNotStopTheCall() throws InterruptedException {
        rig.warm();
        CompletableFuture<CommandReceipt> call = rig.execute(Commands.DIAL_OUT);

        call.thenApply(CommandReceipt::status).cancel(true);
        assertThat(rig.transport.exchange(0)).isNotDone();
        rig.transport.exchange(0).complete(ScriptedTransport.response(200));

        assertThat(call).isCompletedWithValueMatching(receipt -> receipt.status() == 200);
    }

    @Test
    void cancel_ofTheFutureItself_cancelsTheExchange() throws InterruptedException {
        rig.warm();
        CompletableFuture<CommandReceipt> call = rig.execute(Commands.DIAL_OUT);

        call.cancel(false);

        assertThat(rig.transport.exchange(0)).isCancelled();
        assertThat(call).isCancelled();
    }

    @Test
    void complete_byTheCallerHimself_stopsTheExchangeToo() throws InterruptedException {
        rig.warm();
        CompletableFuture<CommandReceipt> call = rig.execute(Commands.KICK);

        call.completeExceptionally(new IllegalStateException("no longer wanted"));

        assertThat(rig.transport.exchange(0)).isCancelled();
    }

    @Test
    void cancel_whileTheTransportIsStillSending_cancelsWhatItReturns() throws InterruptedException {
        rig.warm();
        CompletableFuture<TransportResponse> exchange = new CompletableFuture<>();
        rig.transport.then(request -> {
            rig.client.close();
            return exchange;
        });

        assertThat(Rig.failureOf(rig.execute(Commands.DIAL_OUT))).isInstanceOf(DeliveryUnknownException.class);

        assertThat(exchange).isCancelled();
    }

    @Test
    void cancel_whileTheTransportIsStillSending_keepsThePlaceUntilThatIsCancelled() throws InterruptedException {
        rig.warm();
        rig.execute(Commands.DESTROY);
        CompletableFuture<CommandReceipt> call = rig.execute(Commands.KICK);
        CompletableFuture<TransportResponse> exchange = new CompletableFuture<>();
        rig.transport.then(request -> {
            Rig.await(CompletableFuture.runAsync(() -> call.cancel(true)));
            assertThat(rig.transport.requests()).as("the place is still taken").hasSize(2);
            return exchange;
        });
        rig.execute(Commands.HANG_UP);

        rig.transport.exchange(0).complete(ScriptedTransport.response(200));

        assertThat(exchange).isCancelled();
        assertThat(rig.transport.requests()).hasSize(3);
        assertThat(rig.transport.mostInFlight()).isEqualTo(1);
    }

    @Test
    void answer_afterTheEnd_changesNothing() throws InterruptedException {
        rig.warm();
        CompletableFuture<TransportResponse> deaf = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return false;
            }
        };
        rig.transport.then(request -> deaf);
        CompletableFuture<CommandReceipt> call = rig.execute(Commands.KICK);
        rig.time.advance(BUDGET.plus(GRACE));

        deaf.complete(ScriptedTransport.response(503));
        rig.time.advance(BUDGET);

        assertThat(Rig.failureOf(call).status()).isEmpty();
        assertThat(rig.transport.requests()).hasSize(1);
        rig.transport.always(ScriptedTransport.answer(200));
        assertThat(Rig.await(rig.execute(Commands.KICK)).attempts()).isEqualTo(1);
    }
}
