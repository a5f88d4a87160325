// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.AccessCommand;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FakeConferenceManagementTest {

    private static final UserId USER = UserId.parse("auth0|5f903d7a");
    private static final PhoneNumber PHONE = PhoneNumber.parse("+40747777777");

    private final FakeConferenceManagement fake = new FakeConferenceManagement();
    private final ConferenceName conference = fake.conference(RoomName.parse("standup"));

    @Test
    void execute_everyCommand_givesReceiptAndRecordsCommand() {
        List<JaasCommand> commands = JaasCommand.examples(fake.appId());

        for (JaasCommand command : commands) {
            CommandReceipt receipt = fake.execute(command).join();

            assertThat(receipt.command()).isEqualTo(command);
            assertThat(receipt.status()).isEqualTo(200);
            assertThat(receipt.attempts()).isEqualTo(1);
            assertThat(fake.blocking().execute(command).command()).isEqualTo(command);
        }
        assertThat(fake.commands())
                .isEqualTo(commands.stream()
                        .flatMap(command -> Stream.of(command, command))
                        .toList());
    }

    @Test
    void commands_ofType_areThoseOfThatType() {
        fake.dialOut(conference, PHONE).join();
        fake.hangUp(conference, PHONE).join();

        assertThat(fake.commands(DialOutParticipant.class)).containsExactly(new DialOutParticipant(conference, PHONE));
    }

    @Test
    void execute_withExecutor_completesThere() {
        Queue<Runnable> tasks = new ArrayDeque<>();

        CompletableFuture<CommandReceipt> receipt = fake.execute(new DestroyRoom(conference), tasks::add);

        assertThat(receipt).isNotDone();
        tasks.remove().run();
        assertThat(receipt.join().command()).isEqualTo(new DestroyRoom(conference));
    }

    @Test
    void removeParticipant_any_bansThenKicks() {
        ParticipantId participant = ParticipantId.parse("f0aa9e1e");
        fake.setOutcome(KickParticipant.class, FakeOutcome.rejected(CommandRejectedException.Reason.NOT_FOUND));

        fake.removeParticipant(conference, participant, USER).join();

        assertThat(fake.commands())
                .containsExactly(new BanUser(fake.appId(), USER), new KickParticipant(conference, participant));
    }

    @Test
    void execute_foreignAppId_isRefused() {
        fake.enqueue(FakeOutcome.unknown());
        ConferenceName foreign = ConferenceName.parse("standup@conference.vpaas-magic-cookie-other.8x8.vc");

        CommandRefusedException refusal = failure(fake.destroyRoom(foreign), CommandRefusedException.class);

        assertThat(refusal.reason()).isEqualTo(CommandRefusedException.Reason.FOREIGN_APP);
        assertThat(refusal).hasMessageContaining("vpaas-magic-cookie-other");
        failure(fake.destroyRoom(conference), DeliveryUnknownException.class);
    }

    @Test
    void enqueue_eachFailure_failsOneCommand() {
        fake.enqueue(
                FakeOutcome.refused(CommandRefusedException.Reason.CLIENT_CLOSED),
                FakeOutcome.notDelivered(),
                FakeOutcome.rejected(CommandRejectedException.Reason.RATE_LIMITED, Duration.ofSeconds(3)),
                FakeOutcome.unknown());

        CommandRefusedException refused = failure(fake.banUser(USER), CommandRefusedException.class);
        CommandNotDeliveredException notDelivered = failure(fake.banUser(USER), CommandNotDeliveredException.class);
        CommandRejectedException rejected = failure(fake.banUser(USER), CommandRejectedException.class);
        DeliveryUnknownException unknown = failure(fake.banUser(USER), DeliveryUnknownException.class);

        assertThat(refused.reason()).isEqualTo(CommandRefusedException.Reason.CLIENT_CLOSED);
        assertThat(notDelivered.command()).isEqualTo(new BanUser(fake.appId(), USER));
        assertThat(rejected.status()).hasValue(429);
        assertThat(rejected.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(unknown.mayHaveTakenEffect()).isTrue();
        assertThat(fake.banUser(USER)).isCompleted();
    }

    @ParameterizedTest
    @EnumSource
    void rejected_everyReason_hasMatchingStatus(CommandRejectedException.Reason reason) {
        fake.enqueue(FakeOutcome.rejected(reason));

        CommandRejectedException rejection = failure(fake.banUser(USER), CommandRejectedException.class);

        assertThat(rejection.reason()).isEqualTo(reason);
        assertThat(rejection.status().orElseThrow()).isBetween(307, 499);
    }

    @Test
    void setOutcome_typeAndFamily_lastRuleWins() {
        fake.setOutcome(AccessCommand.class, FakeOutcome.unknown())
                .setOutcome(BanUser.class, FakeOutcome.notDelivered());

        failure(fake.banUser(USER), CommandNotDeliveredException.class);
        failure(fake.banJwt(Jwt.parse("a.b.c")), DeliveryUnknownException.class);
        assertThat(fake.destroyRoom(conference)).isCompleted();
    }

    @Test
    void hanging_released_givesReceipt() {
        fake.setOutcome(DestroyRoom.class, FakeOutcome.hanging());

        CompletableFuture<CommandReceipt> hanging = fake.destroyRoom(conference);
        assertThat(hanging).isNotDone();
        fake.release();

        assertThat(hanging.join().command()).isEqualTo(new DestroyRoom(conference));
    }

    @Test
    void blocking_failure_isThrownUnwrapped() {
        fake.enqueue(FakeOutcome.unknown());

        assertThatThrownBy(() -> fake.blocking().dialOut(conference, PHONE))
                .isInstanceOf(DeliveryUnknownException.class);
    }

    @Test
    void blocking_interruptedWhileHanging_isUnknownAndKeepsFlag() throws InterruptedException {
        fake.enqueue(FakeOutcome.hanging());
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch flagKept = new CountDownLatch(1);
        Thread caller = new Thread(() -> {
            try {
                fake.blocking().destroyRoom(conference);
            } catch (RuntimeException e) {
                thrown.set(e);
            }
            if (Thread.currentThread().isInterrupted()) {
                flagKept.countDown();
            }
        });
        caller.start();
        caller.interrupt();

        assertThat(flagKept.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(thrown.get()).isInstanceOf(DeliveryUnknownException.class);
    }

    @Test
    void setOutcome_oneCommand_othersOfItsTypeAreAccepted() {
        UserId other = UserId.parse("bob");
        fake.setOutcome(BanUser.class, FakeOutcome.accepted())
                .setOutcome(new BanUser(fake.appId(), USER), FakeOutcome.unknown());

        failure(fake.banUser(USER), DeliveryUnknownException.class);
        assertThat(fake.banUser(other)).isCompleted();
    }

    @Test
    void delay_untilAdvanced_isPending() {
        Duration delay = Duration.ofSeconds(4);
        fake.setOutcome(BanUser.class, FakeOutcome.accepted().delay(delay))
                .setOutcome(DestroyRoom.class, FakeOutcome.unknown().delay(delay.plusNanos(1)));
        CompletableFuture<CommandReceipt> ban = fake.banUser(USER);
        CompletableFuture<CommandReceipt> destroy = fake.destroyRoom(conference);

        fake.release();
        fake.advance(delay.minusNanos(1));
        assertThat(ban).isNotDone();
        fake.advance(Duration.ofNanos(1));
        assertThat(destroy).isNotDone();

        assertThat(ban)
                .isCompletedWithValueMatching(receipt -> receipt.elapsed().equals(delay));
        fake.advance(Duration.ofHours(1));
        assertThat(failure(destroy, DeliveryUnknownException.class).elapsed()).isEqualTo(delay.plusNanos(1));
    }

    @Test
    void advance_severalDue_endsThemInTheOrderInWhichTheyAreDue() {
        fake.enqueue(
                FakeOutcome.accepted().delay(Duration.ofSeconds(2)),
                FakeOutcome.accepted().delay(Duration.ofSeconds(1)));
        List<String> ended = new ArrayList<>();
        fake.banUser(USER).thenRun(() -> ended.add("ban"));
        fake.destroyRoom(conference).thenRun(() -> ended.add("destroy"));

        fake.advance(Duration.ofSeconds(2));

        assertThat(ended).containsExactly("destroy", "ban");
    }

    @Test
    void blocking_delayed_advancesTimeInsteadOfWaiting() {
        fake.setOutcome(BanUser.class, FakeOutcome.accepted().delay(Duration.ofDays(1)));
        fake.setOutcome(DestroyRoom.class, FakeOutcome.accepted().delay(Duration.ofHours(1)));
        CompletableFuture<CommandReceipt> destroyed = fake.destroyRoom(conference);

        assertThat(fake.blocking().banUser(USER).elapsed()).isEqualTo(Duration.ofDays(1));

        assertThat(destroyed).isCompleted();
    }

    @Test
    void delayAndAdvance_negative_areRefused() {
        Duration negative = Duration.ofSeconds(-1);

        assertThatThrownBy(() -> fake.advance(negative)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FakeOutcome.accepted().delay(negative)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void messages_ofFailures_areTheClients() {
        fake.enqueue(
                FakeOutcome.rejected(CommandRejectedException.Reason.NOT_FOUND),
                FakeOutcome.rejected(CommandRejectedException.Reason.RATE_LIMITED, Duration.ofSeconds(7)),
                FakeOutcome.unknown(),
                FakeOutcome.refused(CommandRefusedException.Reason.CLIENT_CLOSED));

        assertThat(failure(fake.hangUp(conference, PHONE), JaasException.class))
                .hasMessage("HANG_UP_CALL was rejected with status 404 (not found); there is no such call: it may have"
                        + " ended already, or belong to another room or number.");
        assertThat(failure(fake.banUser(USER), JaasException.class)).hasMessageEndingWith("send it again in 7 s.");
        assertThat(failure(fake.dialOut(conference, PHONE), JaasException.class))
                .hasMessageContaining("may or may not have taken effect: the connection broke")
                .hasMessageContaining("a second call would ring and be billed");
        assertThat(failure(fake.banUser(USER), JaasException.class))
                .hasMessage("BAN_USER was refused: the client is closed, so create a new one; nothing was sent.");
    }

    private static <E extends Exception> E failure(CompletableFuture<?> future, Class<E> type) {
        ExecutionException wrapper = catchThrowableOfType(ExecutionException.class, future::get);
        assertThat(wrapper).isNotNull();
        assertThat(wrapper.getCause()).isInstanceOf(type);
        return requireNonNull(type.cast(wrapper.getCause()));
    }
}
