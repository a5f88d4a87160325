// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import dev.jaas.spi.TransportRequest;
import dev.jaas.spi.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** What is wrong while the connection of a {@link BrokenExchange} is made, and when it is closed. */
class BrokenConnection extends SocketExchange {

    /** Keeps them from the garbage collection, which would close them. */
    private static final Set<Socket> LEFT_OPEN = ConcurrentHashMap.newKeySet();

    final BrokenTransport transport;
    final BrokenListener brokenListener;
    volatile boolean connected;
    volatile boolean aborted;

    BrokenConnection(BrokenTransport transport, TransportRequest request, BrokenListener listener) {
        super(transport, request, listener);
        this.transport = transport;
        this.brokenListener = listener;
    }

    final boolean has(ContractViolation violation) {
        return transport.has(violation);
    }

    @Override
    String description(Exception failure) {
        TransportSettings.Proxy proxy = transport.settings.proxy();
        if (has(ContractViolation.TAKES_PROXY_FOR_SERVER)
                && failure instanceof SocketWire.RefusedTunnelException refused) {
            listener.head(refused.status, name -> List.of());
        }
        if (has(ContractViolation.QUOTES_PROXY_CREDENTIALS) && proxy != null && proxy.credentials() != null) {
            return super.description(failure) + ": " + proxy.credentials().password();
        }
        return has(ContractViolation.DOES_NOT_NAME_PROXY)
                ? "connecting failed (" + failure.getClass().getSimpleName() + ")"
                : super.description(failure);
    }

    @Override
    TransportSettings.@Nullable Proxy proxy() {
        return has(ContractViolation.USES_PROXY_WITHOUT_TLS) ? transport.settings.proxy() : super.proxy();
    }

    @Override
    void acquireConnection() throws InterruptedException, IOException {
        if (has(ContractViolation.NEVER_WAITS_FOR_CONNECTION)) {
            if (!transport.connections().tryAcquire()) {
                throw new IOException("no free connection");
            }
            return;
        }
        super.acquireConnection();
    }

    @Override
    void releaseConnection() {
        boolean leaked = aborted ? has(ContractViolation.LEAKS_CONNECTION_ON_ABORT) : leaksOnFailure();
        if (!leaked) {
            super.releaseConnection();
        }
    }

    private boolean leaksOnFailure() {
        return has(ContractViolation.LEAKS_CONNECTION_ON_FAILURE) && !brokenListener.isComplete();
    }

    @Override
    Socket connect() throws IOException {
        if (has(ContractViolation.ASKS_BEFORE_TUNNEL)) {
            brokenListener.askNow();
        }
        if (has(ContractViolation.IGNORES_PROXY) || has(ContractViolation.DOES_WITHOUT_TUNNEL)) {
            return connectWithoutProxy();
        }
        if (has(ContractViolation.OMITS_PROXY_CREDENTIALS)) {
            tcp.connect(proxyAddress());
            SocketWire.openTunnel(tcp, request.uri().getHost() + ":" + port(), null);
            return startTls();
        }
        if (has(ContractViolation.REPEATS_REFUSED_CREDENTIALS)) {
            repeatRefusedCredentials();
        }
        String propertyHost = System.getProperty(request.uri().getScheme() + ".proxyHost");
        if (propertyHost != null && has(ContractViolation.USES_PROXY_OF_SYSTEM_PROPERTIES)) {
            tcp.connect(new InetSocketAddress(
                    propertyHost, Integer.getInteger(request.uri().getScheme() + ".proxyPort")));
            return tcp;
        }
        if (has(ContractViolation.USES_PROXY_OF_SYSTEM)) {
            Proxy proxy = ProxySelector.getDefault().select(request.uri()).get(0);
            if (proxy.type() == Proxy.Type.HTTP) {
                tcp.connect(proxy.address());
                return tcp;
            }
        }
        if (has(ContractViolation.ROUNDS_SHORT_TIMEOUT_DOWN)) {
            tcp.setSoTimeout((int) transport.settings.connectTimeout().toMillis());
        }
        Socket socket = super.connect();
        tcp.setSoTimeout(0);
        connected = true;
        return socket;
    }

    /** Endless would be the same. */
    private void repeatRefusedCredentials() throws IOException {
        for (int i = 0; i < 5; i++) {
            try (Socket attempt = transport.newSocket()) {
                attempt.connect(proxyAddress());
                SocketWire.openTunnel(
                        attempt,
                        request.uri().getHost() + ":" + port(),
                        transport.settings.proxy().credentials());
            } catch (SocketWire.RefusedTunnelException e) {
                // once more
            }
        }
    }

    private Socket connectWithoutProxy() throws IOException {
        if (has(ContractViolation.DOES_WITHOUT_TUNNEL)) {
            tcp.connect(proxyAddress());
            return tcp;
        }
        tcp.connect(new InetSocketAddress(InetAddress.getByName(request.uri().getHost()), port()));
        return startTls();
    }

    private InetSocketAddress proxyAddress() {
        var proxy = transport.settings.proxy();
        return proxy == null
                ? new InetSocketAddress(request.uri().getHost(), port())
                : new InetSocketAddress(proxy.host(), proxy.port());
    }

    @Override
    SSLSocket startTls() throws IOException {
        if (has(ContractViolation.ASKS_BEFORE_TLS)) {
            brokenListener.askNow();
        }
        SSLParameters parameters = new SSLParameters();
        if (has(ContractViolation.OMITS_SERVER_NAME)) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setServerNames(List.of());
        } else if (has(ContractViolation.LEAVES_FAILED_CONNECTION_OPEN)) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        } else if (!has(ContractViolation.TRUSTS_ANY_HOST)) {
            return super.startTls();
        }
        boolean closesTcp = !has(ContractViolation.LEAVES_FAILED_CONNECTION_OPEN);
        SSLSocket tls = (SSLSocket) transport
                .tls()
                .getSocketFactory()
                .createSocket(tcp, request.uri().getHost(), port(), closesTcp);
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    @Override
    void closeSocket() {
        if ((has(ContractViolation.KEEPS_UPGRADED_CONNECTION) && brokenListener.isUpgraded())
                || has(ContractViolation.LEAVES_CONNECTION_OPEN)
                || (has(ContractViolation.LEAVES_FAILED_CONNECTION_OPEN) && !connected)
                || (has(ContractViolation.KEEPS_CONNECTION_AFTER_REFUSAL) && brokenListener.isRefused())) {
            LEFT_OPEN.add(tcp);
        } else {
            super.closeSocket();
        }
    }
}
