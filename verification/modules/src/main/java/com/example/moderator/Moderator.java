// SPDX-License-Identifier: Apache-2.0
package com.example.moderator;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.client.JaasClient;
import dev.jaas.events.ParticipantEvent;
import dev.jaas.events.WebhookVerifier;
import dev.jaas.spi.TransportSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** What the two programs have in common. Their settings are environment variables, and standard input is a webhook's body. */
final class Moderator {

    /** Long enough for a busy machine. */
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private Moderator() {}

    static void setTimeouts(JaasClient.Builder client) {
        client.commandTimeout(TIMEOUT).attemptTimeout(TIMEOUT);
    }

    static TransportSettings transportSettings() throws IOException, CertificateException {
        try (InputStream pem = Files.newInputStream(Path.of(System.getenv("TRUSTED_CERTIFICATE")))) {
            var certificate = CertificateFactory.getInstance("X.509").generateCertificate(pem);
            return TransportSettings.builder()
                    .connectTimeout(TIMEOUT)
                    .trustedCertificates(List.of((X509Certificate) certificate))
                    .build();
        }
    }

    /** Kicks the participant who joined according to the webhook, and prints the module of the library and the status. */
    static void kickWhoJoined(BlockingConferenceManagement jaas) throws IOException {
        var verifier = WebhookVerifier.of(System.getenv("WEBHOOK_SECRET"));
        var event = verifier.verify(System.getenv("WEBHOOK_SIGNATURE"), System.in.readAllBytes());
        var joined = (ParticipantEvent.Joined) event;
        var receipt = jaas.kick(joined.conference(), joined.participant().participantId());
        System.out.println(WebhookVerifier.class.getModule().getName() + " " + receipt.status());
    }
}
