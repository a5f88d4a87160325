// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.util.Map.entry;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.events.ParticipantEvent.LeaveReason;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The types of events that have a record, and how each is made from its data. */
final class EventTypes {

    private static final String PARTICIPANT_ID = "participantId";
    private static final String NICK = "nick";
    private static final String LINK = "preAuthenticatedLink";

    /** Makes an event. */
    interface Factory {

        /** Returns null if the data is not of the kind that the type demands. */
        @Nullable
        ConferenceEvent create(EventEnvelope envelope, Object data);
    }

    private static final Map<String, Factory> FACTORIES = Map.ofEntries(
            type(
                    "ROOM_CREATED",
                    (envelope, data) ->
                            new RoomEvent.Created(envelope, fullName(data), breakout(data), breakoutRoomId(data))),
            type(
                    "ROOM_DESTROYED",
                    (envelope, data) ->
                            new RoomEvent.Destroyed(envelope, fullName(data), breakout(data), breakoutRoomId(data))),
            type(
                    "PARTICIPANT_JOINED",
                    (envelope, data) -> new ParticipantEvent.Joined(
                            envelope, participant(data), breakout(data), breakoutRoomId(data))),
            type(
                    "PARTICIPANT_LEFT",
                    (envelope, data) -> new ParticipantEvent.Left(
                            envelope, participant(data), leaveReason(data), breakout(data), breakoutRoomId(data))),
            type(
                    "PARTICIPANT_JOINED_LOBBY",
                    (envelope, data) -> new ParticipantEvent.JoinedLobby(envelope, participant(data))),
            type(
                    "PARTICIPANT_LEFT_LOBBY",
                    (envelope, data) -> new ParticipantEvent.LeftLobby(envelope, participant(data), leaveReason(data))),
            type(
                    "ROLE_CHANGED",
                    (envelope, data) -> new ParticipantEvent.RoleChanged(
                            envelope, data.text("role"), jid(data.object("grantedTo")), jid(data.object("grantedBy")))),
            type(
                    "DIAL_IN_STARTED",
                    (envelope, data) -> new TelephoneEvent.DialInStarted(
                            envelope, data.participantId(PARTICIPANT_ID), jid(data), data.text(NICK), phone(data))),
            type(
                    "DIAL_IN_ENDED",
                    (envelope, data) ->
                            new TelephoneEvent.DialInEnded(envelope, data.participantId(PARTICIPANT_ID), jid(data))),
            type(
                    "DIAL_OUT_STARTED",
                    (envelope, data) -> new TelephoneEvent.DialOutStarted(
                            envelope, data.participantId(PARTICIPANT_ID), jid(data), data.text(NICK), phone(data))),
            type(
                    "DIAL_OUT_ENDED",
                    (envelope, data) ->
                            new TelephoneEvent.DialOutEnded(envelope, data.participantId(PARTICIPANT_ID), jid(data))),
            type(
                    "SIP_CALL_IN_STARTED",
                    (envelope, data) -> new TelephoneEvent.SipCallInStarted(
                            envelope,
                            data.participantId(PARTICIPANT_ID),
                            jid(data),
                            data.text(NICK),
                            data.text("sipAddress"))),
            type(
                    "SIP_CALL_IN_ENDED",
                    (envelope, data) ->
                            new TelephoneEvent.SipCallInEnded(envelope, data.participantId(PARTICIPANT_ID), jid(data))),
            type(
                    "SIP_CALL_OUT_STARTED",
                    (envelope, data) -> new TelephoneEvent.SipCallOutStarted(
                            envelope,
                            data.participantId(PARTICIPANT_ID),
                            jid(data),
                            data.text(NICK),
                            data.text("sipAddress"))),
            type(
                    "SIP_CALL_OUT_ENDED",
                    (envelope, data) -> new TelephoneEvent.SipCallOutEnded(
                            envelope, data.participantId(PARTICIPANT_ID), jid(data))),
            type("RECORDING_STARTED", (envelope, data) -> new RecordingEvent.Started(envelope, fullName(data))),
            type("RECORDING_ENDED", (envelope, data) -> new RecordingEvent.Ended(envelope, fullName(data))),
            type(
                    "RECORDING_UPLOADED",
                    (envelope, data) -> new RecordingEvent.Uploaded(
                            envelope,
                            data.link(LINK),
                            data.text("recordingSessionId"),
                            data.userId("initiatorId"),
                            data.seconds("durationSec"),
                            data.instant("startTimestamp"),
                            data.instant("endTimestamp"),
                            data.flag("share"),
                            data.list("participants", JsonObject.class).stream()
                                    .map(EventTypes::participant)
                                    .toList())),
            type(
                    "VIDEO_SEGMENT_UPLOADED",
                    (envelope, data) -> new RecordingEvent.SegmentUploaded(
                            envelope,
                            data.link(LINK),
                            data.instant("linkExpiration"),
                            data.text("recordingSessionId"),
                            data.instant("startTimestamp"),
                            data.instant("endTimestamp"))),
            type(
                    "LIVE_STREAM_STARTED",
                    (envelope, data) -> new RecordingEvent.LiveStreamStarted(envelope, fullName(data))),
            type("LIVE_STREAM_ENDED", (envelope, data) -> new RecordingEvent.LiveStreamEnded(envelope, fullName(data))),
            type(
                    "TRANSCRIPTION_UPLOADED",
                    (envelope, data) -> new ContentEvent.TranscriptionUploaded(envelope, data.link(LINK))),
            type(
                    "TRANSCRIPTION_CHUNK_RECEIVED",
                    (envelope, data) -> new ContentEvent.TranscriptionChunkReceived(
                            envelope,
                            data.text("final"),
                            data.text("language"),
                            data.text("messageID"),
                            speaker(data.object("participant")))),
            type("CHAT_UPLOADED", (envelope, data) -> new ContentEvent.ChatUploaded(envelope, data.link(LINK))),
            type(
                    "SCREEN_SHARING_HISTORY",
                    (envelope, data) -> new ContentEvent.ScreenSharingHistory(
                            envelope,
                            data.link(LINK),
                            data.link("preAuthenticatedLinkV2"),
                            data.instant("linkExpiration"))),
            type(
                    "DOCUMENT_ADDED",
                    (envelope, data) -> new ContentEvent.DocumentAdded(
                            envelope,
                            data.link(LINK),
                            data.instant("linkExpiration"),
                            data.text("fileId"),
                            data.text("fileName"),
                            data.number("fileSize"),
                            data.userId("initiatorId"),
                            data.instant("fileCreatedAt"))),
            type(
                    "DOCUMENT_DELETED",
                    (envelope, data) -> new ContentEvent.DocumentDeleted(
                            envelope, data.text("fileId"), data.text("fileName"), data.userId("initiatorId"))),
            type(
                    "RTCSTATS_UPLOADED",
                    (envelope, data) -> new ContentEvent.RtcStatsUploaded(
                            envelope,
                            data.link("statsUrl"),
                            data.userId(PARTICIPANT_ID),
                            data.text("participantName"),
                            data.text("endpointId"))),
            type(
                    "REACTIONS",
                    (envelope, data) -> new ReactionEvent.Reacted(
                            envelope,
                            data.userId(PARTICIPANT_ID),
                            jid(data),
                            data.text("participantName"),
                            data.list("reactions", String.class))),
            entry(
                    "AGGREGATED_REACTIONS",
                    (envelope, data) -> data instanceof List<?> list
                            ? new ReactionEvent.Aggregated(envelope, reactions(list))
                            : null));

