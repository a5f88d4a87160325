// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.domain.ParticipantId;
import dev.jaas.simulator.SimulatedRoom.Call;
import dev.jaas.simulator.SimulatedRoom.CallState;
import dev.jaas.simulator.SimulatedRoom.Participant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallRulesTest extends RuleTests {

    @Test
    void dialOut_emptyRoom_waitsForTheFirstParticipant() {
        assertThat(dialOut()).isEqualTo(200);
        assertThat(simulator.room(room).calls()).containsExactly(new Call(PHONE, CallState.WAITING));
        assertThatThrownBy(() -> simulator.answer(room, PHONE)).isInstanceOf(IllegalStateException.class);

        simulator.join(room, ANN);

        assertThat(simulator.room(room).calls()).containsExactly(new Call(PHONE, CallState.RINGING));
    }

    @Test
    void dialOut_twice_ringsAndIsAnsweredTwice() {
        simulator.join(room, ANN);
        dialOut();
        dialOut();

        ParticipantId first = simulator.answer(room, PHONE);
        ParticipantId second = simulator.answer(room, PHONE);

        assertThat(simulator.room(room).calls()).extracting(Call::state).containsOnly(CallState.JOINED);
        assertThat(simulator.room(room).participants())
                .filteredOn(participant -> PHONE.equals(participant.phone()))
                .extracting(Participant::id)
                .containsExactly(first, second);
    }

    @ParameterizedTest
    @CsvSource({
        "ANSWERS, JOINED",
        "DECLINES, DECLINED",
        "IS_BUSY, BUSY",
        "DOES_NOT_ANSWER, UNANSWERED",
        "RINGS, RINGING"
    })
    void setCallee_dialledIntoAMeeting_doesSo(Callee callee, CallState state) {
        simulator.setCallee(PHONE, callee);
        simulator.join(room, ANN);

        assertThat(dialOut()).isEqualTo(200);

        assertThat(simulator.room(room).calls()).containsExactly(new Call(PHONE, state));
        assertThat(simulator.room(room).participants()).hasSize(state == CallState.JOINED ? 2 : 1);
    }

    @Test
    void setCallee_callWaiting_doesSoWhenTheFirstJoins() {
        simulator.setCallee(PHONE, Callee.DECLINES);
        dialOut();
        assertThat(simulator.room(room).calls()).containsExactly(new Call(PHONE, CallState.WAITING));

        simulator.join(room, ANN);

        assertThat(simulator.room(room).calls()).containsExactly(new Call(PHONE, CallState.DECLINED));
    }

    @Test
    void setCallee_whileTwoCallsRing_appliesToBoth() {
        simulator.join(room, ANN);
        dialOut();
        dialOut();

        simulator.setCallee(PHONE, Callee.ANSWERS);

        assertThat(simulator.room(room).calls()).extracting(Call::state).containsOnly(CallState.JOINED);
        assertThat(simulator.room(room).participants()).hasSize(3);
    }

    @Test
    void setCallee_reset_ringsAgain() {
        simulator.setCallee(PHONE, Callee.IS_BUSY);
        simulator.reset();
        simulator.join(room, ANN);
        dialOut();

        assertThat(simulator.room(room).calls()).containsExactly(new Call(PHONE, CallState.RINGING));
    }

    @Test
    void decline_ringing_endsTheCallForGood() {
        ParticipantId ann = simulator.join(room, ANN);
        dialOut();

        simulator.decline(room, PHONE);

        assertThatThrownBy(() -> simulator.decline(room, PHONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not ringing");
        assertThat(hangUp()).isEqualTo(404);
        simulator.leave(room, ann);
        assertThat(simulator.room(room).calls()).containsExactly(new Call(PHONE, CallState.DECLINED));
    }

    @Test
    void hangUp_ringingOrWaiting_cancelsTheCall() {
        dialOut();
        assertThat(hangUp()).isEqualTo(200);
        simulator.join(room, ANN);
        dialOut();
        assertThat(hangUp()).isEqualTo(200);

        assertThat(simulator.room(room).calls()).extracting(Call::state).containsOnly(CallState.ENDED);
        assertThat(simulator.room(room).participants()).hasSize(1);
        assertThat(hangUp()).isEqualTo(404);
    }

    @Test
    void hangUp_joined_removesOnlyTheCallee() {
        simulator.join(room, ANN);
        dialOut();
        simulator.answer(room, PHONE);

        assertThat(hangUp()).isEqualTo(200);

        assertThat(simulator.room(room).participants())
                .singleElement()
                .satisfies(participant -> assertThat(participant.user()).isEqualTo(ANN));
        assertThat(simulator.room(room).call(PHONE)).contains(new Call(PHONE, CallState.ENDED));
    }

    @Test
    void hangUp_severalCallsToTheNumber_endsAll() {
        simulator.join(room, ANN);
        dialOut();
        dialOut();
        dialOut();
        simulator.answer(room, PHONE);
        simulator.answer(room, PHONE);

        assertThat(hangUp()).isEqualTo(200);

        assertThat(simulator.room(room).calls()).extracting(Call::state).containsOnly(CallState.ENDED);
        assertThat(simulator.room(room).participants()).hasSize(1);
    }

    private int hangUp() {
        return caller.meeting("HANG_UP_CALL", "standup", "\"phoneNo\":\"" + PHONE + "\"")
                .status();
    }
}
