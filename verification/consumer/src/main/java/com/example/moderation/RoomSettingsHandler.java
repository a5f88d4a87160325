// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.jaas.events.JaasEvent;
import dev.jaas.events.RoomSettings;
import dev.jaas.events.RoomSettings.LobbyType;
import dev.jaas.events.SettingsProvisioning;
import dev.jaas.events.WebhookException;
import dev.jaas.events.WebhookVerifier;
import java.io.IOException;
import java.util.function.Consumer;

/** Receives webhooks: responds with a room's settings when JaaS asks for them, and passes other events on. */
final class RoomSettingsHandler implements HttpHandler {

    private static final RoomSettings SMALL = RoomSettings.builder()
            .lobby(LobbyType.WAIT_FOR_MODERATOR)
            .maxOccupants(20)
            .build();

    private final WebhookVerifier verifier;
    private final Consumer<JaasEvent> otherEvents;

    RoomSettingsHandler(WebhookVerifier verifier, Consumer<JaasEvent> otherEvents) {
        this.verifier = verifier;
        this.otherEvents = otherEvents;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            receive(exchange);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(WebhookVerifier.MAX_BODY_BYTES + 1);
        String signature = exchange.getRequestHeaders().getFirst(WebhookVerifier.SIGNATURE_HEADER);
        try {
            respond(exchange, verifier.verify(signature, body));
        } catch (WebhookException e) {
            exchange.sendResponseHeaders(e.httpStatus(), -1);
        }
    }

    private void respond(HttpExchange exchange, JaasEvent event) throws IOException {
        if (event instanceof SettingsProvisioning) {
            byte[] settings = SMALL.toJson();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, settings.length);
            exchange.getResponseBody().write(settings);
        } else {
            otherEvents.accept(event);
            exchange.sendResponseHeaders(200, -1);
        }
    }
}
