// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BlockingViewTest {

    @Test
    void execute_accepted_returnsTheReceipt() throws InterruptedException {
        try (Rig rig = new Rig().warm()) {
            rig.transport.always(ScriptedTransport.respond(202));

            assertThat(rig.client.blocking().execute(Commands.KICK).status()).isEqualTo(202);
        }
    }

    @Test
    void execute_failed_throwsTheExceptionItselfWithTheCallersTrace() throws InterruptedException {
        try (Rig rig = new Rig().warm()) {
            rig.transport.always(ScriptedTransport.respond(404));

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

            assertThat(task.get(Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(DeliveryUnknownException.class)
                    .hasMessageContaining("the calling thread was interrupted before a response came");
            assertThat(flag.join()).isTrue();
            assertThat(rig.transport.exchange(0).isAborted()).isTrue();
        }
    }

    @Test
    void execute_interruptedAsTheResponseArrives_returnsTheReceiptAndKeepsTheFlag() throws InterruptedException {
        try (Rig rig = new Rig().warm()) {
            rig.transport.always(ScriptedTransport.respond(200));

            Thread.currentThread().interrupt();
            CommandReceipt receipt = rig.client.blocking().execute(Commands.KICK);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(receipt.status()).isEqualTo(200);
        }
    }

    /** The execution is over, and the thread that waits for it is interrupted before it is notified. */
    @Test
    void execute_interruptedAsTheExecutionEnds_returnsTheReceiptAndKeepsTheFlag() throws Exception {
        try (Rig rig = new Rig().warm()) {
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            FutureTask<CommandReceipt> task = new FutureTask<>(() -> {
                CommandReceipt receipt = rig.client.blocking().execute(Commands.KICK);
                flag.complete(Thread.currentThread().isInterrupted());
                return receipt;
            });
            Thread caller = new Thread(task);
            AtomicReference<ScriptedExchange> started = new AtomicReference<>();
            rig.transport.then(exchange -> {
                exchange.send();
                started.set(exchange);
                return () -> { // what ends the execution interrupts the caller
                    caller.interrupt();
                    awaitStackOf(caller, "join");
                };
            });
            caller.start();
            awaitStackOf(caller, "get");

            assertThat(requireNonNull(started.get()).head(204, Map.of())).isTrue();
            rig.time.advance(Attempt.BODY_TIMEOUT);

            assertThat(task.get(Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS).status())
                    .isEqualTo(204);
            assertThat(flag.join()).isTrue();
        }
    }

    @Test
    void execute_whereTheTransportSaysNo_isRefusedAtOnce() throws InterruptedException {
        try (Rig rig = new Rig().warm()) {
            rig.transport.always(ScriptedTransport.respond(200)).forbidBlocking();

            assertRefused(catchThrowable(() -> rig.client.blocking().execute(Commands.KICK)));
            assertThat(rig.observer.failureOf(Commands.KICK)).isInstanceOf(CommandRefusedException.class);
            assertThat(rig.transport.requests()).isEmpty();
        }
    }

    /** As a callback with {@code Runnable::run} does it, when a deadline completes its future. */
    @Test
    void execute_onAThreadThatCompletesExecutions_isRefusedAtOnce() throws Exception {
        try (Rig rig = new Rig().warm()) {
            FutureTask<Throwable> task = new FutureTask<>(
                    () -> catchThrowable(() -> rig.client.blocking().execute(Commands.KICK)));
            ClientThread.completing("jaas-timer").newThread(task).start();

            Throwable refusal = task.get(Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS);

            assertRefused(refusal);
            assertThat(refusal)
                    .hasMessage(
                            "KICK_PARTICIPANT was refused: the thread jaas-timer-1 completes this client's exchanges,"
                                    + " so waiting on it would never end; use the asynchronous methods there.");
            assertThat(rig.transport.requests()).isEmpty();
        }
    }

    @Test
    void execute_inMoreCallbacksThanThereAreThreads_doesNotDeadlock() {
        ScriptedTransport transport = new ScriptedTransport(2).always(ScriptedTransport.respond(200));
        try (JaasClient client =
                JaasClient.builder(new ScriptedSigner(), transport).build()) {
            List<CompletableFuture<CommandReceipt>> nested = Stream.generate(() -> client.execute(Commands.KICK)
                            .thenApply(receipt -> client.blocking().execute(Commands.DESTROY)))
                    .limit(50)
                    .toList();

            assertThat(nested)
                    .allSatisfy(
                            future -> assertThat(Rig.await(future).command()).isEqualTo(Commands.DESTROY));
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

        assertThat(inFlight.get(Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(DeliveryUnknownException.class);
        assertThat(waiting.get(Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS))
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
