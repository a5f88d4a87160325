// SPDX-License-Identifier: Apache-2.0
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
import static dev.jaas.events.SampleCommands.PHONE_1;
import static dev.jaas.events.SampleCommands.PHONE_2;
import static dev.jaas.events.SampleCommands.STANDUP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.CommandReceipt;
import dev.jaas.domain.JaasCommand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When an event counts for a command, and which of several. */
class EventSelectionTest extends ConfirmationTests {

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
