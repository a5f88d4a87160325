// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static dev.jaas.events.ConfirmationAssertions.assertConfirmed;
import static dev.jaas.events.ConfirmationAssertions.assertUnconfirmed;
import static dev.jaas.events.SampleCommands.ANN;
import static dev.jaas.events.SampleCommands.APP;
import static dev.jaas.events.SampleCommands.DESTROY;
import static dev.jaas.events.SampleCommands.DIAL;
import static dev.jaas.events.SampleCommands.HANG_UP;
import static dev.jaas.events.SampleCommands.KICK;
import static dev.jaas.events.SampleCommands.LONG;
import static dev.jaas.events.SampleCommands.NUMBER;
import static dev.jaas.events.SampleCommands.OTHER;
import static dev.jaas.events.SampleCommands.OTHER_NUMBER;
import static dev.jaas.events.SampleCommands.PHONE_1;
import static dev.jaas.events.SampleCommands.PHONE_2;
import static dev.jaas.events.SampleCommands.STANDUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import dev.jaas.events.Confirmation.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which event confirms which command. */
class CommandConfirmationsTest extends ConfirmationTests {

    @Test
    void confirm_kick_isConfirmedByTheParticipantWhoWasKicked() {
        var future = confirmations.confirm(KICK, LONG);
        confirmations.onEvent(events.kicked(STANDUP, PHONE_1));
        confirmations.onEvent(events.kicked(OTHER, ANN));
        confirmations.onEvent(events.ended(STANDUP, ANN));
        confirmations.onEvent(events.destroyed(STANDUP, false));
        assertThat(future).isNotDone();

        ConferenceEvent event = events.kicked(STANDUP, ANN);
        confirmations.onEvent(event);

        assertConfirmed(future, event);
    }

    @ParameterizedTest
    @EnumSource(value = ParticipantEvent.LeaveReason.class, mode = EnumSource.Mode.EXCLUDE, names = "KICKED")
    void confirm_kick_isNotConfirmedByAnotherReasonToLeave(ParticipantEvent.LeaveReason reason) {
        var future = confirmations.confirm(KICK, LONG);

        confirmations.onEvent(events.left(STANDUP, ANN, reason));

        assertThat(future).isNotDone();
    }

    @Test
    void confirm_destroy_isConfirmedByTheEndOfTheRoomAndNotOfABreakoutRoom() {
        var future = confirmations.confirm(DESTROY, LONG);
        confirmations.onEvent(events.destroyed(STANDUP, true));
        confirmations.onEvent(events.destroyed(OTHER, false));
        confirmations.onEvent(events.kicked(STANDUP, ANN));
        assertThat(future).isNotDone();

        ConferenceEvent event = events.destroyed(STANDUP, false);
        confirmations.onEvent(event);

        assertConfirmed(future, event);
    }

    @Test
    void confirm_dialOut_isConfirmedByTheAnswerOfThatNumber() {
        var future = confirmations.confirm(DIAL, LONG);
        confirmations.onEvent(events.answered(STANDUP, PHONE_1, OTHER_NUMBER));
        confirmations.onEvent(events.answered(OTHER, PHONE_1, NUMBER));
        confirmations.onEvent(events.dialledIn(STANDUP, PHONE_1, NUMBER));
        assertThat(future).isNotDone();

        ConferenceEvent event = events.answered(STANDUP, PHONE_1, NUMBER);
        confirmations.onEvent(event);

        assertConfirmed(future, event);
    }

    @Test
    void confirm_numberDialledTwice_eachAnswerConfirmsOneCommandInOrder() {
        var first = confirmations.confirm(DIAL, LONG);
        var second = confirmations.confirm(DIAL, LONG);

        ConferenceEvent answer = events.answered(STANDUP, PHONE_1, NUMBER);
        confirmations.onEvent(answer);
        confirmations.onEvent(answer);
        assertConfirmed(first, answer);
        assertThat(second).isNotDone();
        assertUnconfirmed(confirmations.outcome(DIAL, clock.instant().plusMillis(1001), Duration.ZERO));

        ConferenceEvent secondAnswer = events.answered(STANDUP, PHONE_2, NUMBER);
        confirmations.onEvent(secondAnswer);
        assertConfirmed(second, secondAnswer);
    }

