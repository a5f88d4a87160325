// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.CommandVisitor;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.MeetingCommand;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.ParticipantTokenVerifier.TokenUser;
import dev.jaas.simulator.SimulatedRoom.CallState;
import dev.jaas.simulator.SimulatedRoom.Participant;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rooms, the calls and the bans, and how commands change them. Thread-safe. */
final class SimulatorState {

    private final SecureRandom random = new SecureRandom();
    private final Map<ConferenceName, Room> rooms = new LinkedHashMap<>();
    private final Set<UserId> bannedUsers = new LinkedHashSet<>();
    private final Set<Jwt> bannedJwts = new LinkedHashSet<>();
    private final Map<PhoneNumber, Callee> callees = new HashMap<>();
    private final Execution execution = new Execution();
    private final RoomSessions sessions;

    SimulatorState(RoomSessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Executes a command.
     *
     * @throws RejectedRequest with status 404 if there is no such meeting, participant or call
     */
    synchronized void execute(JaasCommand command) {
        command.accept(execution).ifPresent(missing -> {
            throw new RejectedRequest(404, missing);
        });
    }

    synchronized ParticipantId join(ConferenceName conference, UserId user) {
        return join(conference, new TokenUser(user, Map.of()));
    }

    synchronized ParticipantId join(ConferenceName conference, TokenUser user, Jwt token) {
        if (bannedJwts.contains(token)) {
            throw new JoinRefusedException("The participant token of the user \"" + user.id() + "\" is banned.");
        }
        return join(conference, user);
    }

    private ParticipantId join(ConferenceName conference, TokenUser user) {
        if (bannedUsers.contains(user.id())) {
            throw new JoinRefusedException("The user \"" + user.id() + "\" is banned.");
        }
        return enter(conference, user.id(), null, user.profile());
    }

    synchronized ParticipantId answer(ConferenceName conference, PhoneNumber phone) {
        stopRinging(conference, phone, CallState.JOINED);
        return enter(conference, null, phone, Map.of());
    }

    synchronized void decline(ConferenceName conference, PhoneNumber phone) {
        stopRinging(conference, phone, CallState.DECLINED);
    }

    synchronized void setCallee(PhoneNumber phone, Callee callee) {
        callees.put(requireNonNull(phone, "the phone number is null"), requireNonNull(callee, "the callee is null"));
        rooms.forEach(this::ring);
    }

    synchronized void leave(ConferenceName conference, ParticipantId participant) {
        Room room = rooms.getOrDefault(conference, new Room());
        Participant leaving = find(room, participant)
                .orElseThrow(() ->
                        new IllegalStateException("The participant " + participant + " is not in " + conference + "."));
        reportingWhoLeft(conference, room, RoomSessions.LEFT, () -> room.remove(leaving));
    }

    synchronized SimulatedRoom room(ConferenceName conference) {
        Room room = rooms.getOrDefault(conference, new Room());
        return new SimulatedRoom(conference, room.participants, room.calls, room.opened);
    }

    /** What the page shows of the rooms and the bans. */
    synchronized StateOverview overview() {
        return StateOverview.of(rooms, bannedUsers, bannedJwts.size());
    }

    synchronized Set<UserId> bannedUsers() {
        return Set.copyOf(bannedUsers);
    }

    synchronized Set<Jwt> bannedJwts() {
        return Set.copyOf(bannedJwts);
    }

    synchronized void clear() {
        rooms.clear();
        sessions.clear();
        bannedUsers.clear();
        bannedJwts.clear();
        callees.clear();
    }

    private ParticipantId enter(
            ConferenceName conference,
            @Nullable UserId user,
            @Nullable PhoneNumber phone,
            Map<String, Object> profile) {
        Room room = rooms.computeIfAbsent(conference, name -> new Room());
        ParticipantId id = ParticipantId.parse(HexFormat.of().toHexDigits(random.nextInt()));
        Participant participant = new Participant(id, user, phone);
        room.participants.add(participant);
        sessions.joined(conference, participant, profile);
        room.opened = true;
        room.advance(CallState.WAITING, CallState.RINGING);
        ring(conference, room);
        return id;
    }

    /** Lets the callees of ringing phones do what was set for them. */
    private void ring(ConferenceName conference, Room room) {
        List<PhoneNumber> ringing = room.calls.stream()
                .filter(call -> call.state() == CallState.RINGING)
                .map(SimulatedRoom.Call::phone)
                .toList();
        for (PhoneNumber phone : ringing) {
            Callee callee = callees.get(phone);
            if (callee == null) {
                continue;
            }
            CallState result = callee.result;
            if (room.advance(phone, CallState.RINGING, result) && result == CallState.JOINED) {
                enter(conference, null, phone, Map.of());
            }
        }
    }

    private void stopRinging(ConferenceName conference, PhoneNumber phone, CallState to) {
        if (!rooms.getOrDefault(conference, new Room()).advance(phone, CallState.RINGING, to)) {
            throw new IllegalStateException("The phone " + phone + " is not ringing for " + conference + ".");
        }
    }

    private void reportingWhoLeft(ConferenceName conference, Room room, String reason, Runnable change) {
        List<Participant> before = List.copyOf(room.participants);
        change.run();
        sessions.left(conference, before, room.participants, reason);
    }

    /** Executes commands under the lock; returns what is missing, or empty if the command was executed. */
    private final class Execution implements CommandVisitor<Optional<String>> {

        @Override
        public Optional<String> visitBanUser(BanUser command) {
            bannedUsers.add(command.user());
            return Optional.empty();
        }

        @Override
        public Optional<String> visitBanJwt(BanJwt command) {
            bannedJwts.add(command.jwt());
            return Optional.empty();
        }

        @Override
        public Optional<String> visitDestroyRoom(DestroyRoom command) {
            Room room = room(command);
            if (!sessions.exists(command.conference())) {
                return Optional.of("there is no meeting in this room");
            }
            reportingWhoLeft(command.conference(), room, RoomSessions.UNKNOWN, room::end);
            sessions.destroyed(command.conference());
            return Optional.empty();
        }

        @Override
        public Optional<String> visitDialOutParticipant(DialOutParticipant command) {
            Room room = rooms.computeIfAbsent(command.conference(), name -> new Room());
            CallState state = room.participants.isEmpty() ? CallState.WAITING : CallState.RINGING;
            room.calls.add(new SimulatedRoom.Call(command.phone(), state));
            ring(command.conference(), room);
            return Optional.empty();
        }

        @Override
        public Optional<String> visitHangUpCall(HangUpCall command) {
            Room room = room(command);
            boolean[] done = new boolean[1];
            reportingWhoLeft(
                    command.conference(), room, RoomSessions.KICKED, () -> done[0] = room.hangUp(command.phone()));
            return done[0] ? Optional.empty() : Optional.of("there is no call to this phone in the room");
        }

        @Override
        public Optional<String> visitKickParticipant(KickParticipant command) {
            Room room = room(command);
            if (room.participants.isEmpty()) {
                return Optional.of("there is no meeting in this room");
            }
            Optional<Participant> participant = find(room, command.participant());
            participant.ifPresent(kicked ->
                    reportingWhoLeft(command.conference(), room, RoomSessions.KICKED, () -> room.remove(kicked)));
            return participant.isPresent() ? Optional.empty() : Optional.of("there is no such participant in the room");
        }

        private Room room(MeetingCommand command) {
            return rooms.getOrDefault(command.conference(), new Room());
        }
    }

    private static Optional<Participant> find(Room room, ParticipantId id) {
        return room.participants.stream()
                .filter(participant -> participant.id().equals(id))
                .findFirst();
    }
}
