// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import dev.jaas.adapter.jdkhttp.JdkHttpTransport;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.ParticipantId;
import java.net.URI;

final class KmsExample {

    private KmsExample() {}

    /** Kicks a participant with an admin token that the key management service signs. */
    static void kick(URI service, KeyId keyId, Kms kms, String room, ParticipantId participant) {
        try (var signer = new KmsSigner(keyId, kms, "alias/jaas");
                var transport = JdkHttpTransport.create();
                var jaas =
                        JaasClient.builder(signer, transport).baseUrl(service).build()) {
            jaas.blocking().kick(jaas.conference(room), participant);
        }
    }
}
