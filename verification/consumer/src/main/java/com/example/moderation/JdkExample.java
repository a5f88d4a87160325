// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.adapter.jdkhttp.JdkHttpTransport;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

final class JdkExample {

    private JdkExample() {}

    /** Removes a user permanently: the ban prevents them from joining again, the kick ends their participation. */
    static void remove(URI service, KeyId keyId, Path key, String room, UserId user, ParticipantId participant) {
        try (var signer = PemJwsSigner.fromFile(keyId, key);
                var transport = JdkHttpTransport.create();
                var jaas = JaasClient.builder(signer, transport)
                        .baseUrl(service)
                        .commandTimeout(Duration.ofSeconds(5))
                        .build()) {
            jaas.blocking().removeParticipant(jaas.conference(room), participant, user);
        }
    }
}
