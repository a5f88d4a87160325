package dev.jaas.testkit.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jaas.spi.TransportRequest;
import dev.jaas.spi.TransportSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** An exchange of a {@link BrokenTransport}: what is wrong on the connection. */
final class BrokenExchange extends SocketExchange {

    /** Keeps them from the garbage collection, which would close them. */
    private static final Set<Socket> LEFT_OPEN = ConcurrentHashMap.newKeySet();

    private final BrokenTransport transport;
    private final BrokenListener brokenListener;
    private volatile boolean connected;
    private volatile boolean ended;
    private volatile boolean aborted;

    BrokenExchange(BrokenTransport transport, TransportRequest request, BrokenListener listener) {
        super(transport, request, listener);
        this.transport = transport;
        this.brokenListener = listener;
    }

    private boolean has(ContractViolation violation) {
        return transport.has(violation);
    }

    @Override
    public void run() {
        super.run();
        if (brokenListener.again() != null) {
            TransportRequest next = brokenListener.again();
            transport.run(new BrokenExchange(transport, next, brokenListener.repeated()));
        }
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
        if (!has(ContractViolation.LEAKS_CONNECTION_ON_ABORT) || !aborted) {
            super.releaseConnection();
        }
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
        if (!has(ContractViolation.TRUSTS_ANY_HOST)) {
            return super.startTls();
        }
        SSLSocket tls = (SSLSocket) transport
                .tls()
                .getSocketFactory()
                .createSocket(tcp, request.uri().getHost(), port(), true);
        tls.setSSLParameters(new SSLParameters());
        tls.startHandshake();
        return tls;
    }

    @Override
    void exchange(Socket socket) throws IOException {
        if (has(ContractViolation.ASKS_AFTER_FIRST_BYTE)) {
            socket.getOutputStream().write(written()[0]);
        }
        if (has(ContractViolation.ENDS_BY_ITSELF)) {
            tcp.setSoTimeout(50);
        }
        try {
            super.exchange(socket);
        } catch (SSLException e) {
            if (has(ContractViolation.TAKES_BROKEN_TLS_FOR_END)) {
                listener.complete();
                return;
            }
            throw e;
        } catch (NumberFormatException | IOException e) {
            if (has(ContractViolation.THROWS_ON_THREAD_OF_STACK)) {
                new Thread(() -> {
                            throw new IllegalStateException("no response");
                        })
                        .start();
            }
            throw e;
        }
    }

    /** Changes the text of the request. */
    @Override
    byte[] written() {
        String changed = BrokenRequest.text(request, transport.violation);
        byte[] bytes = changed.getBytes(ISO_8859_1);
        return has(ContractViolation.ASKS_AFTER_FIRST_BYTE) ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    @Override
    InputStream input(Socket socket) throws IOException {
        InputStream own = super.input(socket);
        if (has(ContractViolation.TAKES_SURPLUS_FOR_RESPONSE)) {
            transport.firstInput.compareAndSet(null, own);
            return transport.firstInput.get();
        }
        return own;
    }

    @Override
    SocketWire.Head readHead(InputStream in) throws IOException {
        if (has(ContractViolation.TAKES_INTERIM_FOR_FINAL)) {
            return SocketWire.readHead(in);
        }
        if (has(ContractViolation.TAKES_ANYTHING_FOR_SUCCESS)) {
            if (in.read() < 0) {
                throw new IOException("no response");
            }
            return new SocketWire.Head(200, Map.of("Content-Length", List.of("0")));
        }
        if (has(ContractViolation.IS_STRICT_ABOUT_STATUS_LINE)) {
            in.mark(100);
            String line = SocketWire.readLine(in);
            if (!line.matches("HTTP/1\\.1 [0-9]{3} .+")) {
                throw new IOException("no status line");
            }
            in.reset();
        }
        return super.readHead(in);
    }

    @Override
    boolean readBody(InputStream in, SocketWire.Head head) throws IOException {
        if (has(ContractViolation.KNOWS_NO_CHUNKS)) {
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(head.headers());
            headers.remove("Transfer-Encoding");
            return super.readBody(in, new SocketWire.Head(head.status(), headers));
        }
        if (has(ContractViolation.DECODES_BODY)
                && head.values("Content-Encoding").contains("gzip")) {
            return SocketWire.readBody(new GZIPInputStream(in), new SocketWire.Head(head.status(), Map.of()), listener);
        }
        boolean complete = super.readBody(in, head);
        if (!complete && has(ContractViolation.DRAINS_BODY)) {
            in.skipNBytes(64 * 1024 * 1024);
        }
        ended = true;
        return complete;
    }

    @Override
    public void abort() {
        aborted = true;
        transport.lock();
        transport.unlock();
        if (has(ContractViolation.THROWS_FROM_ABORT) || (ended && has(ContractViolation.THROWS_FROM_LATE_ABORT))) {
            throw new IllegalStateException("aborted");
        }
        if (has(ContractViolation.ABORT_WAITS_FOR_LISTENER)) {
            brokenListener.awaitReturn();
        }
        if (has(ContractViolation.WAITS_ON_ABORT)) {
            pause();
        }
        if (has(ContractViolation.CLOSES_LATE)) {
            Thread late = new Thread(() -> {
                pause();
                super.abort();
            });
            late.setDaemon(true);
            late.start();
            return;
        }
        if (has(ContractViolation.ABORTS_EVERY_EXCHANGE)) {
            transport.inFlight.forEach(SocketExchange::closeSocket);
        }
        boolean ignored = has(ContractViolation.IGNORES_ABORT) || has(ContractViolation.SENDS_ABORTED);
        boolean onlyConnected =
                has(ContractViolation.CONNECTS_FOREVER) || has(ContractViolation.ROUNDS_SHORT_TIMEOUT_DOWN);
        if (!ignored && (connected || !onlyConnected)) {
            super.abort();
        }
    }

    /** 1.8 s on an idle machine: in short steps, as the suite counts them. */
    private static void pause() {
        for (int i = 0; i < 90; i++) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Override
    void closeSocket() {
        if ((has(ContractViolation.KEEPS_UPGRADED_CONNECTION) && brokenListener.isUpgraded())
                || has(ContractViolation.LEAVES_CONNECTION_OPEN)
                || (has(ContractViolation.KEEPS_CONNECTION_AFTER_REFUSAL) && brokenListener.isRefused())) {
            LEFT_OPEN.add(tcp);
        } else {
            super.closeSocket();
        }
    }
}
