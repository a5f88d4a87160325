// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import dev.jaas.spi.TransportSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** Selects the proxy of the settings, except for TLS-less requests: without a tunnel the proxy would read the admin token. */
final class TunnelSelector extends ProxySelector {

    private final Proxy proxy;

    TunnelSelector(TransportSettings.Proxy settings) {
        proxy = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(settings.host(), settings.port()));
    }

    static boolean tunnels(URI uri) {
        return "https".equals(uri.getScheme());
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(tunnels(uri) ? proxy : Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {} // the exchange fails
}
