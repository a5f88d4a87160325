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

/** Dials guests and finds out whether they answer. */
final class Callback {

    private static final Duration RINGING = Duration.ofSeconds(60);

    private final WebhookVerifier verifier;
    private final ConferenceManagement jaas;
    private final CommandConfirmations confirmations;

    Callback(WebhookVerifier verifier, ConferenceManagement jaas, CommandConfirmations confirmations) {
        this.verifier = verifier;
        this.jaas = jaas;
        this.confirmations = confirmations;
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

    /** Dials once; completes with whether the callee answered within a minute. */
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
}
