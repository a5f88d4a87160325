// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import dev.jaas.domain.AppId;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.InvalidValueException;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** What a person can do on the page: join, leave, answer and decline. */
final class PageActions {

    /** The names of the actions. */
    static final Set<String> NAMES = Set.of("join", "leave", "answer", "decline");

    private final AppId appId;
    private final SimulatorState state;

    PageActions(AppId appId, SimulatorState state) {
        this.appId = appId;
        this.state = state;
    }

    /**
     * Performs an action.
     *
     * @param name one of {@link #NAMES}
     * @param json the room, and who joins or leaves, or the phone
     * @throws RejectedRequest with status 400 for invalid values, with 409 if it is not possible now
     */
    void perform(String name, byte[] json) {
        try {
            perform(name, StrictJsonReader.readObject(json));
        } catch (IOException | InvalidValueException e) {
            throw new RejectedRequest(400, String.valueOf(e.getMessage()));
        } catch (JoinRefusedException | IllegalStateException e) {
            throw new RejectedRequest(409, String.valueOf(e.getMessage()));
        }
    }

    private void perform(String name, Map<String, Object> fields) {
        ConferenceName conference = conference(text(fields, "room"));
        switch (name) {
            case "join" -> state.join(conference, UserId.parse(text(fields, "user")));
            case "leave" -> state.leave(conference, ParticipantId.parse(text(fields, "participant")));
            case "answer" -> state.answer(conference, PhoneNumber.parse(text(fields, "phone")));
            case "decline" -> state.decline(conference, PhoneNumber.parse(text(fields, "phone")));
            default -> throw new IllegalArgumentException(name);
        }
    }

    /** Reads the name of a room that a person typed, or the full name of a conference that the page shows. */
    private ConferenceName conference(String room) {
        if (!room.contains("@")) {
            return ConferenceName.of(RoomName.parse(room), appId);
        }
        ConferenceName conference = ConferenceName.parse(room);
        if (!conference.appId().equals(appId)) {
            throw new RejectedRequest(
                    400,
                    "the room is of the AppID " + conference.appId() + "; this simulator has the rooms of " + appId);
        }
        return conference;
    }

    private static String text(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new RejectedRequest(400, name + " must be a string");
    }
}
