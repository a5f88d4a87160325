package dev.jaas.cli;

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
 * What a simulator's room looks like at one moment, bans included.
 *
 * @param room the room
 * @param bannedUsers who is banned
 * @param bannedJwts which tokens are banned
 */
record Scene(SimulatedRoom room, Set<UserId> bannedUsers, Set<Jwt> bannedJwts) {

    static Scene of(JaasSimulator simulator, ConferenceName conference) {
        return new Scene(simulator.room(conference), simulator.bannedUsers(), simulator.bannedJwts());
    }

    /** What is different from an earlier moment, in a few words; empty if nothing is. */
    String changesSince(Scene earlier) {
        List<String> changes = new ArrayList<>();
        for (SimulatedRoom.Participant gone : earlier.room.participants()) {
            if (!room.participants().contains(gone)) {
                changes.add((gone.user() != null ? gone.user() : gone.phone()) + " left");
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