    @Test
    void confirmEnd_ofAnAnsweredCall_isConfirmedByItsEnd() {
        var call = events.answered(STANDUP, PHONE_1, NUMBER);
        confirmations.onEvent(call);
        var future = confirmations.confirmEnd(call, LONG);
        confirmations.onEvent(events.ended(STANDUP, PHONE_2));
        confirmations.onEvent(events.ended(OTHER, PHONE_1));
        assertThat(future).isNotDone();

        ConferenceEvent end = events.ended(STANDUP, PHONE_1);
        confirmations.onEvent(end);

        assertConfirmed(future, end);
    }

    @Test
    void confirmEnd_eventsInTheWrongOrder_isConfirmed() {
        ConferenceEvent end = events.ended(STANDUP, PHONE_1);
        confirmations.onEvent(end);
        var call = events.answered(STANDUP, PHONE_1, NUMBER);
        confirmations.onEvent(call);

        assertConfirmed(confirmations.confirmEnd(call, LONG), end);
    }

    @Test
    void confirmEnd_roomDestroyedLater_isConfirmedAndEarlierIsNot() {
        confirmations.onEvent(events.destroyed(STANDUP, false));
        clock.advance(Duration.ofMillis(1));
        var call = events.answered(STANDUP, PHONE_1, NUMBER);
        var future = confirmations.confirmEnd(call, LONG);
        confirmations.onEvent(events.destroyed(STANDUP, true));
        assertThat(future).isNotDone();

        ConferenceEvent end = events.destroyed(STANDUP, false);
        confirmations.onEvent(end);

        assertConfirmed(future, end);
    }

    @Test
    void confirmEnd_eventsWithoutParticipantId_areMatchedByJid() {
        var call = events.answeredBy(STANDUP, null, "jid1", NUMBER);
        var withoutBoth = events.answeredBy(STANDUP, null, null, NUMBER);
        var byJid = confirmations.confirmEnd(call, LONG);
        var byNothing = confirmations.confirmEnd(withoutBoth, LONG);
        confirmations.onEvent(events.endedBy(STANDUP, PHONE_1, "jid2"));
        confirmations.onEvent(events.endedBy(STANDUP, PHONE_1, null));
        assertThat(byJid).isNotDone();

        ConferenceEvent end = events.endedBy(STANDUP, PHONE_1, "jid1");
        confirmations.onEvent(end);

        assertConfirmed(byJid, end);
        assertThat(byNothing).isNotDone();
        var withId = events.answeredBy(STANDUP, PHONE_2, "jid3", NUMBER);
        ConferenceEvent endWithoutId = events.endedBy(STANDUP, null, "jid3");
        confirmations.onEvent(endWithoutId);
        assertConfirmed(confirmations.confirmEnd(withId, LONG), endWithoutId);
    }

    @Test
    void confirm_hangUp_isConfirmedByTheKickOfTheCallee() {
        confirmations.onEvent(events.answered(STANDUP, PHONE_1, NUMBER));
        confirmations.onEvent(events.answered(STANDUP, PHONE_2, OTHER_NUMBER));
        clock.advance(Duration.ofHours(3));
        var future = confirmations.confirm(HANG_UP, LONG);
        confirmations.onEvent(events.kicked(STANDUP, PHONE_2));
        confirmations.onEvent(events.kicked(STANDUP, null));
        confirmations.onEvent(events.answered(STANDUP, null, NUMBER));
        confirmations.onEvent(events.destroyed(STANDUP, false));
        assertThat(future).isNotDone();

        ConferenceEvent event = events.kicked(STANDUP, PHONE_1);
        confirmations.onEvent(event);

        assertConfirmed(future, event);
    }

    @Test
    void confirm_hangUp_isConfirmedByTheEndOfTheCall() {
        confirmations.onEvent(events.answered(STANDUP, PHONE_1, NUMBER));
        var future = confirmations.confirm(HANG_UP, LONG);

        ConferenceEvent event = events.ended(STANDUP, PHONE_1);
        confirmations.onEvent(event);

        assertConfirmed(future, event);
    }

