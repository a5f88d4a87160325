// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.api.CommandRejectedException.Reason;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.testkit.FakeConferenceManagement;
import dev.jaas.testkit.FakeOutcome;
import java.time.Duration;
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

    @Test
    void dialGuest_rejectedForOneRoom_otherRoomIsDialled() {
        var dialIntoLobby = new DialOutParticipant(jaas.conference("lobby"), guest);
        jaas.setOutcome(dialIntoLobby, FakeOutcome.rejected(Reason.RATE_LIMITED, Duration.ofSeconds(7)));

        assertThatThrownBy(() -> reception.dialGuest("lobby", guest)).hasMessageContaining("again in 7 s");
        assertThat(reception.dialGuest("standup", guest)).contains("will ring");
    }

    @Test
    void dialOut_responseTakesThreeSeconds_completesThen() {
        jaas.setOutcome(DialOutParticipant.class, FakeOutcome.accepted().delay(Duration.ofSeconds(3)));

        var receipt = jaas.dialOut(jaas.conference("standup"), guest);
        jaas.advance(Duration.ofSeconds(2));
        assertThat(receipt).isNotDone();

        jaas.advance(Duration.ofSeconds(1));
        assertThat(receipt).isCompleted();
    }
}
