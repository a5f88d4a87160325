// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.demo;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.SimulatedRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The state of a simulator's room at one moment, bans included.
 *
 * @param room the room
 * @param bannedUsers the banned users
 * @param bannedJwts the banned tokens
 */
record RoomSnapshot(SimulatedRoom room, Set<UserId> bannedUsers, Set<Jwt> bannedJwts) {

    static RoomSnapshot of(JaasSimulator simulator, ConferenceName conference) {
        return new RoomSnapshot(simulator.room(conference), simulator.bannedUsers(), simulator.bannedJwts());
    }

    /** Describes the differences from an earlier snapshot; empty if there are none. */
    String changesSince(RoomSnapshot earlier) {
        List<String> changes = new ArrayList<>();
        for (SimulatedRoom.Participant participant : earlier.room.participants()) {
            if (!room.participants().contains(participant)) {
                changes.add((participant.user() != null ? participant.user() : participant.phone()) + " left");
            }
        }
        for (SimulatedRoom.Call call : room.calls()) {
            if (!earlier.room.calls().contains(call)) {
                changes.add(
                        "call to " + call.phone() + " " + call.state().name().toLowerCase(Locale.ROOT));
            }
        }
        bannedUsers.stream()
                .filter(user -> !earlier.bannedUsers.contains(user))
                .forEach(user -> changes.add(user + " banned"));
        bannedJwts.stream()
                .filter(jwt -> !earlier.bannedJwts.contains(jwt))
                .forEach(jwt -> changes.add("token banned"));
        if (earlier.room.isOpen() && !room.isOpen()) {
            changes.add("meeting over");
        }
        return String.join(", ", changes);
    }
}
