package dev.jaas.events;

import static dev.jaas.events.ConfirmationAssertions.assertConfirmed;
import static dev.jaas.events.ConfirmationAssertions.assertUnconfirmed;
import static dev.jaas.events.SampleCommands.ANN;
import static dev.jaas.events.SampleCommands.DESTROY;
import static dev.jaas.events.SampleCommands.DIAL;
import static dev.jaas.events.SampleCommands.HANG_UP;
import static dev.jaas.events.SampleCommands.KICK;
import static dev.jaas.events.SampleCommands.LONG;
import static dev.jaas.events.SampleCommands.NUMBER;
import static dev.jaas.events.SampleCommands.OTHER;
import static dev.jaas.events.SampleCommands.PHONE_1;
import static dev.jaas.events.SampleCommands.PHONE_2;
import static dev.jaas.events.SampleCommands.STANDUP;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.api.CommandReceipt;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KickParticipant;
import dev.jaas.events.Confirmation.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When an event counts, and what bounds a wait. */
class ConfirmationLimitsTest {

    private final ManualClock clock = new ManualClock();
    private final SampleEvents events = new SampleEvents(clock);
    private final CommandConfirmations confirmations = new CommandConfirmations(clock);

    @AfterEach
    void close() {
        confirmations.close();
    }

    @Test
    void confirm_receipt_eventThatArrivedBeforeTheResponse_counts() {
        ConferenceEvent event = events.kicked(STANDUP, ANN);
        confirmations.onEvent(event);
        clock.advance(Duration.ofSeconds(2));

        assertConfirmed(confirmations.confirm(receipt(KICK, Duration.ofSeconds(2)), LONG), event);
    }

    @Test
    void confirm_receipt_sameNumberDialledAgain_isNotConfirmedByTheEarlierCall() {
        confirmations.onEvent(events.answered(STANDUP, PHONE_1, NUMBER));
        clock.advance(Duration.ofMillis(2001));
        var future = confirmations.confirm(receipt(DIAL, Duration.ofSeconds(2)), LONG);
        assertThat(future).isNotDone();

        ConferenceEvent second = events.answered(STANDUP, PHONE_2, NUMBER);
        confirmations.onEvent(second);

        assertConfirmed(future, second);
    }

    @Test
    void confirm_receipt_eventThatArrivesLate_countsOnlyWithinTheClockTolerance() {
        ConferenceEvent before = events.answered(STANDUP, PHONE_1, NUMBER);
        clock.advance(Duration.ofMillis(1));
        ConferenceEvent atTolerance = events.answered(STANDUP, PHONE_2, NUMBER);
        clock.advance(CommandConfirmations.CLOCK_TOLERANCE.plusSeconds(2));
        var future = confirmations.confirm(receipt(DIAL, Duration.ofSeconds(2)), LONG);

        confirmations.onEvent(before);
        assertThat(future).isNotDone();
        confirmations.onEvent(atTolerance);

        assertConfirmed(future, atTolerance);
    }

    @Test
    void confirm_command_eventThatArrivedBefore_doesNotCount() {
        confirmations.onEvent(events.answered(STANDUP, PHONE_1, NUMBER));
        confirmations.onEvent(events.kicked(STANDUP, ANN));
        confirmations.onEvent(events.ended(STANDUP, PHONE_1));
        confirmations.onEvent(events.destroyed(STANDUP, false));
        clock.advance(Duration.ofMillis(1));

        for (JaasCommand command : List.of(DIAL, KICK, HANG_UP, DESTROY)) {
            assertThat(confirmations.confirm(command, LONG)).as(command.name()).isNotDone();
        }
    }

    @Test
    void outcome_severalEventsKnown_isConfirmedByTheRightOne() {
        Instant sent = clock.instant();
        confirmations.onEvent(events.kicked(STANDUP, PHONE_1));
        ConferenceEvent event = events.kicked(STANDUP, ANN);
        confirmations.onEvent(event);

        assertConfirmed(confirmations.outcome(KICK, sent, Duration.ZERO), event);
    }

    @Test
    void outcome_ofADialOutThatWasConfirmedBefore_isTheSameEvent() {
        var confirmed = confirmations.confirm(DIAL, LONG);
        clock.advance(Duration.ofMillis(20));
        Instant sent = clock.instant();
        ConferenceEvent answer = events.answered(STANDUP, PHONE_1, NUMBER);
        confirmations.onEvent(answer);

        assertConfirmed(confirmed, answer);
        assertConfirmed(confirmations.outcome(DIAL, sent, Duration.ZERO), answer);
    }

    @Test
    void outcome_ofTwoDialOutsThatWait_isNotOneEvent() {
        Instant sent = clock.instant();
        var first = confirmations.outcome(DIAL, sent, LONG);
        var second = confirmations.outcome(DIAL, sent, LONG);

        ConferenceEvent answer = events.answered(STANDUP, PHONE_1, NUMBER);
        confirmations.onEvent(answer);

        assertConfirmed(first, answer);
        assertThat(second).isNotDone();
    }

    @Test
    void confirm_receiptOfAnEqualDialOut_isNotConfirmedByAnEventThatIsTaken() {
        var first = confirmations.confirm(DIAL, LONG);
        ConferenceEvent answer = events.answered(STANDUP, PHONE_1, NUMBER);
        confirmations.onEvent(answer);

        assertConfirmed(first, answer);
        assertUnconfirmed(confirmations.confirm(receipt(DIAL, Duration.ZERO), Duration.ZERO));
    }

    @Test
    void onEvent_whileAnEarlierConfirmationCompletes_confirmsTheNextCommand() {
        var first = confirmations.confirm(DIAL, LONG);
        var second = confirmations.confirm(DIAL, LONG);
        ConferenceEvent secondAnswer = events.answered(STANDUP, PHONE_2, NUMBER);
        first.thenRun(() -> confirmations.onEvent(secondAnswer));

        confirmations.onEvent(events.answered(STANDUP, PHONE_1, NUMBER));

        assertConfirmed(second, secondAnswer);
    }

    @Test
    void timer_ofWaits_isADaemon() {
        confirmations.confirm(KICK, LONG);

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("jaas-confirmations"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    @Test
    void confirm_eventThatArrivesLate_countsOnlyWithinTheClockTolerance() {
        ConferenceEvent before = events.answered(STANDUP, PHONE_1, NUMBER);
        clock.advance(Duration.ofMillis(1));
        ConferenceEvent atTolerance = events.answered(STANDUP, PHONE_2, NUMBER);
        clock.advance(CommandConfirmations.CLOCK_TOLERANCE);
        var future = confirmations.confirm(DIAL, LONG);

        confirmations.onEvent(before);
        assertThat(future).isNotDone();
        confirmations.onEvent(atTolerance);

        assertConfirmed(future, atTolerance);
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

    @Test
    void create_usesTheSystemClock() {
        try (CommandConfirmations real = CommandConfirmations.create()) {
            var future = real.confirm(receipt(KICK, Duration.ofSeconds(1)), LONG);
            ConferenceEvent event = new SampleEvents(Clock.systemUTC()).kicked(STANDUP, ANN);

            real.onEvent(event);

            assertConfirmed(future, event);
        }
    }

    private static CommandReceipt receipt(JaasCommand command, Duration elapsed) {
        return new CommandReceipt(command, 200, 1, elapsed);
    }
}
