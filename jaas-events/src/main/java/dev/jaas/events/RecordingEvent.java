// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A recording or live stream. */
@SuppressWarnings("exports") // JSpecify is optional for users of this module
public sealed interface RecordingEvent extends ConferenceEvent {

    /**
     * {@code RECORDING_STARTED}: a recording has started.
     *
     * @param envelope what every event has
     * @param fullName the full name of the room, which may be on another domain than {@link #conference()}, or null if absent
     */
    record Started(EventEnvelope envelope, @Nullable ConferenceName fullName) implements RecordingEvent {}

    /**
     * {@code RECORDING_ENDED}: a recording has ended.
     *
     * @param envelope what every event has
     * @param fullName the full name of the room, which may be on another domain than {@link #conference()}, or null if absent
     */
    record Ended(EventEnvelope envelope, @Nullable ConferenceName fullName) implements RecordingEvent {}

    /**
     * {@code RECORDING_UPLOADED}: a recording can be downloaded.
     *
     * @param envelope what every event has
     * @param link the file, for 24 hours, or null if absent
     * @param recordingSessionId the recording, or null if absent
     * @param initiator the <em>user</em> who started the recording, or null if absent
     * @param duration how long it is, or null if absent
     * @param start when it begins, or null if absent
     * @param end when it ends, or null if absent
     * @param shared whether it is shared; false if absent
     * @param participants who was there, by user id, name and avatar
     */
    record Uploaded(
            EventEnvelope envelope,
            @Nullable PreAuthenticatedLink link,
            @Nullable String recordingSessionId,
            @Nullable UserId initiator,
            @Nullable Duration duration,
            @Nullable Instant start,
            @Nullable Instant end,
            boolean shared,
            List<EventParticipant> participants)
            implements RecordingEvent {

        /** Copies the list. */
        public Uploaded {
            participants = List.copyOf(participants);
        }
    }

    /**
     * {@code VIDEO_SEGMENT_UPLOADED}: a part of a recording can be downloaded.
     *
     * @param envelope what every event has
     * @param link the file, for 24 hours, or null if absent
     * @param linkExpiration when the link expires, or null if absent
     * @param recordingSessionId the recording, or null if absent
     * @param start when it begins, or null if absent
     * @param end when it ends, or null if absent
     */
    record SegmentUploaded(
            EventEnvelope envelope,
            @Nullable PreAuthenticatedLink link,
            @Nullable Instant linkExpiration,
            @Nullable String recordingSessionId,
            @Nullable Instant start,
            @Nullable Instant end)
            implements RecordingEvent {}

    /**
     * {@code LIVE_STREAM_STARTED}: a live stream has started.
     *
     * @param envelope what every event has
     * @param fullName the full name of the room, which may be on another domain than {@link #conference()}, or null if absent
     */
    record LiveStreamStarted(
            EventEnvelope envelope, @Nullable ConferenceName fullName) implements RecordingEvent {}

    /**
     * {@code LIVE_STREAM_ENDED}: a live stream has ended.
     *
     * @param envelope what every event has
     * @param fullName the full name of the room, which may be on another domain than {@link #conference()}, or null if absent
     */
    record LiveStreamEnded(EventEnvelope envelope, @Nullable ConferenceName fullName) implements RecordingEvent {}
}
