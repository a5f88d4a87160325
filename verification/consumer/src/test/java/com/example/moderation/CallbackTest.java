// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.events.WebhookVerifier;
import dev.jaas.testkit.FakeConferenceManagement;
import dev.jaas.testkit.FakeOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallbackTest {

    private final FakeConferenceManagement jaas = new FakeConferenceManagement();
    private final Callback callback = new Callback(WebhookVerifier.of(GatekeeperTest.SECRET), jaas);
    private final ConferenceName standup = jaas.conference("standup");
    private final PhoneNumber guest = PhoneNumber.parse("+40747777777");

    @AfterEach
    void close() {
        callback.close();
    }

    @Test
    void dial_calleeAnswers_isTrue() throws Exception {
        var answered = callback.dial(standup, guest);

        receiveAnswer();

        assertThat(answered.join()).isTrue();
    }

    @Test
    void dial_deliveryUnknownAndCalleeAnswers_isTrueWithoutASecondCall() throws Exception {
        jaas.setOutcome(DialOutParticipant.class, FakeOutcome.unknown());
        var answered = callback.dial(standup, guest);

        receiveAnswer();

        assertThat(answered.join()).isTrue();
        assertThat(jaas.commands()).hasSize(1);
    }

    @Test
    void dial_notDelivered_fails() {
        jaas.setOutcome(DialOutParticipant.class, FakeOutcome.notDelivered());

        assertThat(callback.dial(standup, guest)).isCompletedExceptionally();
    }

    @Test
    void close_whileThePhoneRings_isFalse() {
        var answered = callback.dial(standup, guest);
        assertThat(answered).isNotDone();

        callback.close();

        assertThat(answered.join()).isFalse();
    }

    private void receiveAnswer() throws Exception {
        byte[] body = """
                {"eventType":"DIAL_OUT_STARTED","idempotencyKey":"4431e735","timestamp":%d,"fqn":"%s",
                "data":{"participantId":"47bc002e","nick":"40747777777 (+40747777777)"}}""".formatted(System.currentTimeMillis(), standup.fqn()).getBytes(UTF_8);

        assertThat(callback.receive(GatekeeperTest.signature(body), body)).isEqualTo(200);
    }
}
