// SPDX-License-Identifier: Apache-2.0
package dev.jaas.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.domain.AppId;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code removeParticipant} of both driving ports: ban, then kick. */
class ParticipantRemovalTest {

    private static final UserId USER = UserId.parse("auth0|5f903d7a");
    private static final ParticipantId PARTICIPANT = ParticipantId.parse("f0aa9e1e");

    private final ScriptedManagement management = new ScriptedManagement();
    private final ConferenceName room = management.conference("room");
    private final BanUser ban = new BanUser(ScriptedManagement.APP, USER);
    private final KickParticipant kick = new KickParticipant(room, PARTICIPANT);

    /** Failures of a kick that found no such participant, perhaps because an earlier attempt of it had removed them. */
    static List<JaasException> notFound() {
        KickParticipant kick = kickOfAnyone();
        return List.of(
                ScriptedManagement.rejected(kick, 404),
                ScriptedManagement.rejected(kick, 410),
                ScriptedManagement.unknown(kick, OptionalInt.of(404)),
                ScriptedManagement.unknown(kick, OptionalInt.of(410)));
    }

    static List<JaasException> otherFailures() {
        KickParticipant kick = kickOfAnyone();
        return List.of(
                ScriptedManagement.rejected(kick, 403),
                ScriptedManagement.rejected(kick, 400),
                ScriptedManagement.unknown(kick, OptionalInt.of(503)),
                ScriptedManagement.unknown(kick, OptionalInt.empty()),
                new CommandNotDeliveredException("not delivered", kick, 1, Duration.ZERO),
                new CommandRefusedException(
                        "refused", kick, CommandRefusedException.Reason.CLIENT_CLOSED, Duration.ZERO));
    }

    @Test
    void removeParticipant_whenBothAreAccepted_bansThenKicks() {
        CompletableFuture<Void> removal = management.removeParticipant(room, PARTICIPANT, USER);
        assertThat(management.commands()).containsExactly(ban);

        management.lastExecution().complete(ScriptedManagement.receipt(ban));
        assertThat(management.commands()).containsExactly(ban, kick);
        assertThat(removal).isNotDone();

        management.lastExecution().complete(ScriptedManagement.receipt(kick));
        assertThat(removal).isCompletedWithValue(null);
    }

    @ParameterizedTest
    @MethodSource("notFound")
    void removeParticipant_whenTheKickFindsNobody_succeeds(JaasException failure) {
        management.completeNext(ScriptedManagement.receipt(ban));
        management.failNext(failure);

        assertThat(management.removeParticipant(room, PARTICIPANT, USER)).isCompletedWithValue(null);
        assertThat(management.commands()).containsExactly(ban, kick);
    }

    @ParameterizedTest
    @MethodSource("otherFailures")
    void removeParticipant_whenTheKickFails_failsWithItself(JaasException failure) {
        management.completeNext(ScriptedManagement.receipt(ban));
        management.failNext(failure);

        CompletableFuture<Void> removal = management.removeParticipant(room, PARTICIPANT, USER);

        assertThat(ScriptedManagement.failureOf(removal)).isSameAs(failure);
    }

    @Test
    void removeParticipant_whenTheKickFailsWithAnythingElse_failsWithIt() {
        IllegalStateException failure = new IllegalStateException();
        CompletableFuture<Void> removal = management.removeParticipant(room, PARTICIPANT, USER);
        management.lastExecution().complete(ScriptedManagement.receipt(ban));

        management.lastExecution().completeExceptionally(failure);

        assertThat(ScriptedManagement.failureOf(removal)).isSameAs(failure);
    }

    @Test
    void removeParticipant_whenTheBanFails_doesNotKick() {
        for (JaasException failure : List.of(
                ScriptedManagement.rejected(ban, 404),
                ScriptedManagement.rejected(ban, 403),
                ScriptedManagement.unknown(ban, OptionalInt.empty()))) {
            management.commands().clear();
            management.failNext(failure);

            CompletableFuture<Void> removal = management.removeParticipant(room, PARTICIPANT, USER);

            assertThat(ScriptedManagement.failureOf(removal)).isSameAs(failure);
            assertThat(management.commands()).containsExactly(ban);
        }
    }

    @Test
    void cancel_duringTheBan_cancelsItAndDoesNotKick() {
        CompletableFuture<Void> removal = management.removeParticipant(room, PARTICIPANT, USER);

        removal.cancel(true);

        assertThat(management.lastExecution()).isCancelled();
        assertThat(management.commands()).containsExactly(ban);
    }

