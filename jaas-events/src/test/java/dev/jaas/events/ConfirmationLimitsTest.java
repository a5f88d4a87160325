// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static dev.jaas.events.ConfirmationAssertions.assertUnconfirmed;
import static dev.jaas.events.SampleCommands.ANN;
import static dev.jaas.events.SampleCommands.DESTROY;
import static dev.jaas.events.SampleCommands.KICK;
import static dev.jaas.events.SampleCommands.LONG;
import static dev.jaas.events.SampleCommands.OTHER;
import static dev.jaas.events.SampleCommands.PHONE_1;
import static dev.jaas.events.SampleCommands.STANDUP;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.domain.KickParticipant;
import dev.jaas.events.Confirmation.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What bounds a wait, and what is kept meanwhile. */
class ConfirmationLimitsTest extends ConfirmationTests {

    @Test
    void timer_ofWaits_isADaemon() {
        confirmations.confirm(KICK, LONG);

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("jaas-confirmations"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    @Test
    void confirm_noEventInTime_isUnconfirmed() throws Exception {
        var future = confirmations.confirm(KICK, Duration.ofMillis(1));

        assertThat(future.get(60, SECONDS).outcome()).isEqualTo(Outcome.UNCONFIRMED);
        assertThat(future.join().isConfirmed()).isFalse();
        confirmations.onEvent(events.kicked(STANDUP, ANN));
        assertThat(future.join()).hasToString("UNCONFIRMED");
    }

    @Test
    void confirm_timeOutOfRange_isRefused() {
        for (Duration within :
                List.of(Duration.ofNanos(-1), Duration.ofHours(24).plusNanos(1))) {
            assertThatThrownBy(() -> confirmations.confirm(KICK, within))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("within must be 0 to PT24H, not " + within + ".");
        }
        assertThat(confirmations.confirm(KICK, Duration.ofHours(24))).isNotDone();
    }

    @Test
    void cancel_whileWaiting_releasesThePlace() {
        for (int i = 0; i < CommandConfirmations.MAX_WAITING; i++) {
            confirmations.confirm(KICK, LONG).cancel(true);
        }
        for (int i = 0; i < CommandConfirmations.MAX_WAITING; i++) {
            assertThat(confirmations.confirm(KICK, LONG)).isNotDone();
        }

        assertThatThrownBy(() -> confirmations.confirm(DESTROY, LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("10000 commands wait for confirmation already");
        confirmations.onEvent(events.kicked(STANDUP, ANN));
        clock.advance(Duration.ofMillis(1));
        for (int i = 0; i < CommandConfirmations.MAX_WAITING; i++) {
            assertThat(confirmations.confirm(KICK, LONG)).isNotDone();
        }
        assertThatThrownBy(() -> confirmations.confirm(DESTROY, LONG)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onEvent_moreThanAreKept_forgetsTheEldest() {
        Instant sent = clock.instant();
        confirmations.onEvent(events.kicked(STANDUP, ANN));
        confirmations.onEvent(events.kicked(STANDUP, PHONE_1));
        for (int i = 2; i < CommandConfirmations.MAX_EVENTS; i++) {
            confirmations.onEvent(events.kicked(OTHER, ANN));
        }
        assertThat(confirmations.outcome(KICK, sent, Duration.ZERO).join().isConfirmed())
                .isTrue();

        confirmations.onEvent(events.kicked(OTHER, ANN));

        assertUnconfirmed(confirmations.outcome(KICK, sent, Duration.ZERO));
        var next = new KickParticipant(STANDUP, PHONE_1);
        assertThat(confirmations.outcome(next, sent, Duration.ZERO).join().isConfirmed())
                .isTrue();
    }

    @Test
    void onEvent_afterTheRetention_forgetsTheEldest() {
        Instant sent = clock.instant();
        confirmations.onEvent(events.kicked(STANDUP, ANN));
        clock.advance(CommandConfirmations.RETENTION);
        confirmations.onEvent(events.kicked(OTHER, ANN));
        assertThat(confirmations.outcome(KICK, sent, Duration.ZERO).join().isConfirmed())
                .isTrue();

        clock.advance(Duration.ofMillis(1));
        confirmations.onEvent(events.kicked(OTHER, ANN));

        assertUnconfirmed(confirmations.outcome(KICK, sent, Duration.ZERO));
    }

    @Test
    void onEvent_thatConfirmsNothing_isNotKept() {
        Instant sent = clock.instant();
        confirmations.onEvent(events.kicked(STANDUP, ANN));
        for (int i = 0; i < CommandConfirmations.MAX_EVENTS; i++) {
            confirmations.onEvent(events.left(STANDUP, ANN, ParticipantEvent.LeaveReason.LEFT));
            confirmations.onEvent(new SettingsProvisioning(STANDUP));
        }

        assertThat(confirmations.outcome(KICK, sent, Duration.ZERO).join().isConfirmed())
                .isTrue();
    }

    @Test
    void callback_onConfirmation_runsWithoutTheLock() throws Exception {
        AtomicReference<CompletableFuture<Confirmation>> other = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        confirmations.confirm(KICK, LONG).thenRun(() -> {
            Thread thread = new Thread(() -> {
                other.set(confirmations.confirm(DESTROY, LONG));
                done.countDown();
            });
            thread.start();
            try {
                assertThat(done.await(60, SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        confirmations.onEvent(events.kicked(STANDUP, ANN));

        assertThat(done.getCount()).isZero();
        assertThat(other.get()).isNotDone();
    }

    @Test
    void close_whileCommandsWait_endsThemAsUnconfirmed() {
        var future = confirmations.confirm(KICK, LONG);

        confirmations.close();
        confirmations.close();

        assertUnconfirmed(future);
        confirmations.onEvent(events.kicked(STANDUP, ANN));
        assertThatThrownBy(() -> confirmations.confirm(KICK, LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The confirmations are closed.");
    }
}
