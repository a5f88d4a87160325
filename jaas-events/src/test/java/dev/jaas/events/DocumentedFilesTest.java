// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of 8x8's documentation are read completely: recordings, files and reactions. */
class DocumentedFilesTest {

    private static final ConferenceName STAGE = ConferenceName.parse(
            "testroom2@conference.vpaas-magic-cookie-c2824d584eac4489a1e32e4e164d5a3c.stage.8x8.vc");
    private static final UserId REACTING = UserId.parse("114025754820379595029");

    @Test
    void recordingEvents_appIdTwice_haveTheFqnsAppId() {
        for (String type : List.of("RECORDING_STARTED", "RECORDING_ENDED")) {
            assertThat(Webhooks.receive(Webhooks.example(type)).conference().appId())
                    .as(type)
                    .isEqualTo(STAGE.appId());
        }
        assertThat(Webhooks.receive(Webhooks.example("RECORDING_STARTED")))
                .isInstanceOfSatisfying(
                        RecordingEvent.Started.class,
                        event -> assertThat(event.fullName()).isEqualTo(STAGE));
        assertThat(Webhooks.receive(Webhooks.example("RECORDING_ENDED")))
                .isInstanceOfSatisfying(
                        RecordingEvent.Ended.class,
                        event -> assertThat(event.fullName()).isEqualTo(STAGE));
    }

    @Test
    void liveStreamEvents_haveTheFullName() {
        assertThat(Webhooks.receive(Webhooks.example("LIVE_STREAM_STARTED")))
                .isInstanceOfSatisfying(
                        RecordingEvent.LiveStreamStarted.class,
                        event -> assertThat(event.fullName()).isEqualTo(STAGE));
        assertThat(Webhooks.receive(Webhooks.example("LIVE_STREAM_ENDED")))
                .isInstanceOfSatisfying(
                        RecordingEvent.LiveStreamEnded.class,
                        event -> assertThat(event.fullName()).isEqualTo(STAGE));
    }

    @Test
    void recordingUploaded_hasLinkTimesAndParticipants() {
        assertThat(Webhooks.receive(Webhooks.example("RECORDING_UPLOADED")))
                .isInstanceOfSatisfying(RecordingEvent.Uploaded.class, event -> {
                    assertThat(event.link().uri()).hasHost("objectstorage.us-phoenix-1.oraclecloud.com");
                    assertThat(event.recordingSessionId()).isEqualTo("nkdsnfkdfkjdsfdsjklds");
                    assertThat(event.initiator()).isEqualTo(UserId.parse("uniqueUserIdentifier1"));
                    assertThat(event.duration()).isEqualTo(Duration.ofSeconds(15));
                    assertThat(event.start()).isEqualTo(Instant.ofEpochMilli(1612175247396L));
                    assertThat(event.end()).isEqualTo(Instant.ofEpochMilli(1612175263000L));
                    assertThat(event.shared()).isTrue();
                    assertThat(event.participants())
                            .extracting(EventParticipant::userId)
                            .containsExactly(
                                    UserId.parse("uniqueUserIdentifier1"), UserId.parse("uniqueUserIdentifier2"));
                });
        assertThat(Webhooks.receive(Webhooks.example("VIDEO_SEGMENT_UPLOADED")))
                .isInstanceOfSatisfying(RecordingEvent.SegmentUploaded.class, event -> {
                    assertThat(event.link()).isNotNull();
                    assertThat(event.linkExpiration()).isNull();
                    assertThat(event.recordingSessionId()).isEqualTo("nkdsnfkdfkjdsfdsjklds");
                    assertThat(event.start()).isEqualTo(Instant.ofEpochMilli(1648810728279L));
                    assertThat(event.end()).isEqualTo(Instant.ofEpochMilli(1648810818279L));
                });
    }

    @Test
    void contentEvents_haveTheirLinks() {
        assertThat(Webhooks.receive(Webhooks.example("TRANSCRIPTION_UPLOADED")))
                .isInstanceOfSatisfying(
                        ContentEvent.TranscriptionUploaded.class,
                        event -> assertThat(event.link().uri())
                                .isEqualTo(URI.create("https://link.to/transcriptions/file")));
        assertThat(Webhooks.receive(Webhooks.example("CHAT_UPLOADED")))
                .isInstanceOfSatisfying(
                        ContentEvent.ChatUploaded.class,
                        event -> assertThat(event.link().uri()).isEqualTo(URI.create("https://link.to/chat/file")));
        assertThat(Webhooks.receive(Webhooks.example("SCREEN_SHARING_HISTORY")))
                .isInstanceOfSatisfying(ContentEvent.ScreenSharingHistory.class, event -> {
                    assertThat(event.link().uri()).hasHost("8x8.vc");
                    assertThat(event.pagedLink()).isNull();
                    assertThat(event.linkExpiration()).isEqualTo(Instant.ofEpochMilli(1648983143647L));
                });
    }

