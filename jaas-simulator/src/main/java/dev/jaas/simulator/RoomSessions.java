// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.simulator.SimulatedRoom.Participant;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The sessions of rooms, from the first participant until the room is destroyed, and the events that JaaS sends of them. Guarded by
 * the lock of {@link SimulatorState}.
 */
final class RoomSessions {

    /** How 8x8's documentation calls why somebody left. For the end of a meeting it does not say. */
    static final String LEFT = "left";

    static final String KICKED = "kicked";
    static final String UNKNOWN = "unknown";

    /**
     * An event as it is sent.
     *
     * @param type its type
     * @param key its idempotency key
     * @param room the name of the room that it concerns
     * @param json the body of the request
     */
    record Event(String type, String key, String room, String json) {}

    private final boolean keepEmptyRooms;
    private final Clock clock;
    private final Consumer<Event> events;
    private final Map<ConferenceName, String> sessions = new HashMap<>();
    private final Map<ParticipantId, Map<String, Object>> profiles = new HashMap<>();

    RoomSessions(boolean keepEmptyRooms, Clock clock, Consumer<Event> events) {
        this.keepEmptyRooms = keepEmptyRooms;
        this.clock = clock;
        this.events = events;
    }

    /** Whether a room exists, which an empty one may. */
    boolean exists(ConferenceName conference) {
        return sessions.containsKey(conference);
    }

    /** Reports who joined, with what their token says of them. */
    void joined(ConferenceName conference, Participant participant, Map<String, Object> profile) {
        profiles.put(participant.id(), profile);
        if (!exists(conference)) {
            sessions.put(conference, UUID.randomUUID().toString());
            send("ROOM_CREATED", conference, room(conference));
        }
        send("PARTICIPANT_JOINED", conference, person(participant));
        PhoneNumber phone = participant.phone();
        if (phone != null) {
            Map<String, Object> call = device(participant);
            call.put("direction", "out");
            call.put("nick", nick(phone));
            send("DIAL_OUT_STARTED", conference, call);
        }
    }

    /** Reports who is gone; the meeting is over when nobody remains. */
    void left(ConferenceName conference, List<Participant> before, List<Participant> after, String reason) {
        for (Participant participant : before) {
            if (!after.contains(participant)) {
                Map<String, Object> person = person(participant);
                person.put("disconnectReason", reason);
                profiles.remove(participant.id());
                send("PARTICIPANT_LEFT", conference, person);
                if (participant.phone() != null) {
                    send("DIAL_OUT_ENDED", conference, device(participant));
                }
            }
        }
        if (after.isEmpty() && !keepEmptyRooms) {
            destroyed(conference);
        }
    }

    void destroyed(ConferenceName conference) {
        if (exists(conference)) {
            send("ROOM_DESTROYED", conference, room(conference));
            sessions.remove(conference);
        }
    }

    void clear() {
        sessions.clear();
        profiles.clear();
    }

    private void send(String type, ConferenceName conference, Map<String, Object> data) {
        String key = UUID.randomUUID().toString();
        String appId = conference.appId().value();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("idempotencyKey", key);
        event.put("customerId", appId.substring(appId.lastIndexOf('-') + 1));
        event.put("appId", appId);
        event.put("eventType", type);
        event.put("sessionId", sessions.getOrDefault(conference, ""));
        event.put("timestamp", clock.millis());
        event.put("fqn", conference.fqn());
        event.put("data", data);
        events.accept(new Event(type, key, conference.room().value(), new String(JsonWriter.object(event), UTF_8)));
    }

    private static Map<String, Object> room(ConferenceName conference) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("conference", conference.fullName());
        data.put("isBreakout", false);
        return data;
    }

    /** The data of a participant; a phone has no user id. */
    private Map<String, Object> person(Participant participant) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("moderator", false);
        if (participant.user() != null) {
            data.put("id", participant.user().value());
            data.put("name", participant.user().value());
        } else if (participant.phone() != null) {
            data.put("name", nick(participant.phone()));
        }
        data.putAll(profiles.getOrDefault(participant.id(), Map.of()));
        data.putAll(device(participant));
        data.put("isBreakout", false);
        return data;
    }

    private static Map<String, Object> device(Participant participant) {
        String id = participant.id().value();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("participantId", id);
        data.put("participantJid", id + "-0000-4000-8000-000000000000@8x8.vc");
        return data;
    }

    private static String nick(PhoneNumber phone) {
        return phone.value().substring(1) + " (" + phone.value() + ")";
    }
}
