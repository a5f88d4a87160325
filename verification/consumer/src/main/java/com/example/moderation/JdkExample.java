package com.example.moderation;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.adapter.jdkhttp.JdkHttpTransport;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import java.net.URI;
import java.nio.file.Path;

final class JdkExample {

    private JdkExample() {}

    /** Removes somebody for good: the ban keeps them out, the kick gets them out. */
    static void remove(URI service, KeyId keyId, Path key, RoomName room, UserId user, ParticipantId participant) {
        try (var signer = PemJwsSigner.fromFile(keyId, key);
                var transport = JdkHttpTransport.create();
                var jaas =
                        JaasClient.builder(signer, transport).baseUrl(service).build()) {
            jaas.blocking().banUser(user);
            jaas.blocking().kick(jaas.conference(room), participant);
        }
    }
}
