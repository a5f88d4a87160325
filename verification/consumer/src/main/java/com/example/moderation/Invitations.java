package com.example.moderation;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.UserId;
import dev.jaas.events.JaasEvent;
import dev.jaas.events.ParticipantFeature;
import dev.jaas.events.ParticipantTokens;
import dev.jaas.events.RoomSettings;
import dev.jaas.events.RoomSettings.LobbyType;
import dev.jaas.events.SettingsProvisioning;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** Invites users to meetings and decides on the settings of their rooms. */
final class Invitations {

    private static final RoomSettings SMALL = RoomSettings.builder()
            .lobby(LobbyType.WAIT_FOR_MODERATOR)
            .maxOccupants(20)
            .build();

    private final ParticipantTokens tokens;

    Invitations(ParticipantTokens tokens) {
        this.tokens = tokens;
    }

    /** Returns the link by which one user can join one conference within the hour. */
    URI link(ConferenceName conference, UserId user, String name) {
        Jwt token = tokens.forUser(user)
                .name(name)
                .room(conference.room())
                .features(Set.of(ParticipantFeature.FILE_UPLOAD, ParticipantFeature.TRANSCRIPTION))
                .lifetime(Duration.ofHours(1))
                .sign();
        return URI.create("https://8x8.vc/" + conference.fqn() + "?jwt=" + token.compact());
    }

    /** Returns the body to respond with to an event that was verified. */
    byte[] respond(JaasEvent event) {
        return event instanceof SettingsProvisioning ? SMALL.toJson() : new byte[0];
    }
}
