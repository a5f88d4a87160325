package dev.jaas.simulator;

import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.CommandVisitor;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.MeetingCommand;
import dev.jaas.domain.Redaction;
import dev.jaas.domain.UserId;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The simulator's state as the page receives it: JSON of limited size, without tokens and secrets. */
final class StateSnapshot {

    private static final int MAX_ROOMS = 50;
    private static final int MAX_PER_ROOM = 50;
    private static final int MAX_BANS = 100;
    private static final int MAX_SEGMENTS = 10;
    private static final int MAX_SEGMENT = 100;

    private final KeyId keyId;
    private final boolean sendsWebhooks;
    private final SimulatorState state;
    private final RecentActivity activity;

    StateSnapshot(KeyId keyId, boolean sendsWebhooks, SimulatorState state, RecentActivity activity) {
        this.keyId = keyId;
        this.sendsWebhooks = sendsWebhooks;
        this.state = state;
        this.activity = activity;
    }

    byte[] json() {
        List<SimulatedRoom> rooms = state.rooms();
        Collection<UserId> users = state.bannedUsers();
        Map<String, Object> snapshot = new LinkedHashMap<>();
        snapshot.put("keyId", keyId);
        snapshot.put("sendsWebhooks", sendsWebhooks);
        snapshot.put("roomCount", (long) rooms.size());
        snapshot.put(
                "rooms",
                last(rooms, MAX_ROOMS).stream().map(StateSnapshot::room).toList());
        snapshot.put("bannedUserCount", (long) users.size());
        snapshot.put(
                "bannedUsers",
                users.stream().map(UserId::value).sorted().limit(MAX_BANS).toList());
        snapshot.put("bannedTokenCount", (long) state.bannedJwts().size());
        snapshot.put(
                "requests",
                activity.requests().stream().map(StateSnapshot::request).toList());
        snapshot.put(
                "webhooks",
                activity.deliveries().stream().map(StateSnapshot::delivery).toList());
        return JsonWriter.object(snapshot);
    }

    private static Map<String, Object> room(SimulatedRoom room) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("conference", room.conference());
        json.put("name", room.conference().room());
        json.put("isOpen", room.isOpen());
        json.put("isOver", room.isOver());
        json.put("participantCount", (long) room.participants().size());
        json.put(
                "participants",
                room.participants().stream()
                        .limit(MAX_PER_ROOM)
                        .map(StateSnapshot::participant)
                        .toList());
        json.put(
                "calls",
                last(room.calls(), MAX_PER_ROOM).stream()
                        .map(StateSnapshot::call)
                        .toList());
        return json;
    }

    private static Map<String, Object> participant(SimulatedRoom.Participant participant) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", participant.id());
        if (participant.user() != null) {
            json.put("user", participant.user());
        }
        if (participant.phone() != null) {
            json.put("phone", participant.phone());
        }
        return json;
    }

    private static Map<String, Object> call(SimulatedRoom.Call call) {
        return Map.of("phone", call.phone(), "state", call.state());
    }

    private static Map<String, Object> request(RecentActivity.Request entry) {
        ReceivedRequest request = entry.request();
        JaasCommand command = request.command();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", entry.number());
        json.put("time", entry.time().toEpochMilli());
        Description description =
                command == null ? new Description(target(request), "") : command.accept(new Describer());
        json.put("what", description.what);
        json.put("room", description.room);
        json.put("status", (long) request.status());
        json.put("reason", request.reason());
        return json;
    }

    /** The method and the path of a request that is no command, without its query, which may be a token. */
    private static String target(ReceivedRequest request) {
        String path = request.path().split("[?#]", 2)[0];
        String safe = Arrays.stream(path.split("/"))
                .map(segment -> Redaction.excerpt(segment, MAX_SEGMENT))
                .limit(MAX_SEGMENTS)
                .collect(Collectors.joining("/"));
        return Redaction.excerpt(request.method(), MAX_SEGMENT) + " " + safe;
    }

    private static Map<String, Object> delivery(RecentActivity.Delivery entry) {
        WebhookAttempt attempt = entry.attempt();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", entry.number());
        json.put("time", entry.time().toEpochMilli());
        json.put("what", attempt.eventType());
        json.put("room", entry.room());
        json.put("status", (long) attempt.status());
        json.put("attempt", (long) attempt.attempt());
        return json;
    }

    private static <T> List<T> last(List<T> list, int max) {
        return list.subList(Math.max(0, list.size() - max), list.size());
    }

    /** What a command does and to whom, without a token, and in which room. */
    private record Description(String what, String room) {

        static Description of(String what, MeetingCommand command) {
            return new Description(what, command.conference().room().value());
        }
    }

    private static final class Describer implements CommandVisitor<Description> {

        @Override
        public Description visitBanUser(BanUser command) {
            return new Description("Ban user " + command.user(), "");
        }

        @Override
        public Description visitBanJwt(BanJwt command) {
            return new Description("Ban token", "");
        }

        @Override
        public Description visitDestroyRoom(DestroyRoom command) {
            return Description.of("Destroy room", command);
        }

        @Override
        public Description visitDialOutParticipant(DialOutParticipant command) {
            return Description.of("Dial out " + command.phone(), command);
        }

        @Override
        public Description visitHangUpCall(HangUpCall command) {
            return Description.of("Hang up " + command.phone(), command);
        }

        @Override
        public Description visitKickParticipant(KickParticipant command) {
            return Description.of("Kick " + command.participant(), command);
        }
    }
}