    @Test
    void transcriptionChunk_idIsTheParticipantIdAndUserIdTheUserId() {
        assertThat(Webhooks.receive(Webhooks.example("TRANSCRIPTION_CHUNK_RECEIVED")))
                .isInstanceOfSatisfying(ContentEvent.TranscriptionChunkReceived.class, event -> {
                    assertThat(event.text()).isEqualTo(" This is a final transcription phrase.");
                    assertThat(event.language()).isEqualTo("en");
                    assertThat(event.messageId()).isEqualTo("018c57d5-c800-72db-94fe-454a891790f3");
                    assertThat(event.participant())
                            .isEqualTo(new EventParticipant(
                                    ParticipantId.parse("abcd1234"),
                                    UserId.parse("abcdefgh-1234-5678-abcd-9012345abcde"),
                                    "Jane Doe",
                                    "jane@doe.com",
                                    URI.create("https://www.gravatar.com/avatar/a1b2c3d4e5?d=wavatar&size=200"),
                                    null,
                                    false));
                });
    }

    @Test
    void documentEvents_haveTheUserAsInitiator() {
        UserId initiator = UserId.parse("auth0|68552f5520ac82f00451858d");
        assertThat(Webhooks.receive(Webhooks.example("DOCUMENT_ADDED")))
                .isInstanceOfSatisfying(ContentEvent.DocumentAdded.class, event -> {
                    assertThat(event.link()).isNotNull();
                    assertThat(event.linkExpiration()).isEqualTo(Instant.ofEpochMilli(1751375450905L));
                    assertThat(event.fileId()).isEqualTo("1d4d5220-7d4b-4bf4-b125-6c4daf8754c5");
                    assertThat(event.fileName()).isEqualTo("Screenshot 2025-06-30 at 16.03.37.png");
                    assertThat(event.fileSize()).isEqualTo(510_460);
                    assertThat(event.initiator()).isEqualTo(initiator);
                    assertThat(event.createdAt()).isEqualTo(Instant.ofEpochMilli(1751289043562L));
                });
        assertThat(Webhooks.receive(Webhooks.example("DOCUMENT_DELETED")))
                .isInstanceOfSatisfying(ContentEvent.DocumentDeleted.class, event -> {
                    assertThat(event.fileId()).isEqualTo("1d4d5220-7d4b-4bf4-b125-6c4daf8754c5");
                    assertThat(event.fileName()).isEqualTo("Screenshot 2025-06-30 at 16.03.37.png");
                    assertThat(event.initiator()).isEqualTo(initiator);
                });
    }

    @Test
    void participantIdThatIsAUserId_isAUserId() {
        assertThat(Webhooks.receive(Webhooks.example("RTCSTATS_UPLOADED")))
                .isInstanceOfSatisfying(ContentEvent.RtcStatsUploaded.class, event -> {
                    assertThat(event.user()).isEqualTo(REACTING);
                    assertThat(event.name()).isEqualTo("Test user");
                    assertThat(event.endpointId()).isEqualTo("231ffc");
                    assertThat(event.link().uri()).hasParameter("Expires", "1671269761");
                });
        assertThat(Webhooks.receive(Webhooks.example("REACTIONS")))
                .isInstanceOfSatisfying(ReactionEvent.Reacted.class, event -> {
                    assertThat(event.user()).isEqualTo(REACTING);
                    assertThat(event.jid()).isEqualTo("5e06d899-a16f-4775-84f5-4ddf28015301@8x8.vc/1H9RJFvI");
                    assertThat(event.name()).isEqualTo("Test user");
                    assertThat(event.reactions()).containsExactly("surprised");
                });
        assertThat(Webhooks.receive(Webhooks.example("AGGREGATED_REACTIONS")))
                .isInstanceOfSatisfying(
                        ReactionEvent.Aggregated.class,
                        event -> assertThat(event.reactions())
                                .hasSize(3)
                                .startsWith(new ReactionEvent.Reaction(
                                        REACTING, "Test user 1", Instant.ofEpochMilli(1648810299482L), "surprised")));
    }
}
