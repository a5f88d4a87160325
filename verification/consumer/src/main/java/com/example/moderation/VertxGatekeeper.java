// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import dev.jaas.adapter.vertx.VertxConferenceManagement;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import dev.jaas.events.ParticipantEvent;
import dev.jaas.events.WebhookException;
import dev.jaas.events.WebhookVerifier;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.function.Predicate;

/** Bans and removes unwanted users when they join, with Vert.x Web and without blocking its event loop. */
final class VertxGatekeeper {

    private final WebhookVerifier verifier;
    private final VertxConferenceManagement jaas;
    private final Predicate<UserId> unwanted;

    VertxGatekeeper(WebhookVerifier verifier, VertxConferenceManagement jaas, Predicate<UserId> unwanted) {
        this.verifier = verifier;
        this.jaas = jaas;
        this.unwanted = unwanted;
    }

    /** Receives webhooks at a path. */
    void register(Router router, String path) {
        var body = BodyHandler.create(false).setBodyLimit(WebhookVerifier.MAX_BODY_BYTES);
        router.post(path).handler(body).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        Buffer body = context.body().buffer();
        String signature = context.request().getHeader(WebhookVerifier.SIGNATURE_HEADER);
        receive(signature, body == null ? new byte[0] : body.getBytes())
                .onSuccess(status -> context.response().setStatusCode(status).end())
                .onFailure(failure -> context.fail(500));
    }

    /** Takes a webhook request and completes with the HTTP status to respond with; a failed removal is repeated by JaaS. */
    Future<Integer> receive(String signature, byte[] body) {
        try {
            if (verifier.verify(signature, body) instanceof ParticipantEvent.Joined joined) {
                UserId user = joined.participant().userId();
                ParticipantId participant = joined.participant().participantId();
                if (user != null && participant != null && unwanted.test(user)) {
                    return jaas.removeParticipant(joined.conference(), participant, user)
                            .map(200);
                }
            }
            return Future.succeededFuture(200);
        } catch (WebhookException e) {
            return Future.succeededFuture(e.httpStatus());
        }
    }
}
