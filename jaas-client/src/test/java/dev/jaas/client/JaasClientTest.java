// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.AppId;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.UserId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class JaasClientTest {

    private static final JaasCommand FOREIGN =
            new BanUser(AppId.parse("vpaas-magic-cookie-other"), UserId.parse("somebody"));

    static List<Throwable> whatExecutorsThrow() {
        return List.of(
                new RejectedExecutionException("full"),
                new IllegalStateException("closed"),
                new OutOfMemoryError("unable to create native thread"));
    }

    @Test
    void appId_isTheSignersKeyIds() {
        try (Rig rig = new Rig()) {
            assertThat(rig.client.appId()).isEqualTo(Commands.APP);
            assertThat(rig.client.blocking().appId()).isEqualTo(Commands.APP);
        }
    }

    @Test
    void execute_forAnotherAppId_isRefusedBeforeAnythingIsSigned() throws InterruptedException {
        try (Rig rig = new Rig()) {
            CompletableFuture<CommandReceipt> future = rig.execute(FOREIGN);

            assertThat(future).isDone();
            assertRefused(Rig.failureOf(future), CommandRefusedException.Reason.FOREIGN_APP);
            assertThat(Rig.failureOf(future))
                    .hasMessage(
                            "BAN_USER was refused: it is for the AppID vpaas-magic-cookie-other, but the client's key"
                                    + " belongs to " + Commands.APP + "; nothing was sent.");
            assertThatThrownBy(() -> rig.client.blocking().execute(FOREIGN))
                    .isInstanceOf(CommandRefusedException.class);
            assertThat(rig.observer.failureOf(FOREIGN)).isInstanceOf(CommandRefusedException.class);
            assertThat(rig.signer.signatures()).isZero();
            assertThat(rig.transport.requests()).isEmpty();
        }
    }

    @Test
    void execute_afterClose_isRefused() throws InterruptedException {
        Rig rig = new Rig().warm();
        rig.client.close();
        rig.client.close();

        assertRefused(Rig.failureOf(rig.execute(Commands.KICK)), CommandRefusedException.Reason.CLIENT_CLOSED);
        assertThatThrownBy(() -> rig.client.blocking().execute(Commands.KICK))
                .isInstanceOf(CommandRefusedException.class)
                .hasMessage(
                        "KICK_PARTICIPANT was refused: the client is closed, so create a new one; nothing was sent.");
        assertThat(rig.observer.next(2))
                .as("each start has an end")
                .containsOnly("KICK_PARTICIPANT CommandRefusedException");
        assertThat(rig.transport.requests()).isEmpty();
    }

    @Test
    void close_leavesSignerAndTransportToWhoMadeThem() {
        Rig rig = new Rig();

        rig.client.close();

        assertThat(rig.signer.isClosed()).isFalse();
        assertThat(rig.transport.isClosed()).isFalse();
    }

    @Test
    void close_withCommandsInEveryStage_endsThemAll() throws InterruptedException {
        Rig rig = new Rig(2).warm();
        rig.transport.then(ScriptedTransport.refusal());
        List<CompletableFuture<CommandReceipt>> futures =
                Stream.generate(() -> rig.execute(Commands.KICK)).limit(100).toList();

        rig.client.close();

        assertThat(futures).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(rig.transport.requests()).as("nothing was sent by closing").hasSize(3);
        assertThat(rig.transport.inFlight()).isZero();
    }

    @Test
    void execute_whileTheClientIsBeingClosed_endsAllTheSame() {
        AtomicReference<JaasClient> closing = new AtomicReference<>();
        Timer disturbed = new DisturbedTimer(new ManualTime()) {
            @Override
            public long nanoTime() {
                JaasClient client = closing.getAndSet(null);
                if (client != null) { // the command has been found to be allowed, and starts
                    client.close();
                }
                return super.nanoTime();
            }
        };
        Rig rig = new Rig(1, builder -> builder.timer(disturbed));
        closing.set(rig.client);

        assertThat(Rig.failureOf(rig.execute(Commands.KICK)))
                .isInstanceOf(CommandRefusedException.class)
                .hasMessageContaining("the client is closed, so create a new one; nothing was sent");
        assertThat(rig.transport.requests()).isEmpty();
    }

    @Test
    void callbacks_byDefault_runOnDaemonThreadsOfTheClients() throws InterruptedException {
        ScriptedTransport transport = new ScriptedTransport(32);
        try (JaasClient client =
                JaasClient.builder(new ScriptedSigner(), transport).build()) {
            CompletableFuture<Thread> thread =
                    client.execute(Commands.KICK).thenApply(receipt -> Thread.currentThread());

            transport.exchange(0).respond(200);

            assertThat(Rig.await(thread).getName()).matches("jaas-callback-[1-4]");
            assertThat(Rig.await(thread).isDaemon()).isTrue();
        }
    }

    @Test
    void callbacks_onTheCallersExecutor_runWhereTheResponseArrives() throws InterruptedException {
        try (Rig rig = new Rig().warm()) {
            CompletableFuture<Thread> thread = rig.execute(Commands.KICK).thenApply(receipt -> Thread.currentThread());

            rig.transport.exchange(0).respond(200);

            assertThat(thread).isCompletedWithValue(Thread.currentThread());
        }
    }

    @ParameterizedTest
    @MethodSource("whatExecutorsThrow")
    void callbacks_onAnExecutorThatTakesNoWork_runOnAFallbackThread(Throwable refusal) throws InterruptedException {
        Executor broken = task -> sneak(refusal);
        try (Rig rig = new Rig(32, builder -> builder.callbackExecutor(broken)).warm()) {
            rig.transport.always(ScriptedTransport.respond(200));

            assertThat(Rig.await(rig.execute(Commands.KICK)).status()).isEqualTo(200);
        }
    }

    @Test
    void callbacks_thatThrowOrNeverReturn_delayNoOther() throws InterruptedException {
        ScriptedTransport transport = new ScriptedTransport(32)
                .then(ScriptedTransport.silence(), ScriptedTransport.silence())
                .always(ScriptedTransport.respond(200));
        CompletableFuture<String> never = new CompletableFuture<>();
        try (JaasClient client =
                JaasClient.builder(new ScriptedSigner(), transport).build()) {
            client.execute(Commands.KICK).thenAccept(receipt -> {
                throw new IllegalStateException("a caller's mistake");
            });
            client.execute(Commands.KICK).thenAccept(receipt -> never.join());
            transport.exchange(0).respond(200);
            transport.exchange(1).respond(200);

            assertThat(Rig.await(client.execute(Commands.KICK)).status()).isEqualTo(200);
            never.complete("at last");
        }
    }

    private static void assertRefused(JaasException failure, CommandRefusedException.Reason reason) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        CommandRefusedException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
        assertThat(failure.mayHaveTakenEffect()).isFalse();
        assertThat(failure.attempts()).isZero();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable throwable) throws T {
        throw (T) throwable;
    }
}
