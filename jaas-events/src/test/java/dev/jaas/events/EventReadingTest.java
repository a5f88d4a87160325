// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.events.ParticipantEvent.LeaveReason;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What differs from the documentation, or may in the future, loses a field at most, and never an event. */
class EventReadingTest {

    private static final Instant TIME = Instant.parse("2026-11-28T10:00:00.123Z");

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "'\"true\"', true",
        "false, false",
        "'\"false\"', false",
        "'\"TRUE\"', false",
        "1, false",
        "null, false"
    })
    void moderator_booleanOrText_isRead(String json, boolean moderator) {
        assertThat(joined("{\"moderator\":" + json + "}").moderator()).isEqualTo(moderator);
    }

    @ParameterizedTest
    @CsvSource({
        "left, LEFT",
        "kicked, KICKED",
        "switch_room, SWITCHED_ROOM",
        "unrecoverable_error, UNRECOVERABLE_ERROR",
        "unknown, UNKNOWN",
        "abducted, UNKNOWN"
    })
    void leaveReason_ofTheDocumentationOrNot_isRead(String text, LeaveReason reason) {
        assertThat(event("PARTICIPANT_LEFT", "{\"disconnectReason\":\"" + text + "\"}"))
                .isInstanceOfSatisfying(
                        ParticipantEvent.Left.class,
                        event -> assertThat(event.reason()).isEqualTo(reason));
    }

    @Test
    void leaveReason_absent_isUnknown() {
        assertThat(event("PARTICIPANT_LEFT", "{}"))
                .isInstanceOfSatisfying(
                        ParticipantEvent.Left.class,
                        event -> assertThat(event.reason()).isEqualTo(LeaveReason.UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource({
        "40364630871 (+40364630871), +40364630871",
        "+40 364 630 871, +40364630871",
        "Ann (work) (+40364630871), +40364630871",
        "Ann (+40364630871) (work), ",
        "Ann, ",
        "40364630871, ",
        "')(', ",
        "(), ",
        "(+), "
    })
    void phone_ofNick_isTheLastNumberInParentheses(String nick, String phone) {
        assertThat(event("DIAL_OUT_STARTED", "{\"nick\":\"" + nick + "\"}"))
                .isInstanceOfSatisfying(TelephoneEvent.DialOutStarted.class, event -> {
                    assertThat(event.nick()).isEqualTo(nick);
                    assertThat(event.phone()).isEqualTo(phone == null ? null : PhoneNumber.parse(phone));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "1.5", "true", "[]", "{}", "\"\"", "\"a b\"", "\"a/b\""})
    void participantId_ofAnotherKind_isAbsent(String json) {
        EventParticipant participant = joined("{\"id\":\"u\",\"participantId\":" + json + "}");

        assertThat(participant.participantId()).isNull();
        assertThat(participant.userId()).isEqualTo(UserId.parse("u"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"a b\"",
                "\"javascript:alert(1)\"",
                "\"file:///etc/passwd\"",
                "\"//host/path\"",
                "\"https:opaque\"",
                "7",
                "\"https://\"",
                "\"https:///path\""
            })
    void link_thatIsNoWebAddress_isAbsent(String json) {
        assertThat(event("CHAT_UPLOADED", "{\"preAuthenticatedLink\":" + json + "}"))
                .isInstanceOfSatisfying(
                        ContentEvent.ChatUploaded.class,
                        event -> assertThat(event.link()).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://host/path", "HTTPS://host/path?a=%2F"})
    void link_thatIsAWebAddress_isRead(String link) {
        assertThat(event("CHAT_UPLOADED", "{\"preAuthenticatedLink\":\"" + link + "\"}"))
                .isInstanceOfSatisfying(ContentEvent.ChatUploaded.class, event -> {
                    assertThat(event.link().uri()).hasToString(link);
                    assertThat(event.link()).hasToString("PreAuthenticatedLink[redacted]");
                });
    }

    @Test
    void duration_ofZero_isRead() {
        assertThat(event("RECORDING_UPLOADED", "{\"durationSec\":0}"))
                .isInstanceOfSatisfying(
                        RecordingEvent.Uploaded.class,
                        event -> assertThat(event.duration()).isZero());
    }

    @Test
    void object_ofAnotherKind_hasNoFields() {
        assertThat(event("ROLE_CHANGED", "{\"grantedTo\":7,\"grantedBy\":[]}"))
                .isInstanceOfSatisfying(ParticipantEvent.RoleChanged.class, event -> {
                    assertThat(event.grantedToJid()).isNull();
                    assertThat(event.grantedByJid()).isNull();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "99999999999999999999999", "\"15\"", "null"})
    void duration_ofAnotherKind_isAbsent(String json) {
        assertThat(event("RECORDING_UPLOADED", "{\"durationSec\":" + json + ",\"participants\":{}}"))
                .isInstanceOfSatisfying(RecordingEvent.Uploaded.class, event -> {
                    assertThat(event.duration()).isNull();
                    assertThat(event.participants()).isEmpty();
                });
    }

    @Test
    void lists_withElementsOfAnotherKind_keepTheRest() {
        assertThat(event("REACTIONS", "{\"reactions\":[\"like\",7,null,{},\"clap\"]}"))
                .isInstanceOfSatisfying(
                        ReactionEvent.Reacted.class,
                        event -> assertThat(event.reactions()).containsExactly("like", "clap"));
        assertThat(event("AGGREGATED_REACTIONS", "[7,{\"reaction\":\"like\"},[]]"))
                .isInstanceOfSatisfying(
                        ReactionEvent.Aggregated.class,
                        event -> assertThat(event.reactions()).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"participantId\":\"a\"}]", "7", "\"text\"", "true"})
    void data_ofAnotherKindThanTheTypeDemands_makesAnOtherEvent(String data) {
        assertThat(event("PARTICIPANT_JOINED", data)).isInstanceOfSatisfying(OtherEvent.class, event -> {
            assertThat(event.type()).isEqualTo("PARTICIPANT_JOINED");
            assertThat(event.idempotencyKey()).isEqualTo("k");
            assertThat(event.timestamp()).isEqualTo(TIME);
            assertThat(event.conference().fqn()).isEqualTo("vpaas-magic-cookie-test/standup");
            assertThat(event.data()).isEqualTo(data);
        });
    }

    @Test
    void data_absentOrNull_isEmpty() {
        assertThat(event("PARTICIPANT_JOINED", "null")).isInstanceOf(ParticipantEvent.Joined.class);
        assertThat(Webhooks.receive(
                        Webhooks.json("PARTICIPANT_JOINED", TIME, "k", "null").replace(",\"data\":null", "")))
                .isInstanceOf(ParticipantEvent.Joined.class);
    }

    @Test
    void data_beforeTheEnvelope_isRead() {
        assertThat(Webhooks.receive("""
                        {"data":{"participantId":"abc"},"unknown":{"a":[1,{"b":null}]},"timestamp":1,
                        "fqn":"vpaas-magic-cookie-test/standup","idempotencyKey":"k","eventType":"DIAL_OUT_ENDED"}"""))
                .isInstanceOfSatisfying(
                        TelephoneEvent.DialOutEnded.class,
                        event -> assertThat(event.participantId()).isEqualTo(ParticipantId.parse("abc")));
    }

    @Test
    void text_ofTheGreatestLength_isReadAndALongerOneAbsent() {
        String name = "n".repeat(JsonObject.MAX_TEXT_LENGTH);

        assertThat(joined("{\"name\":\"" + name + "\"}").name()).isEqualTo(name);
        assertThat(joined("{\"name\":\"" + name + "n\"}").name()).isNull();
    }

    @Test
    void fieldTwice_withOneValueIsRead_withTwoIsAbsent() {
        assertThat(joined("{\"name\":\"Ann\",\"name\":\"Ann\"}").name()).isEqualTo("Ann");
        assertThat(joined("{\"name\":\"Ann\",\"name\":\"Bob\"}").name()).isNull();
        assertThat(joined("{\"name\":\"Ann\",\"name\":\"Bob\",\"name\":\"Ann\"}")
                        .name())
                .isNull();
        assertThat(Webhooks.receive(Webhooks.json("NEW", TIME, "k", "1,\"data\":2")))
                .isInstanceOfSatisfying(
                        OtherEvent.class, event -> assertThat(event.data()).isNull());
    }

    private static EventParticipant joined(String data) {
        return ((ParticipantEvent.Joined) event("PARTICIPANT_JOINED", data)).participant();
    }

    private static JaasEvent event(String type, String data) {
        return Webhooks.receive(Webhooks.json(type, TIME, "k", data));
    }
}
