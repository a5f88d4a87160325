// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.UserId;
import dev.jaas.events.ParticipantFeature;
import dev.jaas.events.ParticipantTokens;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** Invites users to meetings. Create one, keep it, and close it at the end: it holds the private key. */
final class Invitations implements AutoCloseable {

    private final PemJwsSigner signer;
    private final ParticipantTokens tokens;

    Invitations(KeyId keyId, Path privateKeyFile) {
        signer = PemJwsSigner.fromFile(keyId, privateKeyFile);
        tokens = ParticipantTokens.of(signer);
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

    @Override
    public void close() {
        signer.close();
    }
}
