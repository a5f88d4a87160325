package dev.jaas.testkit;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import java.util.Set;

/** A transport that keeps every promise passes. */
class SocketTransportTest extends HttpTransportContract {

    @Override
    protected HttpTransport create(TransportSettings settings) {
        return new SocketTransport(settings, Set.of());
    }
}
