// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.JaasException;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An execution that is aborted just as something else happens to it: it ends once, and leaves nothing behind. */
@Timeout(60)
class CommandExecutionRaceTest {

    private final ManualTime time = new ManualTime();
    private final ScriptedTransport transport = new ScriptedTransport(1);
    private final RecordingObserver observer = new RecordingObserver();
    private final List<JaasException> failures = new ArrayList<>();
    private final ClientExecutors executors = new ClientExecutors();

    @AfterEach
    void close() {
        executors.close();
    }

    @Test
    void beginAttempt_ofAnExecutionThatIsOver_sendsNothing() {
        CommandExecution execution = execution(Commands.KICK, context(time));
        execution.abort(AbortReason.CLOSED);

        execution.beginAttempt();

        assertThat(failures.get(0)).isInstanceOf(CommandNotDeliveredException.class);
        assertThat(transport.requests()).isEmpty();
    }

    /** The limiter has taken the request out of its queue, and its permit is on the way, when it is aborted. */
    @Test
    void abort_asItsPermitComes_sendsNothingAndReturnsThePermit() throws InterruptedException {
        ClientContext context = context(time);
        transport.always(ScriptedTransport.respond(200));
        ConcurrencyLimiter limiter = context.limiter();
        limiter.acquire(heldPermit());
        CommandExecution execution = execution(Commands.KICK, context);
        execution.beginAttempt();
        Thread aborter = new Thread(() -> execution.abort(AbortReason.CANCELLED));
        synchronized (limiter) { // where the aborter waits, having decided that the execution is over
            aborter.start();
            while (aborter.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            limiter.release();
        }
        aborter.join();

        assertThat(failures).hasSize(1);
        assertThat(transport.requests()).isEmpty();
        assertOnePermitIsFree(context);
    }

    @Test
    void beginAttempt_abortedAsItIsRefusedAPermit_endsOnce() throws InterruptedException {
        ClientContext context = context(time);
        ConcurrencyLimiter limiter = context.limiter();
        limiter.acquire(heldPermit());
        execution(Commands.DESTROY, context).beginAttempt(); // the only one that may wait
        CommandExecution execution = execution(Commands.KICK, context);
        Thread beginner = new Thread(execution::beginAttempt);
        synchronized (limiter) {
            beginner.start();
            while (beginner.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            execution.abort(AbortReason.CANCELLED);
        }
        beginner.join();

        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).hasMessageContaining("cancelled");
    }

    @Test
    void abort_ofAnAttemptBeforeItStarts_sendsNothingAndReturnsThePermit() {
        ClientContext context = context(time);
        transport.always(ScriptedTransport.respond(200));
        List<Attempt.Result> ends = new ArrayList<>();
        Attempt attempt =
                new Attempt(Commands.KICK, context, 1, 1, time.nanoTime() + LoneExecutions.BUDGET.toNanos(), ends::add);

        context.limiter().acquire(heldPermit()); // that of the attempt, which returns it
        attempt.abort(AbortReason.CANCELLED);
        attempt.start();

        assertThat(ends).hasSize(1);
        assertThat(transport.requests()).isEmpty();
        assertOnePermitIsFree(context);
    }

    @Test
    void abort_asItsPauseEnds_sendsNothing() throws InterruptedException {
        Timer tooLateToCancel = new DisturbedTimer(time) {
            @Override
            public Task schedule(Duration delay, Runnable task) {
                super.schedule(delay, task);
                return () -> {};
            }
        };
        transport.then(ScriptedTransport.refusal()).always(ScriptedTransport.respond(200));
        ClientContext context = context(tooLateToCancel);
        CommandExecution execution = execution(Commands.KICK, context);
        execution.beginAttempt();

        execution.abort(AbortReason.CANCELLED);
        time.advance(LoneExecutions.BUDGET);
        assertThat(transport.requests()).hasSize(1);
        execution(Commands.DESTROY, context).beginAttempt();

        assertThat(observer.next(5))
                .containsExactly(
                        "KICK_PARTICIPANT attempt 1",
                        "KICK_PARTICIPANT failed 1 (connection refused (ConnectException)), again in PT0.1S",
                        "KICK_PARTICIPANT CommandNotDeliveredException",
                        "DESTROY_ROOM attempt 1",
                        "DESTROY_ROOM accepted 200");
    }

    @Test
    void cancel_byTheCommandThatGotItsPermit_leavesNoPauseBehind() throws InterruptedException {
        try (Rig rig = new Rig(1).warm()) {
            List<CompletableFuture<CommandReceipt>> futures = new ArrayList<>();
            rig.transport.then(ScriptedTransport.silence(), ScriptedTransport.doing(exchange -> {
                exchange.send();
                futures.get(0).cancel(true);
            }));
            futures.add(rig.execute(Commands.KICK));
            rig.execute(Commands.DESTROY);

            rig.transport.exchange(0).respond(503);

            assertThat(futures.get(0)).isCancelled();
            assertThat(rig.time.delays())
                    .as("the timeouts of the other alone")
                    .containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(10));
        }
    }

