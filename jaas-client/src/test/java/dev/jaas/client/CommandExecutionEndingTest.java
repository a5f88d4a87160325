// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An execution that is ended in each phase, for each reason: the verdict is right, and nothing is left behind. */
@Timeout(60)
class CommandExecutionEndingTest {

    private static final Duration BUDGET = Duration.ofSeconds(10);

    private final CountDownLatch signerHangs = new CountDownLatch(1);
    private final Rig rig = new Rig(1, builder -> builder.attemptTimeout(BUDGET));

    /** How far the execution has come. */
    enum Stage {
        WAITING_FOR_PERMIT(false, 0, "before a connection was free"),
        WAITING_FOR_TOKEN(false, 0, "before a token was signed"),
        CONNECTING(false, 1, "before a connection was ready"),
        SENT(true, 1, "before a response came"),
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
        DEADLINE("the command's time was up "),
        CANCELLED("the command was cancelled "),
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
    void end_anywhere_reportsWhatIsKnownAndLeavesNothingBehind(Stage stage, Ending ending) throws Exception {
        arrange(stage);

        end(stage, ending);

        JaasException verdict = rig.observer.failureOf(Commands.HANG_UP);
        assertThat(verdict)
                .isInstanceOf(stage.unknown ? DeliveryUnknownException.class : CommandNotDeliveredException.class)
                .hasMessageContaining(expectedDetail(stage, ending));
        assertThat(verdict.attempts()).isEqualTo(stage.attempts);
        if (ending == Ending.CLOSED) {
            assertThat(rig.transport.inFlight()).isZero();
            assertThat(rig.time.delays()).isEmpty();
        } else {
            assertNothingIsLeft(stage);
        }
    }

    /** The timer of the second one's attempt is older than that of the second one's deadline, and both are due at the same time. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deadline_ofADialOut_saysTheSameWhicheverTimerComesFirst(boolean sent) throws InterruptedException {
        try (Rig patient = new Rig(2).warm()) {
            patient.transport.always(sent ? ScriptedTransport.silence() : ScriptedTransport.connecting());
            CompletableFuture<CommandReceipt> first = patient.execute(Commands.DIAL_OUT);
            patient.time.advance(Duration.ofSeconds(3));
            CompletableFuture<CommandReceipt> second = patient.execute(Commands.DIAL_OUT);

            patient.time.advance(BUDGET);

            String description = "the command's time was up " + (sent ? Stage.SENT : Stage.CONNECTING).detail;
            assertThat(Rig.failureOf(first)).hasMessageContaining(description);
            assertThat(Rig.failureOf(second)).hasMessageContaining(description);
        }
    }

    private static String expectedDetail(Stage stage, Ending ending) {
        if (stage == Stage.WAITING_FOR_PERMIT && ending == Ending.DEADLINE) { // the permit comes at the same moment
            return "too little of the command's time was left to send it";
        }
        return stage == Stage.PAUSING ? stage.detail : ending.why + stage.detail;
    }

    /** The one permit is free again, and what is over is not sent later. */
    private void assertNothingIsLeft(Stage stage) throws InterruptedException {
        int sent = rig.transport.requests().size();
        rig.transport.always(ScriptedTransport.respond(200));
        signerHangs.countDown();
        if (stage == Stage.WAITING_FOR_PERMIT) {
            rig.transport.exchange(0).respond(200);
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
        if (stage == Stage.WAITING_FOR_PERMIT) {
            rig.execute(Commands.KICK);
        } else if (stage == Stage.PAUSING) {
            rig.transport.then(ScriptedTransport.refusal());
        } else if (stage == Stage.CONNECTING) {
            rig.transport.then(ScriptedTransport.connecting());
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
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.HANG_UP);
        if (stage == Stage.WAITING_FOR_TOKEN) {
            rig.signer.awaitNext(1);
        }
        assertThat(future).isNotDone();
        switch (ending) {
            case DEADLINE -> rig.time.advance(BUDGET);
            case CANCELLED -> future.cancel(true);
            default -> rig.client.close();
        }
        assertThat(future).isDone();
    }

    @Test
    void cancel_ofADerivedFuture_doesNotStopTheExecution() throws InterruptedException {
        rig.warm();
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);

        future.thenApply(CommandReceipt::status).cancel(true);
        assertThat(rig.transport.exchange(0).isOver()).isFalse();
        rig.transport.exchange(0).respond(200);

        assertThat(future).isCompletedWithValueMatching(receipt -> receipt.status() == 200);
    }

    @Test
    void cancel_ofTheFutureItself_abortsTheExchange() throws InterruptedException {
        rig.warm();
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);

        future.cancel(false);

        assertThat(rig.transport.exchange(0).isAborted()).isTrue();
        assertThat(future).isCancelled();
    }

    @Test
    void complete_byTheCaller_abortsTheExchangeToo() throws InterruptedException {
        rig.warm();
        CompletableFuture<CommandReceipt> failed = rig.execute(Commands.KICK);
        CompletableFuture<CommandReceipt> completed = rig.execute(Commands.KICK);
        rig.transport.always(ScriptedTransport.silence());

        failed.completeExceptionally(new IllegalStateException("no longer wanted"));
        completed.complete(new CommandReceipt(Commands.KICK, 200, 1, Duration.ZERO));

        assertThat(rig.transport.exchange(0).isAborted()).isTrue();
        assertThat(rig.transport.exchange(1).isAborted()).isTrue();
    }

    @Test
    void close_whileTheTransportIsStarting_abortsWhatItReturns() throws InterruptedException {
        rig.warm();
        rig.transport.then(ScriptedTransport.doing(exchange -> {
            exchange.send();
            rig.client.close();
        }));

        assertThat(Rig.failureOf(rig.execute(Commands.DIAL_OUT))).isInstanceOf(DeliveryUnknownException.class);

        assertThat(rig.transport.exchange(0).isAborted()).isTrue();
    }

    @Test
    void cancel_whileTheTransportIsStarting_keepsThePermitUntilThatIsAborted() throws InterruptedException {
        rig.warm();
        rig.execute(Commands.DESTROY);
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.KICK);
        rig.transport.then(ScriptedTransport.doing(exchange -> {
            Rig.await(CompletableFuture.runAsync(() -> future.cancel(true)));
            assertThat(rig.transport.requests()).as("the permit is still taken").hasSize(2);
        }));
        rig.execute(Commands.HANG_UP);

        rig.transport.exchange(0).respond(200);

        assertThat(rig.transport.exchange(1).isAborted()).isTrue();
        assertThat(rig.transport.requests()).hasSize(3);
        assertThat(rig.transport.maxInFlight()).isEqualTo(1);
    }

    @Test
    void response_afterTheEnd_changesNothing() throws InterruptedException {
        rig.warm();
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.KICK);
        rig.time.advance(BUDGET);
        ScriptedExchange late = rig.transport.exchange(0);
        assertThat(late.isAborted()).isTrue();

        assertThat(late.send()).isFalse();
        assertThat(late.head(503, Map.of())).isFalse();
        assertThat(late.body(new byte[1])).isFalse();
        late.complete();
        late.fail("late");
        rig.time.advance(BUDGET);

        assertThat(Rig.failureOf(future).status()).isEmpty();
        rig.transport.always(ScriptedTransport.respond(200));
        assertThat(Rig.await(rig.execute(Commands.KICK)).attempts()).isEqualTo(1);
    }
}
