// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an event, what is an event of another type, and what is none. */
class EventBodyTest {

    private static final Instant TIME = Instant.parse("2026-11-28T10:00:00.123Z");

    @ParameterizedTest
    @ValueSource(strings = {"{ \"a\" : [ 1 ] }", "[1, 2]", "\"text \\\" }\"", "12.5e3", "true", "null", "{}"})
    void otherEvent_dataOfAnyKind_isItsExactText(String data) {
        assertThat(event("NEW_TYPE", data))
                .isInstanceOfSatisfying(
                        OtherEvent.class, event -> assertThat(event.data()).isEqualTo(data));
        assertThat(Webhooks.receive("{\"data\" : " + data + " , \"eventType\":\"NEW_TYPE\"}"))
                .isInstanceOfSatisfying(
                        OtherEvent.class, event -> assertThat(event.data()).isEqualTo(data));
    }

    @Test
    void otherEvent_largeData_isItsExactText() {
        String data = "{\"a\":\"" + "ü\\u0041€𝄞".repeat(20_000) + "\"}";

        assertThat(event("SPEAKER_STATS", data))
                .isInstanceOfSatisfying(
                        OtherEvent.class, event -> assertThat(event.data()).isEqualTo(data));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"timestamp\":1795860000123', '\"timestamp\":\"soon\"'",
        "'\"timestamp\":1795860000123', '\"timestamp\":1.5'",
        "'\"idempotencyKey\":\"k\"', '\"idempotencyKey\":\"\"'",
        "'\"idempotencyKey\":\"k\"', '\"idempotencyKey\":7'",
        "'\"idempotencyKey\":\"k\"', '\"idempotencyKey\":\"k\",\"idempotencyKey\":\"other\"'",
        "vpaas-magic-cookie-test/standup, standup",
        "vpaas-magic-cookie-test/standup, vpaas-magic-cookie-test/a@b",
        "'\"fqn\":', '\"name\":'",
    })
    void envelope_withoutAUsableField_makesAnOtherEvent(String good, String bad) {
        String json = Webhooks.json("ROOM_DESTROYED", TIME, "k", "{}");
        assertThat(json).contains(good);

        assertThat(Webhooks.receive(json)).isInstanceOf(RoomEvent.Destroyed.class);
        assertThat(Webhooks.receive(json.replace(good, bad)))
                .isInstanceOfSatisfying(
                        OtherEvent.class, event -> assertThat(event.type()).isEqualTo("ROOM_DESTROYED"));
    }

    @Test
    void envelope_keyOfTheGreatestLength_isReadAndALongerOneAbsent() {
        String key = "k".repeat(JsonObject.MAX_KEY_LENGTH);

        assertThat(Webhooks.receive(Webhooks.json("CHAT_UPLOADED", TIME, key, "{}"))
                        .idempotencyKey())
                .isEqualTo(key);
        assertThat(Webhooks.receive(Webhooks.json("CHAT_UPLOADED", TIME, key + "k", "{}"))
                        .idempotencyKey())
                .isNull();
    }

    @Test
    void settingsProvisioning_withTypeOrUnknownFields_isRead() {
        assertThat(Webhooks.receive(Webhooks.json("SETTINGS_PROVISIONING", TIME, "k", "{}")))
                .isInstanceOf(SettingsProvisioning.class);
        assertThat(Webhooks.receive("{\"new\":1,\"fqn\":\"vpaas-magic-cookie-test/standup\"}"))
                .isInstanceOf(SettingsProvisioning.class);
        assertThat(Webhooks.receive("{\"fqn\":\"standup\"}")).isInstanceOf(OtherEvent.class);
        for (String field : new String[] {"eventType", "idempotencyKey", "data"}) {
            assertThat(Webhooks.receive("{\"fqn\":\"vpaas-magic-cookie-test/standup\",\"" + field + "\":\"x\"}"))
                    .as(field)
                    .isInstanceOf(OtherEvent.class);
        }
        assertThat(Webhooks.receive("{}")).isEqualTo(new OtherEvent("", null, null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "7",
                "[]",
                "null",
                "{",
                "{}{}",
                "{} x",
                "{\"a\":}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"data\":{]}",
                "{\"data\":\"\\x\"}",
                "{\"data\":01}",
                "\uFEFF{}"
            })
    void body_thatIsNotOneObject_isRefused(String body) {
        assertMalformed(body.getBytes(UTF_8));
    }

    @Test
    void body_inAnotherEncoding_isRefused() {
        assertMalformed("{}".getBytes(UTF_16));
        assertMalformed("{\"name\":\"Jürgen\"}".getBytes(ISO_8859_1));
        assertMalformed(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'});
    }

    @Test
    void body_nestedAsDeepAsPermitted_isReadAndADeeperOneRefused() {
        String deepest = "{\"a\":" + nested(JsonReader.MAX_DEPTH - 1) + "}";
        String data = "{\"data\":" + nested(JsonReader.MAX_DEPTH - 1) + "}";

        assertThat(Webhooks.receive(deepest)).isInstanceOf(OtherEvent.class);
        assertThat(Webhooks.receive(data)).isInstanceOf(OtherEvent.class);
        assertMalformed(deepest.replace("[]", "[[]]").getBytes(UTF_8));
        assertMalformed(data.replace("[]", "[[]]").getBytes(UTF_8));
        assertMalformed(("{\"data\":" + "[".repeat(1_000_000)).getBytes(UTF_8));
    }

    /** Jackson's own limits, on numbers and names, are far lower than that of a body. */
    @Test
    void body_withLongNumberOrName_isRead() {
        String digits = "9".repeat(100_000);
        for (String field : new String[] {
            "\"new\":" + digits,
            "\"new\":-" + digits,
            "\"new\":1." + digits,
            "\"new\":1e" + digits,
            "\"new\":[{\"x\":" + digits + "}]",
            "\"" + digits + "\":1"
        }) {
            String known = Webhooks.json("ROOM_DESTROYED", TIME, "k", "{" + field + ",\"isBreakout\":true}");
            String unknown = Webhooks.json("NEW_TYPE", TIME, "k", "[{" + field + "}]");

            assertThat(Webhooks.receive(known))
                    .isInstanceOfSatisfying(
                            RoomEvent.Destroyed.class,
                            event -> assertThat(event.breakout()).isTrue());
            assertThat(Webhooks.receive(unknown))
                    .isInstanceOfSatisfying(
                            OtherEvent.class, event -> assertThat(event.data()).isEqualTo("[{" + field + "}]"));
            assertThat(Webhooks.receive(known.replaceFirst("\\{", "{" + field + ",")))
                    .isInstanceOf(RoomEvent.Destroyed.class);
        }
    }

    @Test
    void toString_ofEvents_containsNoLinkAndNoData() {
        assertThat(event("USAGE", "[7]"))
                .hasToString("OtherEvent[type=USAGE, idempotencyKey=k, timestamp=" + TIME
                        + ", conference=standup@conference.vpaas-magic-cookie-test.8x8.vc, sessionId=null]");
        for (String type : Webhooks.exampleTypes()) {
            assertThat(Webhooks.receive(Webhooks.example(type)).toString())
                    .doesNotContain("EXAMPLE", "link.to/chat", "link.to/transcriptions", "deviceId");
        }
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static void assertMalformed(byte[] body) {
        assertThatThrownBy(() -> Webhooks.receive(body))
                .isInstanceOfSatisfying(
                        WebhookException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(WebhookException.Reason.BODY_MALFORMED));
    }

    private static JaasEvent event(String type, String data) {
        return Webhooks.receive(Webhooks.json(type, TIME, "k", data));
    }
}
