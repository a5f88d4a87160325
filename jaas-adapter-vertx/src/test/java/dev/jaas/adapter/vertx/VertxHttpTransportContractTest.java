// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import io.vertx.core.Vertx;

class VertxHttpTransportContractTest extends VertxContract {

    @Override
    HttpTransport create(Vertx vertx, TransportSettings settings) {
        return VertxHttpTransport.create(vertx, settings);
    }
}
