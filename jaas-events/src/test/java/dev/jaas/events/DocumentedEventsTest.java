// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.events.ParticipantEvent.LeaveReason;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of 8x8's documentation are read completely: rooms, participants, telephones and the rest. */
class DocumentedEventsTest {

    private static final Set<String> WITHOUT_RECORD =
            Set.of("USAGE", "SPEAKER_STATS", "FEEDBACK", "POLL_CREATED", "POLL_ANSWER");
    private static final String BREAKOUT_ROOM = "e0f49fd5-c3dc-4f36-9612-8cdab4d8ccfd";
    private static final ConferenceName STAGE = ConferenceName.parse(
            "testroom2@conference.vpaas-magic-cookie-c2824d584eac4489a1e32e4e164d5a3c.stage.8x8.vc");

    static List<String> types() {
        return Webhooks.exampleTypes();
    }

    @ParameterizedTest
    @MethodSource("types")
    void verify_example_hasItsTypeAndACompleteEnvelope(String type) {
        String json = Webhooks.example(type);
        JaasEvent event = Webhooks.receive(json);

        assertThat(event.type()).isEqualTo(type);
        assertThat(event).isInstanceOf(WITHOUT_RECORD.contains(type) ? OtherEvent.class : ConferenceEvent.class);
        assertThat(json)
                .contains('"' + event.idempotencyKey() + '"')
                .containsPattern("\"timestamp\": " + event.timestamp().toEpochMilli())
                .contains("\"fqn\": \"" + event.conference().fqn() + '"');
        if (event instanceof ConferenceEvent typed) {
            assertThat(json).contains("\"sessionId\": \"" + typed.envelope().sessionId() + '"');
            assertThat(json).contains("\"customerId\": \"" + typed.envelope().customerId() + '"');
        }
    }

    @Test
    void examples_coverEveryRecord() {
        Set<Class<?>> read = types().stream()
                .map(type -> Webhooks.receive(Webhooks.example(type)).getClass())
                .collect(Collectors.toSet());

        assertThat(read).containsAll(recordsOf(ConferenceEvent.class).toList()).hasSize(31);
    }

    @Test
    void roomEvents_haveFullNameAndBreakoutRoom() {
        assertThat(Webhooks.receive(Webhooks.example("ROOM_CREATED")))
                .isInstanceOfSatisfying(RoomEvent.Created.class, event -> {
                    assertThat(event.timestamp()).isEqualTo(Instant.ofEpochMilli(1600951800112L));
                    assertThat(event.conference()).isEqualTo(STAGE.withDomain(ConferenceName.DEFAULT_DOMAIN));
                    assertThat(event.fullName()).isEqualTo(STAGE);
                    assertThat(event.breakout()).isTrue();
                    assertThat(event.breakoutRoomId()).isEqualTo(BREAKOUT_ROOM);
                });
        assertThat(Webhooks.receive(Webhooks.example("ROOM_DESTROYED")))
                .isInstanceOfSatisfying(RoomEvent.Destroyed.class, event -> {
                    assertThat(event.fullName()).isEqualTo(STAGE);
                    assertThat(event.breakout()).isTrue();
                    assertThat(event.breakoutRoomId()).isEqualTo(BREAKOUT_ROOM);
                });
    }

    @Test
    void participantEvents_haveBothIds() {
        EventParticipant john = new EventParticipant(
                ParticipantId.parse("3988218d"),
                UserId.parse("uniqueUserIdentifier"),
                "John Doe",
                "john.dow@company.com",
                URI.create("https://link.to/user/avatar/picture"),
                "3988218d-a6ef-40cf-8b1b-f5097f46fbf7@stage.8x8.vc",
                true);
        assertThat(Webhooks.receive(Webhooks.example("PARTICIPANT_JOINED")))
                .isInstanceOfSatisfying(ParticipantEvent.Joined.class, event -> {
                    assertThat(event.participant()).isEqualTo(john);
                    assertThat(event.breakout()).isTrue();
                    assertThat(event.breakoutRoomId()).isEqualTo(BREAKOUT_ROOM);
                });
        assertThat(Webhooks.receive(Webhooks.example("PARTICIPANT_LEFT")))
                .isInstanceOfSatisfying(ParticipantEvent.Left.class, event -> {
                    assertThat(event.participant()).isEqualTo(john);
                    assertThat(event.reason()).isEqualTo(LeaveReason.LEFT);
                    assertThat(event.breakoutRoomId()).isEqualTo(BREAKOUT_ROOM);
                });
    }

    @Test
    void lobbyEvents_haveTheParticipantWhoWaits() {
        EventParticipant john = new EventParticipant(
                ParticipantId.parse("3988218d"),
                UserId.parse("22efffd2458f483ab3706ebcb9a8cf57"),
                "John",
                "john.dow@company.com",
                URI.create("https://link.to/user/avatar/picture"),
                "10a78ee2-5805-45fe-a99f-c147a8d07e77@8x8.vc",
                false);
        assertThat(Webhooks.receive(Webhooks.example("PARTICIPANT_JOINED_LOBBY")))
                .isInstanceOfSatisfying(
                        ParticipantEvent.JoinedLobby.class,
                        event -> assertThat(event.participant()).isEqualTo(john));
        assertThat(Webhooks.receive(Webhooks.example("PARTICIPANT_LEFT_LOBBY")))
                .isInstanceOfSatisfying(ParticipantEvent.LeftLobby.class, event -> {
                    assertThat(event.participant().userId()).isEqualTo(john.userId());
                    assertThat(event.reason()).isEqualTo(LeaveReason.LEFT);
                });
    }

