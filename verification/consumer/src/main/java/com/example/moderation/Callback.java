// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import dev.jaas.api.ConferenceManagement;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.events.CommandConfirmations;
import dev.jaas.events.Confirmation;
import dev.jaas.events.WebhookException;
import dev.jaas.events.WebhookVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Dials guests and finds out whether they answer. Create one for the process, keep it, and close it at the end. */
final class Callback implements AutoCloseable {

    /** How long to wait for the callee: longer than a phone rings. */
    private static final Duration RINGING = Duration.ofSeconds(60);

    private final CommandConfirmations confirmations = CommandConfirmations.create();
    private final WebhookVerifier verifier;
    private final ConferenceManagement jaas;

    Callback(WebhookVerifier verifier, ConferenceManagement jaas) {
        this.verifier = verifier;
        this.jaas = jaas;
    }

    /** Takes a webhook request and returns the HTTP status to respond with. */
    int receive(String signature, byte[] body) {
        try {
            confirmations.onEvent(verifier.verify(signature, body));
            return 200;
        } catch (WebhookException e) {
            return e.httpStatus();
        }
    }

    /**
     * Dials once. Completes with true when an event shows, within a minute of the command's end, that the callee has joined; false
     * means that this is not known. Fails as the command does, unless its delivery is unknown.
     */
    CompletableFuture<Boolean> dial(ConferenceName conference, PhoneNumber phone) {
        Instant sent = Instant.now();
        return jaas.dialOut(conference, phone)
                .handle((receipt, failure) -> {
                    if (failure == null || JaasException.find(failure) instanceof DeliveryUnknownException) {
                        return confirmations.outcome(new DialOutParticipant(conference, phone), sent, RINGING);
                    }
                    return CompletableFuture.<Confirmation>failedFuture(failure);
                })
                .thenCompose(confirmation -> confirmation)
                .thenApply(Confirmation::isConfirmed);
    }

    @Override
    public void close() {
        confirmations.close();
    }
}
