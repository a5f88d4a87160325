// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.domain.AppId;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import java.util.List;
import java.util.stream.IntStream;

/** Commands whose arguments are lines, and rows of them. */
final class Commands {

    static final AppId APP_ID = AppId.parse("vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3");

    static final LineCommand KICK = new LineCommand(
            "kick",
            List.of("ROOM", "PARTICIPANT_ID"),
            (appId, words) -> new KickParticipant(room(appId, words.get(0)), ParticipantId.parse(words.get(1))));

    static final LineCommand DIAL_OUT = new LineCommand(
            "dial-out",
            List.of("ROOM", "PHONE"),
            (appId, words) -> new DialOutParticipant(room(appId, words.get(0)), PhoneNumber.parse(words.get(1))));

    static final LineCommand BAN_USER = new LineCommand(
            "ban-user", List.of("USER_ID"), (appId, words) -> new BanUser(appId, UserId.parse(words.get(0))));

    private Commands() {}

    static Input dialOuts(int count) {
        return new Input(
                IntStream.rangeClosed(1, count)
                        .mapToObj(i -> new Row(i, DIAL_OUT.parse(APP_ID, List.of("room", "+4930" + (100_000 + i)))))
                        .toList(),
                0);
    }

    static Input kicks(int count) {
        return new Input(
                IntStream.rangeClosed(1, count)
                        .mapToObj(i -> new Row(i, KICK.parse(APP_ID, List.of("room", "p" + i))))
                        .toList(),
                0);
    }

    private static ConferenceName room(AppId appId, String text) {
        return text.indexOf('/') < 0 ? ConferenceName.of(RoomName.parse(text), appId) : ConferenceName.parseFqn(text);
    }
}
