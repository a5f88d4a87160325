// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.RoomName;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The message of a rejection with 404 or 410, for each command. */
class NotFoundAdviceTest {

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void message_ofABan_neverCountsAsDone(int status) {
        assertThat(message(Commands.BAN_USER, status))
                .isEqualTo("BAN_USER was rejected with status " + status
                        + " (not found); nobody was banned: check the AppID and the base URL.");
        assertThat(message(Commands.BAN_JWT, status))
                .isEqualTo("BAN_JWT was rejected with status " + status
                        + " (not found); the token was not banned: check the AppID and the base URL.");
    }

    @Test
    void message_ofEveryOtherCommand_isItsOwn() {
        assertThat(inRoom("testroom").map(command -> message(command, 404)))
                .containsExactly(
                        "DESTROY_ROOM was rejected with status 404 (not found); there is no such room: it may be over"
                                + " already, if its name and the base URL are right.",
                        "DIAL_OUT_PARTICIPANT was rejected with status 404 (not found); there is no such room: nobody was"
                                + " called; check its name and the base URL.",
                        "HANG_UP_CALL was rejected with status 404 (not found); there is no such call: it may have ended"
                                + " already, or belong to another room or number.",
                        "KICK_PARTICIPANT was rejected with status 404 (not found); there is no such participant: they may"
                                + " have left already, or the id belongs to another room.");
    }

    @ParameterizedTest
    @CsvSource({
        "testRoom, testroom",
        "My Room, my%20room",
        "\u0422\u0435\u0441\u0442, %d1%82%d0%b5%d1%81%d1%82",
        "My%20Room, my%20room"
    })
    void message_forARoomThatIsNotCanonical_givesTheCanonicalName(String room, String canonical) {
        assertThat(inRoom(room).map(command -> message(command, 404)))
                .hasSize(4)
                .allMatch(message ->
                        message.endsWith("; the room may be known by its canonical name \"" + canonical + "\"."));
        assertThat(inRoom(canonical).map(command -> message(command, 404)))
                .noneMatch(message -> message.contains("canonical"));
    }

    @Test
    void message_forALongName_saysHowToGetTheCanonicalOne() {
        assertThat(message(new DestroyRoom(conference("\u0422".repeat(34))), 404))
                .endsWith("; the room may be known by its canonical name (RoomName.canonical()).");
        assertThat(message(new DestroyRoom(conference("A".repeat(200))), 404)).endsWith("a\".");
    }

    @Test
    void message_ofAnotherRejection_saysNothingOfNames() {
        assertThat(inRoom("My Room").map(command -> message(command, 400)))
                .noneMatch(message -> message.contains("canonical"));
    }

    private static Stream<JaasCommand> inRoom(String room) {
        ConferenceName conference = conference(room);
        return Stream.of(
                new DestroyRoom(conference),
                new DialOutParticipant(conference, Commands.PHONE),
                new HangUpCall(conference, Commands.PHONE),
                new KickParticipant(conference, ParticipantId.parse("f0aa9e1e")));
    }

    private static ConferenceName conference(String room) {
        return ConferenceName.of(RoomName.parse(room), Commands.APP);
    }

    private static String message(JaasCommand command, int status) {
        return String.valueOf(Verdict.of(new Response(status, name -> List.of()), Clock.systemUTC())
                .exception(command, 1, Duration.ZERO)
                .getMessage());
    }
}
