// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import dev.jaas.adapter.vertx.VertxConferenceManagement;
import dev.jaas.adapter.vertx.VertxHttpTransport;
import dev.jaas.api.CommandReceipt;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.spi.JwsSigner;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;

final class VertxExample {

    private VertxExample() {}

    /** Dials a phone into a room. A receipt means that JaaS accepted the command, not that the callee answered. */
    static Future<CommandReceipt> dialOut(Vertx vertx, JwsSigner signer, URI service, String room, PhoneNumber phone) {
        var transport = VertxHttpTransport.create(vertx);
        var client = JaasClient.builder(signer, transport).baseUrl(service).build();
        var jaas = VertxConferenceManagement.of(vertx, client);
        return jaas.dialOut(jaas.conference(room), phone).onComplete((receipt, failure) -> {
            client.close();
            transport.close();
        });
    }
}
