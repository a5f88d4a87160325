// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.RoomName;
import dev.jaas.spi.TransportRequest;
import java.text.ParseException;
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
        assertThat(encoded(command).uri()).hasToString("https://8x8.vc/" + PATHS.get(command));
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void body_isTheSpecificationsJson(JaasCommand command) throws ParseException {
        String body = body(command);
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

        Map<String, Object> body = JSONObjectUtils.parse(body(destroy));

        assertThat(body.get("payload"))
                .isEqualTo(Map.of("conferenceFullName", room + "@conference." + Commands.APP + ".8x8.vc"));
    }

    private static TransportRequest encoded(JaasCommand command) {
        CommandEncoder encoder = new CommandEncoder(Endpoint.parse(JaasClient.Builder.DEFAULT_BASE_URL), Commands.APP);
        RequestTemplates requests = Commands.templates(Commands.GUEST_TOKEN);
        EncodedCommand encoded = encoder.encode(command);
        return requests.request(encoded.uri(), encoded.body());
    }

    private static String body(JaasCommand command) {
        return UTF_8.decode(encoded(command).body()).toString();
    }

    private static List<Class<?>> types() {
        return Commands.types().toList();
    }
}