    /** In time to be sent, were it not for the cancelling, and too late for that anyway. */
    @ParameterizedTest
    @ValueSource(longs = {0, 9_800})
    void cancel_beforeTheTokenComes_sendsNothingAndIsReportedOnce(long millisToSign) throws InterruptedException {
        try (Rig rig = new Rig()) {
            cancelWhileSigning(rig, Commands.DIAL_OUT, Duration.ofMillis(millisToSign));

            assertThat(rig.observer.next(4))
                    .containsExactly(
                            "DIAL_OUT_PARTICIPANT CommandNotDeliveredException",
                            "token until 2026-11-24T12:10:00Z",
                            "DESTROY_ROOM attempt 1",
                            "DESTROY_ROOM accepted 200");
        }
    }

    @Test
    void cancel_beforeTheTokenShowsThatItsOwnIsToBeBanned_isReportedOnce() throws InterruptedException {
        try (Rig rig = new Rig().warm()) {
            Jwt own = rig.token();
            rig.signer.awaitNext(1);
            rig.time.advance(Duration.ofMinutes(10));

            cancelWhileSigning(rig, new BanJwt(Commands.APP, own), Duration.ZERO);

            assertThat(rig.observer.next(4))
                    .containsExactly(
                            "BAN_JWT CommandNotDeliveredException",
                            "token until 2026-11-24T12:20:00Z",
                            "DESTROY_ROOM attempt 1",
                            "DESTROY_ROOM accepted 200");
        }
    }

    /** Has the token come after the command was cancelled, and then another command sent. */
    private static void cancelWhileSigning(Rig rig, JaasCommand command, Duration after) throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        rig.signer.thenHang(release);
        CompletableFuture<AdminTokens.Token> lastToBeNotified =
                rig.client.tokens().tokenValidFor(JaasClient.Builder.DEFAULT_COMMAND_TIMEOUT);
        CompletableFuture<CommandReceipt> future = rig.execute(command);
        rig.signer.awaitNext(1);
        rig.time.advance(after);
        future.cancel(true);

        release.countDown();

        Rig.await(lastToBeNotified);
        rig.transport.always(ScriptedTransport.respond(200));
        Rig.await(rig.execute(Commands.DESTROY));
        assertThat(rig.transport.requests()).hasSize(1);
    }

    /** A request that keeps its permit. */
    private static ConcurrencyLimiter.Request heldPermit() {
        return new ConcurrencyLimiter.Request() {
            @Override
            void onPermit() {}
        };
    }

    private void assertOnePermitIsFree(ClientContext context) {
        transport.always(ScriptedTransport.silence());
        execution(Commands.DESTROY, context).beginAttempt();
        execution(Commands.DESTROY, context).beginAttempt();
        assertThat(transport.requests()).hasSize(1);
    }

    private CommandExecution execution(JaasCommand command, ClientContext context) {
        return new CommandExecution(
                command,
                1,
                context,
                (receipt, failure) -> {
                    if (failure != null) {
                        failures.add(failure);
                    }
                },
                ended -> {});
    }

    private ClientContext context(Timer timer) {
        return LoneExecutions.context(
                timer, time.clock(), transport, new Observers(List.of(observer), executors.observers()), executors);
    }
}
