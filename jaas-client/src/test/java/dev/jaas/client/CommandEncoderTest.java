package dev.jaas.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.jaas.domain.AdminClaims;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.RoomName;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies and paths below are the specification's. */
class CommandEncoderTest {

    private static final String ACCESS =
            "v1/_jaas/jaccess/v1/access-management/vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/ban/";
    private static final String MEETING = "v1/_jaas/conference-commands/v1/meeting";

    private static final Map<JaasCommand, String> PATHS = Map.of(
            Commands.BAN_USER, ACCESS + "user/userIdValue",
            Commands.BAN_JWT, ACCESS + "jwt",
            Commands.DESTROY, MEETING,
            Commands.DIAL_OUT, MEETING,
            Commands.HANG_UP, MEETING,
            Commands.KICK, MEETING);

    private static final Map<JaasCommand, String> BODIES = Map.of(
            Commands.BAN_USER, "",
            Commands.BAN_JWT, """
                    {"jwt": "eyJhbGciOiJSUzI1NiJ9.eyJyb29tIjoiKiJ9.c2lnbmF0dXJlLW9mLXRoZS1ndWVzdA"}
                    """,
            Commands.DESTROY, """
                    {
                      "action": "DESTROY",
                      "payload": {
                        "conferenceFullName": "testRoom@conference.vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3.8x8.vc"
                      }
                    }
                    """,
            Commands.DIAL_OUT, """
                    {
                      "action": "DIAL_OUT_PARTICIPANT",
                      "payload": {
                        "conferenceFullName": "testRoom@conference.vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3.8x8.vc",
                        "phoneNo": "+40747777777"
                      }
                    }
                    """,
            Commands.HANG_UP, """
                    {
                      "action": "HANG_UP_CALL",
                      "payload": {
                        "conferenceFullName": "testRoom@conference.vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3.8x8.vc",
                        "phoneNo": "+40747777777"
                      }
                    }
                    """,
            Commands.KICK, """
                    {
                      "action": "KICK_PARTICIPANT",
                      "payload": {
                        "conferenceFullName": "testRoom@conference.vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3.8x8.vc",
                        "participantId": "f0aa9e1e"
                      }
                    }
                    """);

    static final List<JaasCommand> COMMANDS = Commands.ALL;

    @Test
    void examples_coverEveryCommandThatThereIs() {
        assertThat(COMMANDS).extracting(Object::getClass).hasSameElementsAs(types());
        assertThat(PATHS).containsOnlyKeys(COMMANDS);
        assertThat(BODIES).containsOnlyKeys(COMMANDS);
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void path_isTheSpecifications(JaasCommand command) {
        assertThat(String.join("/", CommandEncoder.path(command))).isEqualTo(PATHS.get(command));
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void body_isTheSpecificationsJson(JaasCommand command) throws ParseException {
        String body = new String(CommandEncoder.body(command), UTF_8);
        String expected = BODIES.getOrDefault(command, "");

        if (expected.isEmpty()) {
            assertThat(body).isEmpty();
        } else {
            assertThat(JSONObjectUtils.parse(body)).isEqualTo(JSONObjectUtils.parse(expected));
            assertThat(body).isEqualTo(expected.replaceAll("\\s", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Café", "会議室", "\ud83d\ude00 room", "a\"b\\c", "tab%09", "a\u2028b"})
    void body_anyRoomName_arrivesUnchanged(String room) throws ParseException {
        JaasCommand destroy = new DestroyRoom(ConferenceName.of(RoomName.parse(room), Commands.APP));

        Map<String, Object> body = JSONObjectUtils.parse(new String(CommandEncoder.body(destroy), UTF_8));

        assertThat(body.get("payload"))
                .isEqualTo(Map.of("conferenceFullName", room + "@conference." + Commands.APP + ".8x8.vc"));
    }

    @Test
    void tokenHeader_isExactlyTheSpecifications() throws ParseException {
        assertThat(JSONObjectUtils.parse(new String(CommandEncoder.tokenHeader(Commands.KEY_ID), UTF_8)))
                .isEqualTo(Map.of("alg", "RS256", "kid", Commands.KEY_ID.value(), "typ", "JWT"));
    }

    @Test
    void tokenClaims_areExactlyTheSpecificationsAndOfItsTypes() throws ParseException {
        AdminClaims claims =
                AdminClaims.issuedAt(Commands.APP, Instant.ofEpochSecond(1_600_000_060), Duration.ofMinutes(10));

        Map<String, Object> expected = new HashMap<>();
        expected.put("aud", "jitsi");
        expected.put("exp", 1_600_000_660L);
        expected.put("iss", "chat");
        expected.put("admin", true);
        expected.put("nbf", 1_600_000_000L);
        expected.put("sub", Commands.APP.value());
        assertThat(JSONObjectUtils.parse(new String(CommandEncoder.tokenClaims(claims), UTF_8)))
                .isEqualTo(expected);
    }

    private static List<Class<?>> types() {
        return Commands.types().toList();
    }
}
