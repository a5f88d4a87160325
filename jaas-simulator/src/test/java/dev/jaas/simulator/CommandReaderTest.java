// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.Caller.Reply;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest extends SimulatorTests {

    private static final String PHONE = "\"phoneNo\":\"+40747777777\"";

    private final Caller caller = new Caller(simulator);
    private final String fullName = simulator.conference("standup").fullName();
    private final String banJwt = Caller.ACCESS + simulator.appId() + "/ban/jwt";

    CommandReaderTest() {
        super(JaasSimulator.start());
    }

    @Test
    void read_everyCommand_isRecognised() {
        String participant = simulator
                .join(simulator.conference("standup"), UserId.parse("ann"))
                .value();
        simulator.join(simulator.conference("standup"), UserId.parse("bob"));
        List<Reply> replies = List.of(
                caller.banUser("ann"),
                caller.banJwt("a.b.c"),
                caller.meeting("DIAL_OUT_PARTICIPANT", "standup", PHONE),
                caller.meeting("HANG_UP_CALL", "standup", PHONE),
                caller.meeting("KICK_PARTICIPANT", "standup", "\"participantId\":\"" + participant + "\""),
                caller.meeting("DESTROY", "standup", ""));

        assertThat(replies).extracting(Reply::status).containsOnly(200);
        List<String> received = simulator.requests().stream()
                .map(request -> requireNonNull(request.command()).name())
                .toList();
        assertThat(received)
                .containsExactlyInAnyOrderElementsOf(JaasCommand.examples(simulator.appId()).stream()
                        .map(JaasCommand::name)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "auth0%7C5f903d7a, auth0|5f903d7a",
        "a%2Fb, a/b",
        "a%252Fb, a%2Fb",
        "a%2Bb%20c, a+b c",
        "%C3%A9~-._x, é~-._x"
    })
    void userId_encodedAsOneSegment_isDecodedOnce(String segment, String user) {
        assertThat(caller.banUser(segment).status()).isEqualTo(200);

        assertThat(simulator.bannedUsers()).containsExactly(UserId.parse(user));
        assertThat(simulator.requests().get(0).path()).endsWith("/ban/user/" + segment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "%2E%2E", "%FF", "a%00b", "a+b", "a@b", "a?b", "%ED%A0%80"})
    void userId_invalidOrNotEncoded_is400(String segment) {
        assertRejected(caller.banUser(segment), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "a|b"})
    void path_notAUri_is400AndNotRecorded(String segment) {
        assertThat(caller.banUser(segment).status()).isEqualTo(400);

        assertThat(simulator.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/_jaas/conference-commands/v1/meeting/",
                "/v1/_jaas/conference-commands/v1/meeting?x",
                "//v1/_jaas/conference-commands/v1/meeting",
                "/V1/_jaas/conference-commands/v1/meeting",
                "/v1/_jaas/jaccess/v1/access-management/vpaas-magic-cookie-x/ban/user/a/b",
                "/v1/_jaas/jaccess/v1/access-management/vpaas-magic-cookie-x/unban/user/a"
            })
    void path_unknown_is404(String path) {
        assertRejected(caller.post(path, "{}"), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void method_notPost_is405WithAllowPost(String method) {
        Reply reply = caller.send(method, Caller.MEETING, new byte[0], "Authorization: Bearer " + caller.token());

        assertRejected(reply, 405);
        assertThat(reply.head()).contains("Allow: POST");
    }

    Stream<String> badMeetingBodies() {
        String name = "\"conferenceFullName\":\"" + fullName + "\"";
        return Stream.of(
                "",
                "{",
                "[]",
                "\"DESTROY\"",
                "{\"action\":\"DESTROY\",\"payload\":{%s}} x".formatted(name),
                "{\"action\":\"DESTROY\",\"payload\":{%s}}{}".formatted(name),
                "{'action':'DESTROY','payload':{}}",
                "{\"action\":\"DESTROY\",\"action\":\"DESTROY\",\"payload\":{%s}}".formatted(name),
                "{\"action\":\"DESTROY\",\"payload\":{%s},\"more\":1}".formatted(name),
                "{\"action\":\"DESTROY\",\"payload\":{%s,\"more\":1}}".formatted(name),
                "{\"action\":\"DESTROY\",\"payload\":{%s,%s}}".formatted(name, PHONE),
                "{\"action\":\"DESTROY\",\"payload\":{}}",
                "{\"action\":\"DESTROY\",\"payload\":null}",
                "{\"action\":\"DESTROY\",\"payload\":\"\"}",
                "{\"action\":\"DESTROY\"}",
                "{\"payload\":{%s}}".formatted(name),
                "{\"action\":\"destroy\",\"payload\":{%s}}".formatted(name),
                "{\"action\":\"DESTROY_ROOM\",\"payload\":{%s}}".formatted(name),
                "{\"action\":1,\"payload\":{%s}}".formatted(name),
                "{\"action\":\"DESTROY\",\"payload\":{\"conferenceFullName\":\"standup\"}}",
                "{\"action\":\"DESTROY\",\"payload\":{\"conferenceFullName\":null}}",
                "{\"action\":\"DIAL_OUT_PARTICIPANT\",\"payload\":{%s}}".formatted(name),
                "{\"action\":\"DIAL_OUT_PARTICIPANT\",\"payload\":{%s,\"phoneNo\":40747777777}}".formatted(name),
                "{\"action\":\"DIAL_OUT_PARTICIPANT\",\"payload\":{%s,\"phoneNo\":\"+40 747 777 777\"}}"
                        .formatted(name),
                "{\"action\":\"DIAL_OUT_PARTICIPANT\",\"payload\":{%s,\"phoneNo\":\"0747777777\"}}".formatted(name),
                "{\"action\":\"HANG_UP_CALL\",\"payload\":{%s,\"phone\":\"+40747777777\"}}".formatted(name),
                "{\"action\":\"KICK_PARTICIPANT\",\"payload\":{%s,\"participantId\":\"a/b\"}}".formatted(name),
                "{\"action\":\"KICK_PARTICIPANT\",\"payload\":{%s,\"userId\":\"ann\"}}".formatted(name),
                "{\"a\":".repeat(10_000));
    }

    @ParameterizedTest
    @MethodSource("badMeetingBodies")
    void meetingBody_notAsSpecified_is400(String body) {
        assertRejected(caller.post(Caller.MEETING, body), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"jwt\":\"a.b\"}",
                "{\"jwt\":[\"a.b.c\"]}",
                "{\"jwt\":\"a.b.c\",\"x\":1}",
                "{\"jwt\": eyJhbGciOiJSUzI1NiJ9.e30.c2ln}",
                "{\"jwt\":\"a.b.c\"}\"}"
            })
    void banJwtBody_notAsSpecified_is400(String body) {
        Reply reply = caller.post(banJwt, body);

        assertRejected(reply, 400);
        assertThat(reply.body()).doesNotContain("a.b").doesNotContain("eyJ");
    }

    @Test
    void body_notInUtf8_is400() {
        String json = "{\"jwt\":\"a.b.c\"}";
        byte[] stray = "{\"jwt\":\"a.b.cé\"}".getBytes(ISO_8859_1);

        assertRejected(sendJson(json.getBytes(UTF_16), "application/json"), 400);
        simulator.reset();
        assertRejected(sendJson(stray, "application/json"), 400);
    }

    @Test
    void body_over64KiB_is413() {
        assertRejected(sendJson(new byte[64 * 1024 + 1], "application/json"), 413);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "application/json > 200",
                "Application/JSON; charset=UTF-8 > 200",
                "text/plain > 415",
                "application/x-www-form-urlencoded > 415",
                "application/json; charset=latin1 > 415"
            })
    void contentType_otherThanJson_is415(String type, int status) {
        assertThat(sendJson("{\"jwt\":\"a.b.c\"}".getBytes(UTF_8), type).status())
                .isEqualTo(status);
    }

    @Test
    void contentType_missing_is415() {
        byte[] json = "{\"jwt\":\"a.b.c\"}".getBytes(UTF_8);

        assertRejected(caller.send("POST", banJwt, json, "Authorization: Bearer " + caller.token()), 415);
    }

    @Test
    void banUser_withABody_is400() {
        String path = Caller.ACCESS + simulator.appId() + "/ban/user/ann";

        assertRejected(caller.post(path, "{}"), 400);
    }

    @Test
    void appId_otherThanTheTokens_is403() {
        String foreign = "vpaas-magic-cookie-other";

        assertRejected(
                caller.send(
                        "POST",
                        Caller.ACCESS + foreign + "/ban/user/ann",
                        new byte[0],
                        "Authorization: Bearer " + caller.token()),
                403);
        simulator.reset();
        assertRejected(
                caller.post(
                        Caller.MEETING,
                        "{\"action\":\"DIAL_OUT_PARTICIPANT\",\"payload\":{\"conferenceFullName\":\"a@conference.%s.8x8.vc\",%s}}"
                                .formatted(foreign, PHONE)),
                403);
    }

    private Reply sendJson(byte[] body, String type) {
        return caller.send("POST", banJwt, body, "Authorization: Bearer " + caller.token(), "Content-Type: " + type);
    }

    private void assertRejected(Reply reply, int status) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).startsWith("{\"error\":\"").endsWith("\"}");
        assertThat(simulator.bannedUsers()).isEmpty();
        assertThat(simulator.bannedJwts()).isEmpty();
        assertThat(simulator.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.reason()).isNotEmpty());
    }
}
