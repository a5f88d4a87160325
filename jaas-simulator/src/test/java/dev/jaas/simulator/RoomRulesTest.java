// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.domain.Jwt;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.SimulatedRoom.Call;
import dev.jaas.simulator.SimulatedRoom.CallState;
import dev.jaas.simulator.SimulatedRoom.Participant;
import org.junit.jupiter.api.Test;

class RoomRulesTest extends RuleTests {

    private static final UserId BOB = UserId.parse("bob");

    @Test
    void isOver_beforeDuringAndAfterAMeeting_afterOnly() {
        dialOut();
        assertThat(simulator.room(room).isOver()).isFalse();

        ParticipantId ann = simulator.join(room, ANN);
        assertThat(simulator.room(room).isOver()).isFalse();

        simulator.leave(room, ann);
        assertThat(simulator.room(room).isOver()).isTrue();
    }

    @Test
    void kick_callee_endsTheAnsweredCallOnly() {
        simulator.join(room, ANN);
        dialOut();
        ParticipantId callee = simulator.answer(room, PHONE);
        dialOut();

        assertThat(kick(callee)).isEqualTo(200);

        assertThat(simulator.room(room).calls())
                .extracting(Call::state)
                .containsExactly(CallState.ENDED, CallState.RINGING);
    }

    @Test
    void kick_participant_removesThemOnce() {
        ParticipantId ann = simulator.join(room, ANN);
        ParticipantId bob = simulator.join(room, BOB);

        assertThat(kick(ann)).isEqualTo(200);

        assertThat(simulator.room(room).participants()).containsExactly(new Participant(bob, BOB, null));
        assertThat(kick(ann)).isEqualTo(404);
        assertThatCode(() -> simulator.join(room, ANN)).doesNotThrowAnyException();
    }

    @Test
    void destroy_openRoom_endsEverything() {
        simulator.join(room, ANN);
        dialOut();
        simulator.answer(room, PHONE);
        dialOut();

        assertThat(destroy()).isEqualTo(200);

        assertThat(simulator.room(room).isOpen()).isFalse();
        assertThat(simulator.room(room).calls()).extracting(Call::state).containsOnly(CallState.ENDED);
        assertThat(destroy()).isEqualTo(404);
    }

    @Test
    void leave_lastParticipant_endsTheRingingCalls() {
        ParticipantId ann = simulator.join(room, ANN);
        dialOut();

        simulator.leave(room, ann);

        assertThat(simulator.room(room).isOpen()).isFalse();
        assertThat(simulator.room(room).call(PHONE)).contains(new Call(PHONE, CallState.ENDED));
        assertThatThrownBy(() -> simulator.leave(room, ann)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void banUser_inTheRoom_staysAndCannotRejoin() {
        ParticipantId ann = simulator.join(room, ANN);

        assertThat(caller.banUser("ann").status()).isEqualTo(200);
        assertThat(caller.banUser("ann").status()).isEqualTo(200);

        assertThat(simulator.bannedUsers()).containsExactly(ANN);
        assertThat(simulator.room(room).participants()).hasSize(1);
        simulator.leave(room, ann);
        assertThatThrownBy(() -> simulator.join(room, ANN))
                .isInstanceOf(JoinRefusedException.class)
                .hasMessageContaining("ann");
        assertThatThrownBy(() -> simulator.join(room, tokenOf("ann"))).isInstanceOf(JoinRefusedException.class);
        assertThatCode(() -> simulator.join(room, BOB)).doesNotThrowAnyException();
    }

    @Test
    void banJwt_anyToken_refusesThatTokenOnly() {
        Jwt token = tokenOf("ann");
        simulator.join(room, token);

        assertThat(caller.banJwt(token.compact()).status()).isEqualTo(200);

        assertThat(simulator.bannedJwts()).containsExactly(token);
        assertThat(simulator.room(room).participant(ANN)).isPresent();
        assertThatThrownBy(() -> simulator.join(room, token))
                .isInstanceOf(JoinRefusedException.class)
                .hasMessageNotContaining(token.compact());
        assertThatCode(() -> simulator.join(room, ANN)).doesNotThrowAnyException();
    }

    @Test
    void rooms_sameNameOnAnotherDomain_areDifferent() {
        simulator.join(room.withDomain("stage.8x8.vc"), ANN);

        assertThat(simulator.room(room).isOpen()).isFalse();
    }

    private Jwt tokenOf(String user) {
        Caller signer = new Caller(simulator);
        signer.claims.remove("admin");
        signer.claims.put("room", "\"standup\"");
        signer.claims.put("context", "{\"user\":{\"id\":\"" + user + "\"}}");
        return Jwt.parse(signer.token());
    }

    private int kick(ParticipantId participant) {
        return caller.meeting("KICK_PARTICIPANT", "standup", "\"participantId\":\"" + participant + "\"")
                .status();
    }

    private int destroy() {
        return caller.meeting("DESTROY", "standup", "").status();
    }
}
