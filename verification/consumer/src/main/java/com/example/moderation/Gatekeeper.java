// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import dev.jaas.Jaas;
import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.JaasException;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import dev.jaas.events.ParticipantEvent;
import dev.jaas.events.WebhookException;
import dev.jaas.events.WebhookVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;

/** Bans and removes unwanted users when they join. */
final class Gatekeeper {

    private final WebhookVerifier verifier;
    private final BlockingConferenceManagement jaas;
    private final Predicate<UserId> unwanted;

    Gatekeeper(WebhookVerifier verifier, BlockingConferenceManagement jaas, Predicate<UserId> unwanted) {
        this.verifier = verifier;
        this.jaas = jaas;
        this.unwanted = unwanted;
    }

    /** Takes a webhook request and returns the HTTP status to respond with; unless it is 2xx, JaaS sends the event again. */
    int receive(String signature, byte[] body) {
        try {
            if (verifier.verify(signature, body) instanceof ParticipantEvent.Joined joined) {
                UserId user = joined.participant().userId();
                ParticipantId participant = joined.participant().participantId();
                if (user != null && participant != null && unwanted.test(user)) {
                    jaas.removeParticipant(joined.conference(), participant, user);
                }
            }
            return 200;
        } catch (WebhookException e) {
            return e.httpStatus();
        } catch (JaasException e) {
            return 500;
        }
    }

    /** Removes unwanted users until the process ends. */
    public static void main(String[] arguments) throws IOException {
        String secret = Files.readString(Path.of("secret.txt")).strip();
        var verifier = WebhookVerifier.of(secret);
        var jaas = Jaas.fromEnvironment();
        Set<UserId> unwanted = Set.of(UserId.parse("auth0|5f903d7a"));
        var gatekeeper = new Gatekeeper(verifier, jaas.blocking(), unwanted::contains);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080);
        new WebhookServer(address).start(gatekeeper::receive);
    }
}
