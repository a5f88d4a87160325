package com.example.moderation;

import dev.jaas.adapter.vertx.VertxConferenceManagement;
import dev.jaas.adapter.vertx.VertxHttpTransport;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.port.driven.JwsSigner;
import dev.jaas.port.driving.CommandReceipt;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;

final class VertxExample {

    private VertxExample() {}

    /** Calls a phone into a room. The receipt says that JaaS will ring it, not that somebody has answered. */
    static Future<CommandReceipt> dialOut(
            Vertx vertx, JwsSigner signer, URI service, RoomName room, PhoneNumber phone) {
        var transport = VertxHttpTransport.create(vertx);
        var client = JaasClient.builder(signer, transport).baseUrl(service).build();
        var jaas = VertxConferenceManagement.of(vertx, client);
        return jaas.dialOut(jaas.conference(room), phone).onComplete((receipt, failure) -> {
            client.close();
            transport.close();
        });
    }
}