    private EventTypes() {}

    static @Nullable Factory factory(String type) {
        return FACTORIES.get(type);
    }

    private static Map.Entry<String, Factory> type(
            String type, BiFunction<EventEnvelope, JsonObject, ConferenceEvent> factory) {
        return entry(
                type, (envelope, data) -> data instanceof JsonObject object ? factory.apply(envelope, object) : null);
    }

    private static @Nullable String jid(JsonObject data) {
        return data.text("participantJid");
    }

    private static @Nullable ConferenceName fullName(JsonObject data) {
        return data.fullName("conference");
    }

    private static boolean breakout(JsonObject data) {
        return data.flag("isBreakout");
    }

    private static @Nullable String breakoutRoomId(JsonObject data) {
        return data.text("breakoutRoomId");
    }

    private static EventParticipant participant(JsonObject data) {
        return new EventParticipant(
                data.participantId(PARTICIPANT_ID),
                data.userId("id"),
                data.text("name"),
                data.text("email"),
                data.uri("avatar"),
                jid(data),
                data.flag("moderator"));
    }

    /** Of a transcription, whose {@code id} is the participant id. */
    private static EventParticipant speaker(JsonObject data) {
        return new EventParticipant(
                data.participantId("id"),
                data.userId("userId"),
                data.text("name"),
                data.text("email"),
                data.uri("avatarUrl"),
                null,
                false);
    }

    private static List<ReactionEvent.Reaction> reactions(List<?> list) {
        return JsonObject.only(JsonObject.class, list).stream()
                .map(one -> new ReactionEvent.Reaction(
                        one.userId(PARTICIPANT_ID),
                        one.text("participantName"),
                        one.instant("timestamp"),
                        one.text("reaction")))
                .toList();
    }

    private static LeaveReason leaveReason(JsonObject data) {
        String reason = data.text("disconnectReason");
        return reason == null
                ? LeaveReason.UNKNOWN
                : switch (reason) {
                    case "left" -> LeaveReason.LEFT;
                    case "kicked" -> LeaveReason.KICKED;
                    case "switch_room" -> LeaveReason.SWITCHED_ROOM;
                    case "unrecoverable_error" -> LeaveReason.UNRECOVERABLE_ERROR;
                    default -> LeaveReason.UNKNOWN;
                };
    }

    /** Of {@code 40364630871 (+40364630871)}: a name may stand in front, and may have parentheses of its own. */
    private static @Nullable PhoneNumber phone(JsonObject data) {
        return data.value(NICK, nick -> {
            int open = nick.lastIndexOf('(');
            int close = nick.lastIndexOf(')');
            return PhoneNumber.parse(open >= 0 && open < close ? nick.substring(open + 1, close) : nick);
        });
    }
}
