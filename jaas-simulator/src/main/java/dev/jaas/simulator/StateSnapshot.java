// SPDX-License-Identifier: Apache-2.0
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The simulator's state as the page receives it: JSON of limited size, without tokens and secrets. */
final class StateSnapshot {

    /** What a page can send back; a longer name is of no use to it. */
    private static final int MAX_NAME = 4_000;

    private static final int MAX_TEXT = 300;

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
        StateOverview overview = state.overview();
        Map<String, Object> snapshot = new LinkedHashMap<>();
        snapshot.put("keyId", keyId);
        snapshot.put("sendsWebhooks", sendsWebhooks);
        snapshot.put("roomCount", (long) overview.roomCount());
        snapshot.put("openRoomCount", (long) overview.openRoomCount());
        snapshot.put("rooms", map(overview.rooms(), StateSnapshot::room));
        snapshot.put("bannedUserCount", (long) overview.bannedUserCount());
        snapshot.put("bannedUsers", map(overview.bannedUsers(), user -> cut(user, MAX_TEXT)));
        snapshot.put("bannedTokenCount", (long) overview.bannedTokenCount());
        snapshot.put("requests", map(activity.requests(), StateSnapshot::request));
        snapshot.put("webhooks", map(activity.deliveries(), StateSnapshot::delivery));
        return JsonWriter.object(snapshot);
    }

    private static <T> List<?> map(List<T> list, Function<T, ?> function) {
        return list.stream().map(function).toList();
    }

    private static String cut(Object value, int max) {
        String text = value.toString();
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + "…";
    }

    private static Map<String, Object> room(StateOverview.RoomOverview room) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("conference", cut(room.conference(), MAX_NAME));
        json.put("name", cut(room.conference().room(), MAX_NAME));
        json.put("isOpen", room.isOpen());
        json.put("isOver", room.isOver());
        json.put("participantCount", (long) room.participantCount());
        json.put("participants", map(room.participants(), StateSnapshot::participant));
        json.put("liveCallCount", (long) room.liveCallCount());
        json.put("calls", map(room.calls(), StateSnapshot::call));
        return json;
    }

    private static Map<String, Object> participant(SimulatedRoom.Participant participant) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", participant.id());
        if (participant.user() != null) {
            json.put("user", cut(participant.user(), MAX_TEXT));
        }
        if (participant.phone() != null) {
            json.put("phone", participant.phone());
        }
        return json;
    }

    private static Map<String, Object> call(StateOverview.NumberedCall entry) {
        SimulatedRoom.Call call = entry.call();
        return Map.of("number", (long) entry.number(), "phone", call.phone(), "state", call.state());
    }

    private static Map<String, Object> request(RecentActivity.Request entry) {
        ReceivedRequest request = entry.request();
        JaasCommand command = request.command();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", entry.number());
        json.put("time", entry.time().toEpochMilli());
        Description description =
                command == null ? new Description(request.target(), "") : command.accept(new Describer());
        json.put("description", cut(description.text, MAX_TEXT));
        json.put("room", cut(description.room, MAX_TEXT));
        json.put("status", (long) request.status());
        json.put("reason", cut(request.reason(), MAX_TEXT));
        return json;
    }

    private static Map<String, Object> delivery(RecentActivity.Delivery entry) {
        WebhookAttempt attempt = entry.attempt();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", entry.number());
        json.put("time", entry.time().toEpochMilli());
        json.put("description", attempt.eventType());
        json.put("room", cut(entry.room(), MAX_TEXT));
        json.put("status", (long) attempt.status());
        json.put("attempt", (long) attempt.attempt());
        return json;
    }

    /** What a command does and to whom, without a token, and in which room. */
    private record Description(String text, String room) {

        static Description of(String text, MeetingCommand command) {
            return new Description(text, command.conference().room().value());
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