    @Test
    void cancel_duringTheBanThatIsAcceptedAllTheSame_doesNotKick() {
        UncancellableManagement uncancellable = new UncancellableManagement();
        CompletableFuture<Void> removal = uncancellable.removeParticipant(room, PARTICIPANT, USER);

        removal.cancel(true);
        uncancellable.execution.complete(ScriptedManagement.receipt(ban));

        assertThat(uncancellable.executed).isOne();
    }

    @Test
    void cancel_duringTheKick_cancelsIt() {
        management.completeNext(ScriptedManagement.receipt(ban));
        CompletableFuture<Void> removal = management.removeParticipant(room, PARTICIPANT, USER);

        removal.cancel(true);

        assertThat(management.commands()).containsExactly(ban, kick);
        assertThat(management.lastExecution()).isCancelled();
    }

    @Test
    void complete_byTheCaller_doesNotCancelTheCommandInFlight() {
        CompletableFuture<Void> removal = management.removeParticipant(room, PARTICIPANT, USER);

        removal.complete(null);

        assertThat(management.lastExecution()).isNotDone();
    }

    @Test
    void removeParticipant_nullArguments_bansNobody() {
        BlockingConferenceManagement blocking = management.blocking();
        assertThatNullPointerException().isThrownBy(() -> management.removeParticipant(null, PARTICIPANT, USER));
        assertThatNullPointerException().isThrownBy(() -> management.removeParticipant(room, null, USER));
        assertThatNullPointerException().isThrownBy(() -> management.removeParticipant(room, PARTICIPANT, null));
        assertThatNullPointerException().isThrownBy(() -> blocking.removeParticipant(null, PARTICIPANT, USER));
        assertThatNullPointerException().isThrownBy(() -> blocking.removeParticipant(room, null, USER));
        assertThatNullPointerException().isThrownBy(() -> blocking.removeParticipant(room, PARTICIPANT, null));

        assertThat(management.commands()).isEmpty();
    }

    @Test
    void blockingRemoveParticipant_whenBothAreAccepted_bansThenKicks() {
        management.completeNext(ScriptedManagement.receipt(ban));
        management.completeNext(ScriptedManagement.receipt(kick));

        management.blocking().removeParticipant(room, PARTICIPANT, USER);

        assertThat(management.commands()).containsExactly(ban, kick);
    }

    @ParameterizedTest
    @MethodSource("notFound")
    void blockingRemoveParticipant_whenTheKickFindsNobody_succeeds(JaasException failure) {
        management.completeNext(ScriptedManagement.receipt(ban));
        management.failNext(failure);

        management.blocking().removeParticipant(room, PARTICIPANT, USER);

        assertThat(management.commands()).containsExactly(ban, kick);
    }

    @ParameterizedTest
    @MethodSource("otherFailures")
    void blockingRemoveParticipant_whenTheKickFails_throwsIt(JaasException failure) {
        management.completeNext(ScriptedManagement.receipt(ban));
        management.failNext(failure);

        assertThatThrownBy(() -> management.blocking().removeParticipant(room, PARTICIPANT, USER))
                .isSameAs(failure);
    }

    @Test
    void blockingRemoveParticipant_whenTheBanFails_doesNotKick() {
        JaasException failure = ScriptedManagement.rejected(ban, 404);
        management.failNext(failure);

        assertThatThrownBy(() -> management.blocking().removeParticipant(room, PARTICIPANT, USER))
                .isSameAs(failure);
        assertThat(management.commands()).containsExactly(ban);
    }

    private static KickParticipant kickOfAnyone() {
        return new KickParticipant(new ScriptedManagement().conference("room"), PARTICIPANT);
    }

    /** A command that is accepted before its cancellation. */
    private static final class UncancellableExecution extends CompletableFuture<CommandReceipt> {

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return false;
        }
    }

    private static final class UncancellableManagement implements ConferenceManagement {

        final UncancellableExecution execution = new UncancellableExecution();
        int executed;

        @Override
        public AppId appId() {
            return ScriptedManagement.APP;
        }

        @Override
        public CompletableFuture<CommandReceipt> execute(JaasCommand command) {
            executed++;
            return execution;
        }

        @Override
        public BlockingConferenceManagement blocking() {
            throw new UnsupportedOperationException();
        }
    }
}
