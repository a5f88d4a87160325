// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.TransportRequest;
import dev.jaas.spi.TransportSettings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One exchange of a {@link SocketTransport}. Its thread blocks; closing the socket from outside ends that. */
class SocketExchange implements Exchange, Runnable {

    final TransportRequest request;
    final ExchangeListener listener;

    /** The TCP socket, also under TLS. */
    final Socket tcp;

    private final SocketTransport transport;

    SocketExchange(SocketTransport transport, TransportRequest request, ExchangeListener listener) {
        this.transport = transport;
        this.tcp = transport.newSocket();
        this.request = request;
        this.listener = listener;
    }

    @Override
    public void run() {
        try {
            acquireConnection();
            try {
                exchange(connect());
            } finally {
                closeSocket();
                releaseConnection();
            }
        } catch (IOException | RuntimeException | InterruptedException e) {
            listener.failed(description(e));
        } finally {
            transport.inFlight.remove(this);
        }
    }

    String description(Exception failure) {
        TransportSettings.Proxy proxy = proxy();
        return "the exchange with " + request.uri().getHost() + ":" + port()
                + (proxy == null ? "" : " through the proxy " + proxy.host() + ":" + proxy.port())
                + (failure instanceof SocketWire.RefusedTunnelException refused
                        ? " failed: it responded with status " + refused.status
                        : " failed (" + failure.getClass().getSimpleName() + ")");
    }

    void acquireConnection() throws InterruptedException, IOException {
        transport.connections().acquire();
    }

    void releaseConnection() {
        transport.connections().release();
    }

    Socket connect() throws IOException {
        URI uri = request.uri();
        TransportSettings.Proxy proxy = proxy();
        if (proxy == null) {
            tcp.connect(new InetSocketAddress(InetAddress.getByName(uri.getHost()), port()));
        } else {
            tcp.connect(new InetSocketAddress(InetAddress.getByName(proxy.host()), proxy.port()));
            SocketWire.openTunnel(tcp, uri.getHost() + ":" + port(), proxy.credentials());
        }
        return uri.getScheme().equals("https") ? startTls() : tcp;
    }

    /** The proxy, which a request without TLS does not use, since the proxy could read it. */
    TransportSettings.@Nullable Proxy proxy() {
        return request.uri().getScheme().equals("https") ? transport.settings.proxy() : null;
    }

    SSLSocket startTls() throws IOException {
        SSLSocket tls = (SSLSocket) transport
                .tls()
                .getSocketFactory()
                .createSocket(tcp, request.uri().getHost(), port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    void exchange(Socket socket) throws IOException {
        if (!listener.beforeSend()) {
            return;
        }
        socket.getOutputStream().write(written());
        InputStream in = input(socket);
        SocketWire.Head head = readHead(in);
        if (listener.head(head.status(), head::values) && readBody(in, head)) {
            listener.complete();
        }
    }

    byte[] written() {
        return SocketWire.bytes(request);
    }

    InputStream input(Socket socket) throws IOException {
        return new BufferedInputStream(socket.getInputStream());
    }

    SocketWire.Head readHead(InputStream in) throws IOException {
        return SocketWire.readFinalHead(in);
    }

    boolean readBody(InputStream in, SocketWire.Head head) throws IOException {
        return SocketWire.readBody(in, head, listener);
    }

    @Override
    public void abort() {
        closeSocket();
    }

    void closeSocket() {
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        URI uri = request.uri();
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equals("https") ? 443 : 80;
    }
}
