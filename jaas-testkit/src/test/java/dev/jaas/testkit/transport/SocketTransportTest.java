// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import org.junit.jupiter.api.Tag;

/** A transport that keeps every promise passes. */
@Tag("slow")
class SocketTransportTest extends HttpTransportContract {

    @Override
    protected HttpTransport create(TransportSettings settings) {
        return new SocketTransport(settings);
    }
}
