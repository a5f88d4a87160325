// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static dev.jaas.testkit.JaasAssertions.assertThat;
import static dev.jaas.testkit.JaasAssertions.once;
import static dev.jaas.testkit.JaasAssertions.times;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.Jaas;
import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.Callee;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ScriptedResponse;
import dev.jaas.simulator.SimulatedRoom.CallState;
import dev.jaas.testkit.JaasSimulatorExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReceptionSimulatorTest {

    @RegisterExtension
    final JaasSimulatorExtension extension = new JaasSimulatorExtension().withClient(ReceptionSimulatorTest::connect);

    private final PhoneNumber guest = PhoneNumber.parse("+40 747 777 777");
    private final UserId host = UserId.parse("host");

    static Jaas connect(JaasSimulator simulator) {
        return Jaas.builder()
                .baseUrl(simulator.baseUrl())
                .keyId(simulator.keyId())
                .privateKey(simulator.privateKeyPem())
                .build();
    }

    @BeforeEach
    void hostJoins(JaasSimulator simulator) {
        simulator.join(simulator.conference("standup"), host);
    }

    @Test
    void dialGuest_responseIsLost_dialsOnce(JaasSimulator simulator, BlockingConferenceManagement jaas) {
        simulator.respondTo(DialOutParticipant.class::isInstance, ScriptedResponse.dropConnectionAfterExecuting());

        assertThat(new Reception(jaas).dialGuest("standup", guest)).startsWith("Check the room");

        assertThat(simulator).room("standup").hasDialled(guest, once());
    }

    @Test
    void dialGuest_guestIsBusy_isNotInTheRoom(JaasSimulator simulator, BlockingConferenceManagement jaas) {
        simulator.setCallee(guest, Callee.IS_BUSY);

        new Reception(jaas).dialGuest("standup", guest);

        assertThat(simulator).room("standup").hasCall(guest, CallState.BUSY);
    }

    @Test
    void banUser_serviceUnavailableOnce_isSentAgain(JaasSimulator simulator, ConferenceManagement jaas) {
        var ban = new BanUser(simulator.appId(), host);
        simulator.respondTo(ban, ScriptedResponse.status(503), ScriptedResponse.ordinary());

        jaas.banUser(host).join();

        assertThat(simulator).received(ban, times(2)).hasBanned(host);
    }

    @Test
    void destroyRoom_hostInTheRoom_isOver(JaasSimulator simulator, BlockingConferenceManagement jaas) {
        jaas.destroyRoom(jaas.conference("standup"));

        assertThat(simulator).room("standup").isOver();
    }
}
