package com.example.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.events.CommandConfirmations;
import dev.jaas.events.EventEnvelope;
import dev.jaas.events.TelephoneEvent;
import dev.jaas.events.WebhookVerifier;
import dev.jaas.testkit.FakeConferenceManagement;
import dev.jaas.testkit.FakeOutcome;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallbackTest {

    private final FakeConferenceManagement jaas = new FakeConferenceManagement();
    private final CommandConfirmations confirmations = CommandConfirmations.create();
    private final Callback callback = new Callback(WebhookVerifier.of("whsec_1"), jaas, confirmations);
    private final ConferenceName standup = jaas.conference("standup");
    private final PhoneNumber guest = PhoneNumber.parse("+40747777777");

    @AfterEach
    void close() {
        confirmations.close();
    }

    @Test
    void dial_calleeAnswers_isTrue() {
        var answered = callback.dial(standup, guest);

        confirmations.onEvent(answer());

        assertThat(answered.join()).isTrue();
    }

    @Test
    void dial_deliveryUnknownAndCalleeAnswers_isTrueWithoutASecondCall() {
        jaas.setOutcome(DialOutParticipant.class, FakeOutcome.unknown());
        var answered = callback.dial(standup, guest);

        confirmations.onEvent(answer());

        assertThat(answered.join()).isTrue();
        assertThat(jaas.commands()).hasSize(1);
    }

    @Test
    void dial_notDelivered_fails() {
        jaas.setOutcome(DialOutParticipant.class, FakeOutcome.notDelivered());

        assertThat(callback.dial(standup, guest)).isCompletedExceptionally();
    }

    private TelephoneEvent.DialOutStarted answer() {
        EventEnvelope envelope = new EventEnvelope("DIAL_OUT_STARTED", "4431e735", Instant.now(), standup, null, null);
        return new TelephoneEvent.DialOutStarted(envelope, ParticipantId.parse("47bc002e"), null, null, guest);
    }
}
