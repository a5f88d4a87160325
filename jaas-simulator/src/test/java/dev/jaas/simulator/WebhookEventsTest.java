// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.WebhookEndpoint.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which events follow from what happens, and what they contain. */
class WebhookEventsTest {

    private static final String SECRET = "whsec_0123456789abcdef";
    private static final Instant NOW = Instant.ofEpochMilli(1_600_951_818_143L);
    private static final UserId ANN = UserId.parse("auth0|ann");
    private static final UserId BOB = UserId.parse("bob");
    private static final PhoneNumber PHONE = PhoneNumber.parse("+40747777777");

    private WebhookEndpoint endpoint;
    private JaasSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        endpoint = new WebhookEndpoint();
        simulator = builder().start();
    }

    @AfterEach
    void close() {
        simulator.close();
        endpoint.close();
    }

    @Test
    void join_firstUser_sendsRoomCreatedAndParticipantJoined() throws Exception {
        ConferenceName room = simulator.conference("standup");

        ParticipantId ann = simulator.join(room, ANN);

        List<Delivery> events = delivered();
        assertThat(endpoint.types()).containsExactly("ROOM_CREATED", "PARTICIPANT_JOINED");
        assertThat(events)
                .allSatisfy(event -> assertThat(event.json())
                        .containsEntry("fqn", room.fqn())
                        .containsEntry("appId", room.appId().value())
                        .containsEntry("customerId", room.appId().value().substring("vpaas-magic-cookie-".length()))
                        .containsEntry("timestamp", NOW.toEpochMilli()));
        assertThat(events.get(0).data().get("conference")).isEqualTo(room.fullName());
        assertThat(events.get(1).data().get("id")).isEqualTo("auth0|ann");
        assertThat(events.get(1).data().get("participantId")).isEqualTo(ann.value());
    }

    @Test
    void join_withAToken_reportsWhatTheTokenSaysOfTheUser() throws Exception {
        ConferenceName room = simulator.conference("standup");
        Caller signer = new Caller(simulator);
        signer.claims.remove("admin");
        signer.claims.put("room", "\"*\"");
        signer.claims.put(
                "context",
                "{\"user\":{\"id\":\"auth0|ann\",\"name\":\"Ann\",\"moderator\":\"true\",\"email\":7,\"participantId\":\"x\"}}");

        ParticipantId ann = simulator.join(room, Jwt.parse(signer.token()));
        simulator.leave(room, ann);

        for (Delivery event : delivered().subList(1, 3)) {
            assertThat(event.data().get("id")).isEqualTo("auth0|ann");
            assertThat(event.data().get("name")).isEqualTo("Ann");
            assertThat(event.data().get("moderator")).isEqualTo("true");
            assertThat(event.data().containsKey("email")).isFalse();
            assertThat(event.data().get("participantId")).isEqualTo(ann.value());
        }
    }

    @Test
    void delivery_ofEveryEvent_isSignedWithTheSecret() throws Exception {
        simulator.join(simulator.conference("standup"), ANN);

        for (Delivery delivery : delivered()) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            mac.update((NOW.getEpochSecond() + ".").getBytes(UTF_8));
            assertThat(delivery.signature())
                    .isEqualTo("t=" + NOW.getEpochSecond() + ",v1="
                            + Base64.getEncoder()
                                    .encodeToString(mac.doFinal(delivery.body().getBytes(UTF_8))));
        }
    }

    @Test
    void kick_lastParticipant_sendsParticipantLeftAsKickedAndRoomDestroyed() throws Exception {
        ConferenceName room = simulator.conference("standup");
        ParticipantId ann = simulator.join(room, ANN);

        command("KICK_PARTICIPANT", "\"participantId\":\"" + ann + "\"");

        assertThat(delivered().get(2).data().get("disconnectReason")).isEqualTo("kicked");
        assertThat(delivered().get(2).data().get("participantId")).isEqualTo(ann.value());
        assertThat(endpoint.types())
                .containsExactly("ROOM_CREATED", "PARTICIPANT_JOINED", "PARTICIPANT_LEFT", "ROOM_DESTROYED");
        assertThat(sessions()).hasSize(1);
    }

    @Test
    void leave_oneOfTwo_sendsParticipantLeftAlone() throws Exception {
        ConferenceName room = simulator.conference("standup");
        ParticipantId ann = simulator.join(room, ANN);
        simulator.join(room, BOB);

        simulator.leave(room, ann);

        assertThat(endpointTypesFrom(3)).containsExactly("PARTICIPANT_LEFT");
        assertThat(delivered().get(3).data().get("disconnectReason")).isEqualTo("left");
    }

    @Test
    void answerAndHangUp_sendEventsOfTheCallAndOfTheParticipant() throws Exception {
        ConferenceName room = simulator.conference("standup");
        simulator.join(room, ANN);
        command("DIAL_OUT_PARTICIPANT", "\"phoneNo\":\"" + PHONE + "\"");
        assertThat(endpointTypesFrom(2)).isEmpty();

        ParticipantId callee = simulator.answer(room, PHONE);
        command("HANG_UP_CALL", "\"phoneNo\":\"" + PHONE + "\"");

        assertThat(endpointTypesFrom(2))
                .containsExactly("PARTICIPANT_JOINED", "DIAL_OUT_STARTED", "PARTICIPANT_LEFT", "DIAL_OUT_ENDED");
        assertThat(delivered().get(3).data().get("nick")).isEqualTo("40747777777 (+40747777777)");
        assertThat(delivered().get(3).data().get("direction")).isEqualTo("out");
        assertThat(delivered().get(4).data().get("disconnectReason")).isEqualTo("kicked");
        assertThat(delivered().subList(2, 6))
                .allSatisfy(
                        event -> assertThat(event.data().get("participantId")).isEqualTo(callee.value()));
    }

    @Test
    void destroy_meeting_sendsParticipantLeftOfAllAndRoomDestroyedOnce() throws Exception {
        ConferenceName room = simulator.conference("standup");
        simulator.join(room, ANN);
        simulator.join(room, BOB);

        assertThat(destroy()).isEqualTo(200);

        assertThat(endpointTypesFrom(3)).containsExactly("PARTICIPANT_LEFT", "PARTICIPANT_LEFT", "ROOM_DESTROYED");
        assertThat(delivered().get(3).data().get("disconnectReason")).isEqualTo("unknown");
    }

    @Test
    void destroy_roomThatEverybodyHasLeft_isNotFound() throws Exception {
        ConferenceName room = simulator.conference("standup");
        simulator.leave(room, simulator.join(room, ANN));

        assertThat(destroy()).isEqualTo(404);

        assertThat(endpointTypesFrom(2)).containsExactly("PARTICIPANT_LEFT", "ROOM_DESTROYED");
    }

    @Test
    void destroy_roomThatIsKeptWhenEverybodyHasLeft_isAcceptedOnce() throws Exception {
        simulator.close();
        simulator = builder().keepEmptyRooms(true).start();
        ConferenceName room = simulator.conference("standup");
        simulator.leave(room, simulator.join(room, ANN));
        simulator.leave(room, simulator.join(room, BOB));

        assertThat(destroy()).isEqualTo(200);
        assertThat(destroy()).isEqualTo(404);

        assertThat(endpointTypesFrom(1))
                .containsExactly(
                        "PARTICIPANT_JOINED",
                        "PARTICIPANT_LEFT",
                        "PARTICIPANT_JOINED",
                        "PARTICIPANT_LEFT",
                        "ROOM_DESTROYED");
        assertThat(sessions()).hasSize(1);
    }

    @Test
    void join_afterTheRoomWasDestroyed_startsAnotherSession() throws Exception {
        ConferenceName room = simulator.conference("standup");
        simulator.leave(room, simulator.join(room, ANN));
        simulator.join(room, ANN);

        assertThat(endpointTypesFrom(4)).containsExactly("ROOM_CREATED", "PARTICIPANT_JOINED");
        assertThat(sessions()).hasSize(2);
    }

    private void command(String action, String field) {
        assertThat(new Caller(simulator).meeting(action, "standup", field).status())
                .isEqualTo(200);
    }

    private int destroy() {
        return new Caller(simulator).meeting("DESTROY", "standup", "").status();
    }

    private SimulatorBuilder builder() {
        return JaasSimulator.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC)).webhook(endpoint.url(), SECRET);
    }

    private List<Delivery> delivered() throws InterruptedException {
        assertThat(simulator.awaitWebhooks(Duration.ofSeconds(60))).isTrue();
        return endpoint.deliveries;
    }

    private List<String> endpointTypesFrom(int first) throws InterruptedException {
        delivered();
        return endpoint.types().subList(first, endpoint.types().size());
    }

    private Set<Object> sessions() {
        return endpoint.deliveries.stream()
                .map(delivery -> delivery.json().get("sessionId"))
                .collect(Collectors.toSet());
    }
}
