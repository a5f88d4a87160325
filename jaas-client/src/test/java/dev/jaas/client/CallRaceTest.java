package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.BanJwt;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.port.driving.CommandNotDeliveredException;
import dev.jaas.port.driving.CommandReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that is abandoned just as something else happens to it: it ends once, and takes nothing with it. */
@Timeout(60)
class CallRaceTest {

    private final ManualTime time = new ManualTime();
    private final ScriptedTransport transport = new ScriptedTransport(1);
    private final RecordingObserver observer = new RecordingObserver();
    private final Threads threads = new Threads();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void start_ofACallThatIsOverAlready_leavesNothingBehind() {
        Call call = new Call(Commands.KICK, surroundings(time));
        call.abandon(Call.Abandonment.CLOSED);

        call.start();

        assertThat(Rig.failureOf(call.result())).isInstanceOf(CommandNotDeliveredException.class);
        assertThat(transport.requests()).isEmpty();
        assertThat(time.delays()).isEmpty();
    }

    @Test
    void abandon_asItsTurnComes_sendsNothingAndLeavesThePlaceToTheNext() throws InterruptedException {
        AtomicReference<Call> abandoned = new AtomicReference<>();
        Timer disturbed = new DisturbedTimer(time) {
            @Override
            public Task schedule(Duration delay, Runnable task) {
                Call call = abandoned.getAndSet(null);
                if (call != null) { // it starts, and will ask for its turn all the same
                    call.abandon(Call.Abandonment.CANCELLED);
                }
                return super.schedule(delay, task);
            }
        };
        Call.Surroundings surroundings = surroundings(disturbed);
        transport.always(ScriptedTransport.answer(200));
        Call call = new Call(Commands.KICK, surroundings);
        abandoned.set(call);

        call.start();
        assertThat(transport.requests()).isEmpty();
        Call next = new Call(Commands.DESTROY, surroundings);
        next.start();

        assertThat(next.result()).isCompleted();
        assertThat(observer.next(3))
                .containsExactly(
                        "KICK_PARTICIPANT CommandNotDeliveredException",
                        "DESTROY_ROOM attempt 1",
                        "DESTROY_ROOM accepted 200");
    }

    @Test
    void abandon_asItsPauseEnds_sendsNothing() throws InterruptedException {
        Timer tooLateToCancel = new DisturbedTimer(time) {
            @Override
            public Task schedule(Duration delay, Runnable task) {
                super.schedule(delay, task);
                return () -> {};
            }
        };
        transport.then(ScriptedTransport.refusal()).always(ScriptedTransport.answer(200));
        Call.Surroundings surroundings = surroundings(tooLateToCancel);
        Call call = new Call(Commands.KICK, surroundings);
        call.start();

        call.abandon(Call.Abandonment.CANCELLED);
        time.advance(LoneCalls.BUDGET);
        assertThat(transport.requests()).hasSize(1);
        new Call(Commands.DESTROY, surroundings).start();

        assertThat(observer.next(5))
                .containsExactly(
                        "KICK_PARTICIPANT attempt 1",
                        "KICK_PARTICIPANT failed 1 (connection refused (ConnectException)), again in PT0.1S",
                        "KICK_PARTICIPANT CommandNotDeliveredException",
                        "DESTROY_ROOM attempt 1",
                        "DESTROY_ROOM accepted 200");
    }

    @Test
    void cancel_byWhoGotItsPlaceForThePause_leavesNoPauseBehind() throws InterruptedException {
        try (Rig rig = new Rig(1).warm()) {
            List<CompletableFuture<CommandReceipt>> calls = new ArrayList<>();
            rig.transport.then(ScriptedTransport.silence(), request -> {
                calls.get(0).cancel(true);
                return new CompletableFuture<>();
            });
            calls.add(rig.execute(Commands.KICK));
            rig.execute(Commands.DESTROY);

            rig.transport.exchange(0).complete(ScriptedTransport.response(503));

            assertThat(calls.get(0)).isCancelled();
            assertThat(rig.time.delays()).as("the other's deadline alone").containsExactly(Duration.ofSeconds(10));
        }
    }

    /** In time to be sent, were it not for the cancelling, and too late for that anyway. */
    @ParameterizedTest
    @ValueSource(longs = {0, 9_800})
    void cancel_beforeTheTokenComes_sendsNothingAndIsToldOnce(long millisToSign) throws InterruptedException {
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
    void cancel_beforeTheTokenShowsThatItsOwnIsToBeBanned_isToldOnce() throws InterruptedException {
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
        CompletableFuture<Jwt> lastToBeTold = rig.client.adminToken();
        CompletableFuture<CommandReceipt> call = rig.execute(command);
        rig.signer.awaitNext(1);
        rig.time.advance(after);
        call.cancel(true);

        release.countDown();

        Rig.await(lastToBeTold);
        rig.transport.always(ScriptedTransport.answer(200));
        Rig.await(rig.execute(Commands.DESTROY));
        assertThat(rig.transport.requests()).hasSize(1);
    }

    private Call.Surroundings surroundings(Timer timer) {
        return LoneCalls.in(
                timer, time.clock(), transport, new Observers(List.of(observer), threads.observers()), threads);
    }
}