    @Test
    void confirm_hangUp_earlierCallOfTheNumberEnded_isNotConfirmedByThat() {
        confirmations.onEvent(events.answered(STANDUP, PHONE_1, NUMBER));
        confirmations.onEvent(events.ended(STANDUP, PHONE_1));
        clock.advance(Duration.ofMinutes(1));
        confirmations.onEvent(events.answered(STANDUP, PHONE_2, NUMBER));
        clock.advance(Duration.ofMinutes(1));

        assertThat(confirmations.confirm(HANG_UP, LONG)).isNotDone();
    }

    @Test
    void confirm_hangUp_startOfTheCallArrivesLast_isConfirmedByTheEarlierEnd() {
        var future = confirmations.confirm(HANG_UP, LONG);
        ConferenceEvent end = events.kicked(STANDUP, PHONE_1);
        confirmations.onEvent(end);
        confirmations.onEvent(events.ended(STANDUP, PHONE_1));
        assertThat(future).isNotDone();

        confirmations.onEvent(events.answered(STANDUP, PHONE_1, NUMBER));

        assertConfirmed(future, end);
    }

    @Test
    void confirm_ban_hasNothingToWaitFor() {
        for (JaasCommand ban : List.of(
                new BanUser(APP, UserId.parse("ann")), new BanJwt(APP, Jwt.parse("aaaaaaaa.bbbbbbbb.cccccccc")))) {
            var future = confirmations.confirm(ban, LONG);

            assertThat(future).isCompletedWithValueMatching(it -> it.outcome() == Outcome.NOT_CONFIRMABLE);
            assertThat(future.join().event()).isEmpty();
            assertThat(future.join()).hasToString("NOT_CONFIRMABLE");
        }
    }

    @Test
    void confirm_roomInAnotherSpellingOrOnAnotherDomain_isConfirmed() {
        ConferenceName typed =
                ConferenceName.of(RoomName.parse("Stand Up"), APP).withDomain("stage.8x8.vc");
        var future = confirmations.confirm(new DestroyRoom(typed), LONG);

        ConferenceEvent event = events.destroyed(ConferenceName.of(RoomName.parse("stand%20up"), APP), false);
        confirmations.onEvent(event);

        assertConfirmed(future, event);
    }

    @Test
    void outcome_dialOutOfUnknownDelivery_saysWhetherItWasAnswered() {
        Instant sent = clock.instant();
        clock.advance(Duration.ofSeconds(1));
        ConferenceEvent answer = events.answered(STANDUP, PHONE_1, NUMBER);
        confirmations.onEvent(answer);
        clock.advance(Duration.ofMinutes(1));

        assertConfirmed(confirmations.outcome(DIAL, sent, Duration.ZERO), answer);
        assertUnconfirmed(confirmations.outcome(new DialOutParticipant(STANDUP, OTHER_NUMBER), sent, Duration.ZERO));
    }

    @Test
    void outcome_askedAgain_isTheSameAndNoOtherDialOutGetsItsAnswer() {
        Instant sent = clock.instant();
        clock.advance(Duration.ofSeconds(1));
        var waiting = confirmations.outcome(DIAL, sent, LONG);
        ConferenceEvent answer = events.answered(STANDUP, PHONE_1, NUMBER);
        confirmations.onEvent(answer);

        assertConfirmed(waiting, answer);
        assertConfirmed(confirmations.outcome(DIAL, sent, Duration.ZERO), answer);
        assertConfirmed(confirmations.outcome(DIAL, sent, LONG), answer);
        assertUnconfirmed(confirmations.outcome(DIAL, sent.plusMillis(1), Duration.ZERO));
        assertThat(confirmations.confirm(DIAL, LONG)).isNotDone();
    }

    @Test
    void outcome_sentAtTheBeginningOfTime_countsEveryEvent() {
        var future = confirmations.outcome(KICK, Instant.MIN, LONG);

        ConferenceEvent event = events.kicked(STANDUP, ANN);
        confirmations.onEvent(event);

        assertConfirmed(future, event);
        assertThatThrownBy(() -> confirmations.outcome(KICK, null, LONG)).isInstanceOf(NullPointerException.class);
    }
}
