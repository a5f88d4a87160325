package com.example.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.testkit.FakeAnswer;
import dev.jaas.testkit.FakeConferenceManagement;
import org.junit.jupiter.api.Test;

class ReceptionTest {

    private final RoomName room = RoomName.parse("standup");
    private final PhoneNumber guest = PhoneNumber.parse("+40 747 777 777");
    private final FakeConferenceManagement jaas = new FakeConferenceManagement();
    private final Reception reception = new Reception(jaas.blocking());

    @Test
    void callIn_nobodyKnowsWhetherItRings_isNotCalledAgain() {
        jaas.on(DialOutParticipant.class, FakeAnswer.unknown());

        assertThat(reception.callIn(room, guest)).startsWith("look who is there");
        assertThat(jaas.commands()).hasSize(1);
    }

    @Test
    void callIn_aGuest_isCalled() {
        assertThat(reception.callIn(room, guest)).isEqualTo("calling");
        assertThat(jaas.commands()).containsExactly(new DialOutParticipant(jaas.conference(room), guest));
    }
}
