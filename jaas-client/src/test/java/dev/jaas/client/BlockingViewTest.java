package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jaas.port.driving.CommandNotDeliveredException;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.CommandRefusedException;
import dev.jaas.port.driving.CommandRejectedException;
import dev.jaas.port.driving.DeliveryUnknownException;
import dev.jaas.port.driving.JaasException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BlockingViewTest {

    @Test
    void execute_accepted_returnsTheReceipt() throws InterruptedException {
        try (Rig rig = new Rig().warm()) {
            rig.transport.always(ScriptedTransport.answer(202));

            assertThat(rig.client.blocking().execute(Commands.KICK).status()).isEqualTo(202);
        }
    }

    @Test
    void execute_failed_throwsTheExceptionItselfWithTheCallersTrace() throws InterruptedException {
        try (Rig rig = new Rig().warm()) {
            rig.transport.always(ScriptedTransport.answer(404));

            JaasException failure = catchThrowableOfType(
                    JaasException.class, () -> rig.client.blocking().execute(Commands.KICK));

            assertThat(failure).isInstanceOf(CommandRejectedException.class).hasNoCause();
            assertThat(failure.getSuppressed()).singleElement().satisfies(trace -> {
                assertThat(trace).hasMessage("the command was executed from here");
                assertThat(trace.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(BlockingViewTest.class.getName()));
            });
        }
    }

    @Test
    void execute_interruptedWhileItWaits_cancelsTheExchangeAndKeepsTheFlag() throws Exception {
        try (Rig rig = new Rig().warm()) {
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            FutureTask<Throwable> task = new FutureTask<>(() -> {
                Throwable failure = catchThrowable(() -> rig.client.blocking().execute(Commands.DIAL_OUT));
                flag.complete(Thread.currentThread().isInterrupted());
                return failure;
            });
            Thread caller = new Thread(task);
            caller.start();
            rig.transport.exchange(0);

            caller.interrupt();

            assertThat(task.get(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(DeliveryUnknownException.class)
                    .hasMessageContaining("the calling thread was interrupted before an answer came");
            assertThat(flag.join()).isTrue();
            assertThat(rig.transport.exchange(0)).isCancelled();
        }
    }

    @Test
    void execute_interruptedJustAsTheAnswerCame_returnsTheReceiptAndKeepsTheFlag() throws InterruptedException {
        try (Rig rig = new Rig().warm()) {
            rig.transport.always(ScriptedTransport.answer(200));

            Thread.currentThread().interrupt();
            CommandReceipt receipt = rig.client.blocking().execute(Commands.KICK);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(receipt.status()).isEqualTo(200);
        }
    }

    /** The call is over, and who waits for it is interrupted before it is told. */
    @Test
    void execute_interruptedAsTheCallEnds_returnsTheReceiptAndKeepsTheFlag() throws Exception {
        try (Rig rig = new Rig().warm()) {
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            FutureTask<CommandReceipt> task = new FutureTask<>(() -> {
                CommandReceipt receipt = rig.client.blocking().execute(Commands.KICK);
                flag.complete(Thread.currentThread().isInterrupted());
                return receipt;
            });
            Thread caller = new Thread(task);
            rig.transport.then(request -> new CompletableFuture<>() {
                @Override
                public boolean cancel(boolean mayInterruptIfRunning) {
                    caller.interrupt();
                    awaitStackOf(caller, "join");
                    return false;
                }
            });
            caller.start();
            awaitStackOf(caller, "get");

            rig.transport.exchange(0).complete(ScriptedTransport.response(204));

            assertThat(task.get(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS).status())
                    .isEqualTo(204);
            assertThat(flag.join()).isTrue();
        }
    }

    @Test
    void execute_whereTheTransportSaysNo_isRefusedAtOnce() throws InterruptedException {
        try (Rig rig = new Rig().warm()) {
            rig.transport.always(ScriptedTransport.answer(200)).forbidBlocking();

            assertRefused(catchThrowable(() -> rig.client.blocking().execute(Commands.KICK)));
            assertThat(rig.observer.failureOf(Commands.KICK)).isInstanceOf(CommandRefusedException.class);
            assertThat(rig.transport.requests()).isEmpty();
        }
    }

    /** As a callback with {@code Runnable::run} does it, when a deadline completes its future. */
    @Test
    void execute_onAThreadThatMakesCallsProgress_isRefusedAtOnce() throws Exception {
        try (Rig rig = new Rig().warm()) {
            FutureTask<Throwable> task = new FutureTask<>(
                    () -> catchThrowable(() -> rig.client.blocking().execute(Commands.KICK)));
            InnerThread.named("jaas-timer").newThread(task).start();

            Throwable refusal = task.get(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS);

            assertRefused(refusal);
            assertThat(refusal)
                    .hasMessage(
                            "KICK_PARTICIPANT was refused: the thread jaas-timer-1 completes this client's exchanges,"
                                    + " so waiting on it would wait for ever; use the asynchronous methods there.");
            assertThat(rig.transport.requests()).isEmpty();
        }
    }

    @Test
    void execute_inMoreCallbacksThanThereAreThreads_doesNotDeadlock() {
        ScriptedTransport transport = new ScriptedTransport(2).always(ScriptedTransport.answer(200));
        try (JaasClient client =
                JaasClient.builder(new ScriptedSigner(), transport).build()) {
            List<CompletableFuture<CommandReceipt>> nested = Stream.generate(() -> client.execute(Commands.KICK)
                            .thenApply(receipt -> client.blocking().execute(Commands.DESTROY)))
                    .limit(50)
                    .toList();

            assertThat(nested)
                    .allSatisfy(call -> assertThat(Rig.await(call).command()).isEqualTo(Commands.DESTROY));
        }
    }

    @Test
    void execute_closedMeanwhile_ends() throws Exception {
        Rig rig = new Rig(1).warm();
        FutureTask<Throwable> inFlight = new FutureTask<>(
                () -> catchThrowable(() -> rig.client.blocking().execute(Commands.KICK)));
        new Thread(inFlight).start();
        rig.transport.exchange(0);
        FutureTask<Throwable> waiting = new FutureTask<>(
                () -> catchThrowable(() -> rig.client.blocking().execute(Commands.DIAL_OUT)));
        new Thread(waiting).start();

        rig.client.close();

        assertThat(inFlight.get(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(DeliveryUnknownException.class);
        assertThat(waiting.get(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOfAny(CommandNotDeliveredException.class, CommandRefusedException.class);
        assertThat(rig.transport.requests()).hasSize(1);
    }

    private static void awaitStackOf(Thread thread, String method) {
        while (Stream.of(thread.getStackTrace())
                .noneMatch(frame -> frame.getClassName().equals(CompletableFuture.class.getName())
                        && frame.getMethodName().equals(method))) {
            Thread.onSpinWait();
        }
    }

    private static void assertRefused(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        CommandRefusedException.class,
                        refusal -> assertThat(refusal.reason())
                                .isEqualTo(CommandRefusedException.Reason.THREAD_MUST_NOT_BLOCK));
    }
}
