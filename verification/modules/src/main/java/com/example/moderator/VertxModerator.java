// SPDX-License-Identifier: Apache-2.0
package com.example.moderator;

import dev.jaas.Jaas;
import dev.jaas.adapter.vertx.VertxHttpTransport;
import io.vertx.core.Vertx;

/** Moderates with Vert.x. */
final class VertxModerator {

    private VertxModerator() {}

    public static void main(String[] arguments) throws Exception {
        var vertx = Vertx.vertx();
        try (var transport = VertxHttpTransport.create(vertx, Moderator.transportSettings());
                var jaas = Jaas.builder()
                        .environment(System.getenv())
                        .transport(transport)
                        .client(Moderator::setTimeouts)
                        .build()) {
            Moderator.kickWhoJoined(jaas.blocking());
        } finally {
            vertx.close().await();
        }
    }
}
