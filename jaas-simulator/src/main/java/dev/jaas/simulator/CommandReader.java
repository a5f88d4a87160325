// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import dev.jaas.domain.AppId;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.InvalidValueException;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a request as a command. What the specification does not mention is rejected. */
final class CommandReader {

    private static final String MEETING = "/v1/_jaas/conference-commands/v1/meeting";
    private static final Pattern ACCESS =
            Pattern.compile("/v1/_jaas/jaccess/v1/access-management/([^/]+)/ban/(?:(jwt)|user/([^/]*))");
    private static final Pattern PERCENT_ENCODED = Pattern.compile("(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})*");

    private CommandReader() {}

    /**
     * Reads a request.
     *
     * @throws RejectedRequest if it is not a valid command
     */
    static JaasCommand read(String method, String path, @Nullable String contentType, byte[] body) {
        Matcher access = ACCESS.matcher(path);
        boolean meeting = path.equals(MEETING);
        if (!meeting && !access.matches()) {
            throw new RejectedRequest(404, "there is no such path");
        }
        if (!method.equals("POST")) {
            throw new RejectedRequest(405, "only POST is allowed");
        }
        try {
            if (meeting) {
                return meetingCommand(json(contentType, body));
            }
            AppId appId = AppId.parse(access.group(1));
            return access.group(2) != null
                    ? banJwt(appId, json(contentType, body))
                    : banUser(appId, access.group(3), body);
        } catch (InvalidValueException e) {
            throw new RejectedRequest(400, String.valueOf(e.getMessage()));
        }
    }

    private static JaasCommand banUser(AppId appId, String segment, byte[] body) {
        require(body.length == 0, "a ban by user id has no body");
        return new BanUser(appId, UserId.parse(percentDecoded(segment)));
    }

    private static JaasCommand banJwt(AppId appId, Map<String, Object> fields) {
        requireExactly(fields, "the body", "jwt");
        return new BanJwt(appId, Jwt.parse(text(fields, "jwt")));
    }

    private static JaasCommand meetingCommand(Map<String, Object> fields) {
        requireExactly(fields, "the body", "action", "payload");
        if (!(fields.get("payload") instanceof Map<?, ?> untyped)) {
            throw new RejectedRequest(400, "payload must be an object");
        }
        Map<String, Object> payload = new LinkedHashMap<>();
        untyped.forEach((name, value) -> payload.put(String.valueOf(name), value));
        String action = text(fields, "action");
        return switch (action) {
            case "DESTROY" -> {
                requireExactly(payload, "the payload", "conferenceFullName");
                yield new DestroyRoom(conference(payload));
            }
            case "DIAL_OUT_PARTICIPANT" -> {
                requireExactly(payload, "the payload", "conferenceFullName", "phoneNo");
                yield new DialOutParticipant(conference(payload), phone(payload));
            }
            case "HANG_UP_CALL" -> {
                requireExactly(payload, "the payload", "conferenceFullName", "phoneNo");
                yield new HangUpCall(conference(payload), phone(payload));
            }
            case "KICK_PARTICIPANT" -> {
                requireExactly(payload, "the payload", "conferenceFullName", "participantId");
                yield new KickParticipant(conference(payload), ParticipantId.parse(text(payload, "participantId")));
            }
            default -> throw new RejectedRequest(400, "there is no such action");
        };
    }

    private static ConferenceName conference(Map<String, Object> payload) {
        return ConferenceName.parse(text(payload, "conferenceFullName"));
    }

    /** Calls are found by the text of the number, so it must be in normal form. */
    private static PhoneNumber phone(Map<String, Object> payload) {
        PhoneNumber phone = PhoneNumber.parse(text(payload, "phoneNo"));
        require(phone.value().equals(payload.get("phoneNo")), "phoneNo must be + and digits only");
        return phone;
    }

    private static Map<String, Object> json(@Nullable String contentType, byte[] body) {
        if (contentType == null
                || !contentType.strip().matches("(?i)application/json(\\s*;\\s*charset=\"?utf-8\"?)?")) {
            throw new RejectedRequest(415, "the content type must be application/json");
        }
        try {
            return StrictJsonReader.readObject(body);
        } catch (IOException e) {
            throw new RejectedRequest(400, "the body cannot be read: " + e.getMessage());
        }
    }

    private static String text(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new RejectedRequest(400, name + " must be a string");
    }

    private static void requireExactly(Map<String, Object> fields, String where, String... names) {
        require(fields.keySet().equals(Set.of(names)), where + " must have " + String.join(", ", names) + " only");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new RejectedRequest(400, otherwise);
        }
    }

    private static String percentDecoded(String segment) {
        require(PERCENT_ENCODED.matcher(segment).matches(), "the user id must be percent-encoded as one path segment");
        ByteBuffer utf8 = ByteBuffer.allocate(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) == '%') {
                utf8.put((byte) Integer.parseInt(segment.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                utf8.put((byte) segment.charAt(i));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new RejectedRequest(400, "the user id is not UTF-8");
        }
    }
}
