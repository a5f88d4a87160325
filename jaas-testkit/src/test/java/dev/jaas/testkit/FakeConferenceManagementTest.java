package dev.jaas.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jaas.domain.AccessCommand;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import dev.jaas.port.driving.CommandNotDeliveredException;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.CommandRefusedException;
import dev.jaas.port.driving.CommandRejectedException;
import dev.jaas.port.driving.DeliveryUnknownException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FakeConferenceManagementTest {

    private static final UserId USER = UserId.parse("auth0|5f903d7a");
    private static final PhoneNumber PHONE = PhoneNumber.parse("+40747777777");

    private final FakeConferenceManagement fake = new FakeConferenceManagement();
    private final ConferenceName conference = fake.conference(RoomName.parse("standup"));

    @Test
    void execute_nothingSet_givesReceiptsAndRemembersTheCommandsInOrder() {
        CommandReceipt receipt = fake.banUser(USER).join();
        fake.blocking().banJwt(Jwt.parse("a.b.c"));
        fake.destroyRoom(conference).join();
        fake.blocking().dialOut(conference, PHONE);
        fake.hangUp(conference, PHONE).join();
        fake.blocking().kick(conference, ParticipantId.parse("f0aa9e1e"));

        assertThat(receipt.command()).isEqualTo(new BanUser(fake.appId(), USER));
        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.attempts()).isEqualTo(1);
        assertThat(fake.commands())
                .extracting(JaasCommand::name)
                .containsExactly(
                        "BAN_USER",
                        "BAN_JWT",
                        "DESTROY_ROOM",
                        "DIAL_OUT_PARTICIPANT",
                        "HANG_UP_CALL",
                        "KICK_PARTICIPANT");
        assertThat(fake.commands(DialOutParticipant.class)).containsExactly(new DialOutParticipant(conference, PHONE));
    }

    @Test
    void execute_foreignAppId_isRefusedWhateverIsSet() {
        fake.next(FakeAnswer.unknown());
        ConferenceName foreign = ConferenceName.parse("standup@conference.vpaas-magic-cookie-other.8x8.vc");

        CommandRefusedException refusal = failure(fake.destroyRoom(foreign), CommandRefusedException.class);

        assertThat(refusal.reason()).isEqualTo(CommandRefusedException.Reason.FOREIGN_APP);
        assertThat(refusal).hasMessageContaining("vpaas-magic-cookie-other");
        failure(fake.destroyRoom(conference), DeliveryUnknownException.class);
    }

    @Test
    void next_eachOfTheFourFailures_failsOneCommandEach() {
        fake.next(
                FakeAnswer.refused(CommandRefusedException.Reason.CLIENT_CLOSED),
                FakeAnswer.notDelivered(),
                FakeAnswer.rejected(CommandRejectedException.Reason.RATE_LIMITED, Duration.ofSeconds(3)),
                FakeAnswer.unknown());

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
    void rejected_everyReason_hasAStatusThatIsARejection(CommandRejectedException.Reason reason) {
        fake.next(FakeAnswer.rejected(reason));

        CommandRejectedException rejection = failure(fake.banUser(USER), CommandRejectedException.class);

        assertThat(rejection.reason()).isEqualTo(reason);
        assertThat(rejection.status().orElseThrow()).isBetween(307, 499);
    }

    @Test
    void on_aTypeAndAFamily_laterRuleCountsAndOthersGoThrough() {
        fake.on(AccessCommand.class, FakeAnswer.unknown()).on(BanUser.class, FakeAnswer.notDelivered());

        failure(fake.banUser(USER), CommandNotDeliveredException.class);
        failure(fake.banJwt(Jwt.parse("a.b.c")), DeliveryUnknownException.class);
        assertThat(fake.destroyRoom(conference)).isCompleted();
    }

    @Test
    void hanging_untilReleased_thenGivesReceipts() {
        fake.on(DestroyRoom.class, FakeAnswer.hanging());

        CompletableFuture<CommandReceipt> hanging = fake.destroyRoom(conference);
        assertThat(hanging).isNotDone();
        fake.release();

        assertThat(hanging.join().command()).isEqualTo(new DestroyRoom(conference));
    }

    @Test
    void blocking_failure_throwsItUnwrapped() {
        fake.next(FakeAnswer.unknown());

        assertThatThrownBy(() -> fake.blocking().dialOut(conference, PHONE))
                .isInstanceOf(DeliveryUnknownException.class);
    }

    @Test
    void blocking_interruptedWhileHanging_isUnknownAndKeepsTheFlag() throws InterruptedException {
        fake.next(FakeAnswer.hanging());
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

    private static <E extends Exception> E failure(CompletableFuture<?> future, Class<E> type) {
        ExecutionException wrapper = catchThrowableOfType(ExecutionException.class, future::get);
        assertThat(wrapper).isNotNull();
        assertThat(wrapper.getCause()).isInstanceOf(type);
        return requireNonNull(type.cast(wrapper.getCause()));
    }
}
