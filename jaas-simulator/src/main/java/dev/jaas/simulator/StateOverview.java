// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.SimulatedRoom.CallState;
import dev.jaas.simulator.SimulatedRoom.Participant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The part of the state that a person must act on, of limited size whatever has happened before, and how much there is of everything.
 *
 * @param roomCount how many rooms were used
 * @param openRoomCount how many of them have participants
 * @param rooms those with ringing phones first, then the open ones, then those in which somebody is awaited; the newest of each first
 * @param bannedUserCount how many users are banned
 * @param bannedUsers the latest, the newest first
 * @param bannedTokenCount how many participant tokens are banned
 */
record StateOverview(
        int roomCount,
        int openRoomCount,
        List<RoomOverview> rooms,
        int bannedUserCount,
        List<UserId> bannedUsers,
        int bannedTokenCount) {

    static final int MAX_ROOMS = 50;
    static final int MAX_PARTICIPANTS = 50;
    static final int MAX_LIVE_CALLS = 50;
    static final int MAX_PAST_CALLS = 5;
    static final int MAX_BANS = 100;

    /**
     * A room.
     *
     * @param conference its name
     * @param isOpen whether it has participants
     * @param isOver whether it had participants earlier, and has none now
     * @param participantCount how many
     * @param participants the first of them
     * @param liveCallCount how many phones ring, or wait for the first participant
     * @param calls those that ring, then those that wait, then the latest that are over
     */
    record RoomOverview(
            ConferenceName conference,
            boolean isOpen,
            boolean isOver,
            int participantCount,
            List<Participant> participants,
            int liveCallCount,
            List<NumberedCall> calls) {}

    /**
     * A call.
     *
     * @param number its position among all calls of its room, which never changes
     * @param call the call
     */
    record NumberedCall(int number, SimulatedRoom.Call call) {}

    private enum Importance {
        RINGING,
        OPEN,
        AWAITED,
        OVER
    }

    /** To be called under the lock of {@link SimulatorState}, which commands need: it reads everything, and copies little. */
    static StateOverview of(Map<ConferenceName, Room> rooms, Collection<UserId> users, int bannedTokenCount) {
        Map<Importance, Deque<ConferenceName>> shown = new EnumMap<>(Importance.class);
        int open = 0;
        for (Map.Entry<ConferenceName, Room> entry : rooms.entrySet()) {
            open += entry.getValue().participants.isEmpty() ? 0 : 1;
            addFirst(shown.computeIfAbsent(importance(entry.getValue()), any -> new ArrayDeque<>()), entry.getKey());
        }
        Deque<UserId> latestUsers = new ArrayDeque<>();
        users.stream().skip(Math.max(0, users.size() - MAX_BANS)).forEach(latestUsers::addFirst);
        return new StateOverview(
                rooms.size(),
                open,
                shown.values().stream()
                        .flatMap(Collection::stream)
                        .limit(MAX_ROOMS)
                        .map(conference -> room(conference, requireNonNull(rooms.get(conference))))
                        .toList(),
                users.size(),
                List.copyOf(latestUsers),
                bannedTokenCount);
    }

    private static Importance importance(Room room) {
        if (room.has(CallState.RINGING)) {
            return Importance.RINGING;
        }
        if (!room.participants.isEmpty()) {
            return Importance.OPEN;
        }
        return room.opened && !room.has(CallState.WAITING) ? Importance.OVER : Importance.AWAITED;
    }

    private static void addFirst(Deque<ConferenceName> newestFirst, ConferenceName conference) {
        newestFirst.addFirst(conference);
        if (newestFirst.size() > MAX_ROOMS) {
            newestFirst.removeLast();
        }
    }

    private static RoomOverview room(ConferenceName conference, Room room) {
        List<NumberedCall> ringing = new ArrayList<>();
        List<NumberedCall> waiting = new ArrayList<>();
        Deque<NumberedCall> past = new ArrayDeque<>();
        int live = 0;
        for (int i = 0; i < room.calls.size(); i++) {
            SimulatedRoom.Call call = room.calls.get(i);
            if (call.state().isOver()) {
                past.addFirst(new NumberedCall(i, call));
                if (past.size() > MAX_PAST_CALLS) {
                    past.removeLast();
                }
            } else if (call.state() != CallState.JOINED) { // a phone that has joined is a participant
                live++;
                List<NumberedCall> calls = call.state() == CallState.RINGING ? ringing : waiting;
                if (calls.size() < MAX_LIVE_CALLS) {
                    calls.add(new NumberedCall(i, call));
                }
            }
        }
        boolean isOpen = !room.participants.isEmpty();
        return new RoomOverview(
                conference,
                isOpen,
                room.opened && !isOpen,
                room.participants.size(),
                room.participants.stream().limit(MAX_PARTICIPANTS).toList(),
                live,
                Stream.concat(Stream.concat(ringing.stream(), waiting.stream()).limit(MAX_LIVE_CALLS), past.stream())
                        .toList());
    }
}
