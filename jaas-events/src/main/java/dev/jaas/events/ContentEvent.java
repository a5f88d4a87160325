// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import dev.jaas.domain.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Transcription, chat, documents, screenshots or statistics of a meeting. */
@SuppressWarnings("exports") // JSpecify is optional for users of this module
public sealed interface ContentEvent extends ConferenceEvent {

    /**
     * {@code TRANSCRIPTION_UPLOADED}: the transcription of a meeting can be downloaded.
     *
     * @param envelope what every event has
     * @param link the file, for 24 hours, or null if absent
     */
    record TranscriptionUploaded(
            EventEnvelope envelope, @Nullable PreAuthenticatedLink link) implements ContentEvent {}

    /**
     * {@code TRANSCRIPTION_CHUNK_RECEIVED}: somebody said something.
     *
     * @param envelope what every event has
     * @param text what they said, or null if absent
     * @param language the language, for example {@code en}, or null if absent
     * @param messageId the phrase, or null if absent
     * @param participant who said it
     */
    record TranscriptionChunkReceived(
            EventEnvelope envelope,
            @Nullable String text,
            @Nullable String language,
            @Nullable String messageId,
            EventParticipant participant)
            implements ContentEvent {}

    /**
     * {@code CHAT_UPLOADED}: the chat of a meeting can be downloaded.
     *
     * @param envelope what every event has
     * @param link the file, for 24 hours, or null if absent
     */
    record ChatUploaded(EventEnvelope envelope, @Nullable PreAuthenticatedLink link) implements ContentEvent {}

    /**
     * {@code SCREEN_SHARING_HISTORY}: a list of screenshots can be downloaded.
     *
     * @param envelope what every event has
     * @param link the file, for 24 hours, or null if absent
     * @param pagedLink the same list in pages ({@code preAuthenticatedLinkV2}), or null if absent
     * @param linkExpiration when the link expires, or null if absent
     */
    record ScreenSharingHistory(
            EventEnvelope envelope,
            @Nullable PreAuthenticatedLink link,
            @Nullable PreAuthenticatedLink pagedLink,
            @Nullable Instant linkExpiration)
            implements ContentEvent {}

    /**
     * {@code DOCUMENT_ADDED}: a document was shared.
     *
     * @param envelope what every event has
     * @param link the file, for 24 hours, or null if absent
     * @param linkExpiration when the link expires, or null if absent
     * @param fileId the document, or null if absent
     * @param fileName its name, or null if absent
     * @param fileSize its size in bytes, or null if absent
     * @param initiator the <em>user</em> who shared it, or null if absent
     * @param createdAt when it was shared, or null if absent
     */
    record DocumentAdded(
            EventEnvelope envelope,
            @Nullable PreAuthenticatedLink link,
            @Nullable Instant linkExpiration,
            @Nullable String fileId,
            @Nullable String fileName,
            @Nullable Long fileSize,
            @Nullable UserId initiator,
            @Nullable Instant createdAt)
            implements ContentEvent {}

    /**
     * {@code DOCUMENT_DELETED}: a shared document was deleted.
     *
     * @param envelope what every event has
     * @param fileId the document, or null if absent
     * @param fileName its name, or null if absent
     * @param initiator the <em>user</em> who deleted it, or null if absent
     */
    record DocumentDeleted(
            EventEnvelope envelope,
            @Nullable String fileId,
            @Nullable String fileName,
            @Nullable UserId initiator) implements ContentEvent {}

    /**
     * {@code RTCSTATS_UPLOADED}: the statistics of a participant's connection can be downloaded. This event's {@code participantId} is a user id.
     *
     * @param envelope what every event has
     * @param link the file, for 48 hours, or null if absent
     * @param user the user, or null if absent
     * @param name the name of the user, or null if absent
     * @param endpointId the participant in XMPP, or null if absent
     */
    record RtcStatsUploaded(
            EventEnvelope envelope,
            @Nullable PreAuthenticatedLink link,
            @Nullable UserId user,
            @Nullable String name,
            @Nullable String endpointId)
            implements ContentEvent {}
}
