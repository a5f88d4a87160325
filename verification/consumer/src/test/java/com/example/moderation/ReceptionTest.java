package com.example.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.testkit.FakeConferenceManagement;
import dev.jaas.testkit.FakeOutcome;
import org.junit.jupiter.api.Test;

class ReceptionTest {

    private final PhoneNumber guest = PhoneNumber.parse("+40 747 777 777");
    private final FakeConferenceManagement jaas = new FakeConferenceManagement();
    private final Reception reception = new Reception(jaas.blocking());

    @Test
    void dialGuest_deliveryUnknown_doesNotDialAgain() {
        jaas.setOutcome(DialOutParticipant.class, FakeOutcome.unknown());

        assertThat(reception.dialGuest("standup", guest)).startsWith("Check the room");
        assertThat(jaas.commands()).hasSize(1);
    }

    @Test
    void dialGuest_accepted_dialsTheGuest() {
        assertThat(reception.dialGuest("standup", guest)).contains("will ring");
        assertThat(jaas.commands()).containsExactly(new DialOutParticipant(jaas.conference("standup"), guest));
    }
}
