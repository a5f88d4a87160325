// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.BanUser;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import dev.jaas.events.WebhookVerifier;
import dev.jaas.testkit.FakeConferenceManagement;
import dev.jaas.testkit.FakeOutcome;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class GatekeeperTest {

    static final String SECRET = "whsec_0123456789abcdef";

    private final FakeConferenceManagement jaas = new FakeConferenceManagement();
    private final Gatekeeper gatekeeper =
            new Gatekeeper(WebhookVerifier.of(SECRET), jaas.blocking(), UserId.parse("auth0|5f903d7a")::equals);

    @Test
    void receive_unwantedUserJoins_bansAndKicks() throws Exception {
        byte[] body = joined("auth0|5f903d7a");

        assertThat(gatekeeper.receive(signature(body), body)).isEqualTo(200);

        assertThat(jaas.commands())
                .containsExactly(
                        new BanUser(jaas.appId(), UserId.parse("auth0|5f903d7a")),
                        new KickParticipant(jaas.conference("standup"), ParticipantId.parse("3988218d")));
    }

    @Test
    void receive_removalFails_isRepeatedByJaas() throws Exception {
        byte[] body = joined("auth0|5f903d7a");
        jaas.setOutcome(BanUser.class, FakeOutcome.notDelivered());

        assertThat(gatekeeper.receive(signature(body), body)).isEqualTo(500);
        jaas.setOutcome(BanUser.class, FakeOutcome.accepted());
        assertThat(gatekeeper.receive(signature(body), body)).isEqualTo(200);

        assertThat(jaas.commands()).hasOnlyElementsOfTypes(BanUser.class, KickParticipant.class);
    }

    @Test
    void receive_anotherUserOrAForgedRequest_removesNobody() throws Exception {
        byte[] other = joined("auth0|other");
        byte[] forged = joined("auth0|5f903d7a");

        assertThat(gatekeeper.receive(signature(other), other)).isEqualTo(200);
        assertThat(gatekeeper.receive(signature(other), forged)).isEqualTo(401);
        assertThat(gatekeeper.receive(signature("x".getBytes(UTF_8)), "x".getBytes(UTF_8)))
                .isEqualTo(400);

        assertThat(jaas.commands()).isEmpty();
    }

    private byte[] joined(String user) {
        return """
                {"eventType":"PARTICIPANT_JOINED","idempotencyKey":"45892714","timestamp":1600951818143,"fqn":"%s/standup",
                "data":{"id":"%s","participantId":"3988218d"}}""".formatted(jaas.appId(), user).getBytes(UTF_8);
    }

    static String signature(byte[] body) throws GeneralSecurityException {
        long now = System.currentTimeMillis() / 1000;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        mac.update((now + ".").getBytes(UTF_8));
        return "t=" + now + ",v1=" + Base64.getEncoder().encodeToString(mac.doFinal(body));
    }
}
