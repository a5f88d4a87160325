package dev.jaas.simulator;

import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.SimulatedRoom.CallState;
import dev.jaas.simulator.SimulatedRoom.Participant;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rooms, the calls and the bans, and what the commands do to them. Thread-safe. */
final class World {

    private final SecureRandom random = new SecureRandom();
    private final Map<ConferenceName, Room> rooms = new LinkedHashMap<>();
    private final Set<UserId> bannedUsers = new LinkedHashSet<>();
    private final Set<Jwt> bannedJwts = new LinkedHashSet<>();

    private static final class Room {
        final List<Participant> participants = new ArrayList<>();
        final List<SimulatedRoom.Call> calls = new ArrayList<>();

        void advance(CallState from, CallState to) {
            calls.replaceAll(call -> call.state() == from ? new SimulatedRoom.Call(call.phone(), to) : call);
        }

        /** Moves the oldest call to a phone that is in a state on to the next, if there is one. */
        boolean advance(PhoneNumber phone, CallState from, CallState to) {
            int call = calls.indexOf(new SimulatedRoom.Call(phone, from));
            if (call >= 0) {
                calls.set(call, new SimulatedRoom.Call(phone, to));
            }
            return call >= 0;
        }

        /** Cancels every call to a phone that was not answered, and takes out every callee who did. */
        boolean hangUp(PhoneNumber phone) {
            List<SimulatedRoom.Call> live = calls.stream()
                    .filter(call -> call.phone().equals(phone) && call.state() != CallState.ENDED)
                    .toList();
            calls.replaceAll(call -> live.contains(call) ? new SimulatedRoom.Call(phone, CallState.ENDED) : call);
            participants.stream()
                    .filter(participant -> phone.equals(participant.phone()))
                    .toList()
                    .forEach(this::remove);
            return !live.isEmpty();
        }

        /** Takes somebody out; the call of a phone ends, and with the last of them the meeting. */
        void remove(Participant participant) {
            participants.remove(participant);
            PhoneNumber phone = participant.phone();
            if (phone != null) {
                advance(phone, CallState.JOINED, CallState.ENDED);
            }
            if (participants.isEmpty()) {
                end();
            }
        }

        void end() {
            participants.clear();
            calls.replaceAll(call -> new SimulatedRoom.Call(call.phone(), CallState.ENDED));
        }
    }

    /**
     * Carries a command out.
     *
     * @throws Refusal with status 404 where there is nothing that it could be about
     */
    synchronized void carryOut(JaasCommand command) {
        if (command instanceof BanUser ban) {
            bannedUsers.add(ban.user());
        } else if (command instanceof BanJwt ban) {
            bannedJwts.add(ban.jwt());
        } else if (command instanceof DestroyRoom destroy) {
            openRoom(destroy.conference()).end();
        } else if (command instanceof DialOutParticipant dial) {
            Room room = rooms.computeIfAbsent(dial.conference(), name -> new Room());
            room.calls.add(new SimulatedRoom.Call(
                    dial.phone(), room.participants.isEmpty() ? CallState.WAITING : CallState.RINGING));
        } else if (command instanceof HangUpCall hangUp) {
            if (!rooms.getOrDefault(hangUp.conference(), new Room()).hangUp(hangUp.phone())) {
                throw new Refusal(404, "there is no call to this phone in the room");
            }
        } else if (command instanceof KickParticipant kick) {
            Room room = openRoom(kick.conference());
            room.remove(find(room, kick.participant())
                    .orElseThrow(() -> new Refusal(404, "there is no such participant in the room")));
        } else {
            throw new IllegalArgumentException("the simulator does not know " + command.name());
        }
    }

    synchronized ParticipantId join(ConferenceName conference, UserId user) {
        if (bannedUsers.contains(user)) {
            throw new JoinRefusedException("The user \"%s\" is banned.".formatted(user));
        }
        return enter(conference, user, null);
    }

    synchronized ParticipantId join(ConferenceName conference, UserId user, Jwt with) {
        if (bannedJwts.contains(with)) {
            throw new JoinRefusedException("The participant token of the user \"%s\" is banned.".formatted(user));
        }
        return join(conference, user);
    }

    synchronized ParticipantId answer(ConferenceName conference, PhoneNumber phone) {
        Room room = rooms.getOrDefault(conference, new Room());
        if (!room.advance(phone, CallState.RINGING, CallState.JOINED)) {
            throw new IllegalStateException("The phone %s does not ring for %s.".formatted(phone, conference));
        }
        return enter(conference, null, phone);
    }

    synchronized void leave(ConferenceName conference, ParticipantId participant) {
        Room room = rooms.getOrDefault(conference, new Room());
        room.remove(find(room, participant)
                .orElseThrow(() -> new IllegalStateException(
                        "The participant %s is not in %s.".formatted(participant, conference))));
    }

    synchronized SimulatedRoom room(ConferenceName conference) {
        Room room = rooms.getOrDefault(conference, new Room());
        return new SimulatedRoom(conference, room.participants, room.calls);
    }

    synchronized Set<UserId> bannedUsers() {
        return Set.copyOf(bannedUsers);
    }

    synchronized Set<Jwt> bannedJwts() {
        return Set.copyOf(bannedJwts);
    }

    synchronized void clear() {
        rooms.clear();
        bannedUsers.clear();
        bannedJwts.clear();
    }

    private ParticipantId enter(ConferenceName conference, @Nullable UserId user, @Nullable PhoneNumber phone) {
        Room room = rooms.computeIfAbsent(conference, name -> new Room());
        ParticipantId id = ParticipantId.parse("%08x".formatted(random.nextInt()));
        room.participants.add(new Participant(id, user, phone));
        room.advance(CallState.WAITING, CallState.RINGING);
        return id;
    }

    private Room openRoom(ConferenceName conference) {
        Room room = rooms.get(conference);
        if (room == null || room.participants.isEmpty()) {
            throw new Refusal(404, "there is no meeting in this room");
        }
        return room;
    }

    private static Optional<Participant> find(Room room, ParticipantId id) {
        return room.participants.stream()
                .filter(participant -> participant.id().equals(id))
                .findFirst();
    }
}