    @Test
    void roleChanged_hasBothAddresses() {
        assertThat(Webhooks.receive(Webhooks.example("ROLE_CHANGED")))
                .isInstanceOfSatisfying(ParticipantEvent.RoleChanged.class, event -> {
                    assertThat(event.role()).isEqualTo("moderator");
                    assertThat(event.grantedToJid())
                            .isEqualTo("77cc1552-bb8e-4aba-be7f-4f17992ab1bc@8x8.vc/oGHh5j2yMsyj");
                    assertThat(event.grantedByJid())
                            .isEqualTo("9a7f7974-b7f9-4037-b0fd-517d148eac08@8x8.vc/dF6pUxzZMaFk");
                });
    }

    @Test
    void telephoneEvents_haveTheNumberOfTheNick() {
        PhoneNumber phone = PhoneNumber.parse("+40364630871");
        ParticipantId participant = ParticipantId.parse("47bc002e");
        String jid = "47bc002e-3473-4e39-8001-c487e0622542@stage.8x8.vc";
        assertThat(Webhooks.receive(Webhooks.example("DIAL_OUT_STARTED")))
                .isInstanceOfSatisfying(TelephoneEvent.DialOutStarted.class, event -> {
                    assertThat(event.phone()).isEqualTo(phone);
                    assertThat(event.nick()).isEqualTo("40364630871 (+40364630871)");
                    assertThat(event.participantId()).isEqualTo(participant);
                    assertThat(event.jid()).isEqualTo(jid);
                });
        assertThat(Webhooks.receive(Webhooks.example("DIAL_IN_STARTED")))
                .isInstanceOfSatisfying(
                        TelephoneEvent.DialInStarted.class,
                        event -> assertThat(event.phone()).isEqualTo(phone));
        for (String type : List.of("DIAL_OUT_ENDED", "DIAL_IN_ENDED")) {
            assertThat(Webhooks.receive(Webhooks.example(type))).isInstanceOfSatisfying(TelephoneEvent.class, event -> {
                assertThat(event.participantId()).isEqualTo(participant);
                assertThat(event.jid()).isEqualTo(jid);
            });
        }
    }

    @Test
    void sipEvents_haveTheAddress() {
        assertThat(Webhooks.receive(Webhooks.example("SIP_CALL_IN_STARTED")))
                .isInstanceOfSatisfying(TelephoneEvent.SipCallInStarted.class, event -> {
                    assertThat(event.sipAddress()).isEqualTo("sip:username@somesipprovider.com");
                    assertThat(event.nick()).isEqualTo("nickname");
                });
        assertThat(Webhooks.receive(Webhooks.example("SIP_CALL_OUT_STARTED")))
                .isInstanceOfSatisfying(
                        TelephoneEvent.SipCallOutStarted.class,
                        event -> assertThat(event.sipAddress()).isEqualTo("sip:username@somesipprovider.com"));
        for (String type : List.of("SIP_CALL_IN_ENDED", "SIP_CALL_OUT_ENDED")) {
            assertThat(Webhooks.receive(Webhooks.example(type)))
                    .isInstanceOfSatisfying(
                            TelephoneEvent.class,
                            event -> assertThat(event.participantId()).isEqualTo(ParticipantId.parse("10a78ee2")));
        }
    }

    @Test
    void otherEvents_haveTheirDataAsText() {
        assertThat(Webhooks.receive(Webhooks.example("USAGE"))).isInstanceOfSatisfying(OtherEvent.class, event -> {
            assertThat(event.data()).startsWith("[{").endsWith("}]").contains("\"deviceId\"");
            assertThat(event.sessionId()).isEqualTo("c3348153-1027-4382-afad-5ae91b433c26");
        });
        assertThat(Webhooks.receive(Webhooks.example("SPEAKER_STATS")))
                .isInstanceOfSatisfying(
                        OtherEvent.class,
                        event -> assertThat(event.data())
                                .startsWith("{")
                                .endsWith("}")
                                .contains("@8x8.vc/66wbG6MC"));
    }

    @Test
    void settingsProvisioning_bodyOfTheFqnAlone_isReadAsSuch() {
        JaasEvent event = Webhooks.receive("{\n  \"fqn\": \"vpaas-magic-cookie-test/roomName\"\n}");

        assertThat(event)
                .isEqualTo(new SettingsProvisioning(ConferenceName.parseFqn("vpaas-magic-cookie-test/roomName")));
        assertThat(event.type()).isEqualTo("SETTINGS_PROVISIONING");
        assertThat(event.idempotencyKey()).isNull();
        assertThat(event.timestamp()).isNull();
    }

    private static Stream<Class<?>> recordsOf(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(DocumentedEventsTest::recordsOf)
                : Stream.of(type);
    }
}
