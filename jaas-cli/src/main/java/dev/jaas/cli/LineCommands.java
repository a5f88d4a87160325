// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.cli.bulk.LineCommand;
import dev.jaas.domain.AppId;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The commands whose arguments can come from a file.
 *
 * @param rooms reads the argument ROOM
 */
record LineCommands(BiFunction<String, AppId, ConferenceName> rooms) {

    LineCommand banUser() {
        return new LineCommand(
                "ban-user", List.of("USER_ID"), (appId, words) -> new BanUser(appId, UserId.parse(words.get(0))));
    }

    LineCommand dialOut() {
        return new LineCommand(
                "dial-out",
                List.of("ROOM", "PHONE"),
                (appId, words) -> new DialOutParticipant(room(appId, words), PhoneNumber.parse(words.get(1))));
    }

    LineCommand hangUp() {
        return new LineCommand(
                "hang-up",
                List.of("ROOM", "PHONE"),
                (appId, words) -> new HangUpCall(room(appId, words), PhoneNumber.parse(words.get(1))));
    }

    LineCommand kick() {
        return new LineCommand(
                "kick",
                List.of("ROOM", "PARTICIPANT_ID"),
                (appId, words) -> new KickParticipant(room(appId, words), ParticipantId.parse(words.get(1))));
    }

    private ConferenceName room(AppId appId, List<String> words) {
        return rooms.apply(words.get(0), appId);
    }
}
