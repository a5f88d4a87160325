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
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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
        if (has(ContractViolation.USES_PROXY_OF_SYSTEM)) {
            Proxy proxy = ProxySelector.getDefault().select(request.uri()).get(0);
            if (proxy.address() != null) {
                tcp.connect(proxy.address());
                return tcp;
            }
        }
        Socket socket = super.connect();
        connected = true;
        return socket;
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
        super.exchange(socket);
    }

    /** Changes the text of the request. */
    @Override
    byte[] written() {
        URI uri = request.uri();
        byte[] written = SocketWire.bytes(request);
        String text = new String(written, ISO_8859_1);
        String changed = switch (transport.violation) {
            case DECODES_PATH -> text.replace(uri.getRawPath(), uri.getPath().replace(" ", "%20"));
            case SENDS_ABSOLUTE_TARGET -> text.replaceFirst(" /", " http://" + uri.getRawAuthority() + "/");
            case SENDS_HOST_WITHOUT_PORT -> text.replace("Host: " + uri.getRawAuthority(), "Host: " + uri.getHost());
            case POSTS_EVERYTHING -> text.replaceFirst("^[A-Z]+", "POST");
            case ADDS_HEADERS -> text.replaceFirst("\r\n\r\n", "\r\nAccept-Encoding: gzip\r\n\r\n");
            case TRIMS_HEADER_VALUES -> text.replaceAll("=+\r\n", "\r\n");
            case OMITS_LENGTH_ZERO -> text.replace("Content-Length: 0\r\n", "");
            case CHUNKS_BODY -> chunked(text);
            default -> text;
        };
        byte[] bytes = changed.getBytes(ISO_8859_1);
        return has(ContractViolation.ASKS_AFTER_FIRST_BYTE) ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String chunked(String text) {
        String[] parts = text.split("\r\n\r\n", 2);
        String head = parts[0].replaceAll("\r\nContent-Length: \\d+", "") + "\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunk = Integer.toHexString(parts[1].length()) + "\r\n" + parts[1] + "\r\n";
        return head + chunk + (parts[1].isEmpty() ? "" : "0\r\n\r\n");
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
        boolean complete = super.readBody(in, head);
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
        if (has(ContractViolation.ABORTS_EVERY_EXCHANGE)) {
            transport.inFlight.forEach(SocketExchange::closeSocket);
        }
        boolean ignored = has(ContractViolation.IGNORES_ABORT) || has(ContractViolation.SENDS_ABORTED);
        if (!ignored && (connected || !has(ContractViolation.CONNECTS_FOREVER))) {
            super.abort();
        }
    }

    @Override
    void closeSocket() {
        if (has(ContractViolation.LEAVES_CONNECTION_OPEN)
                || (has(ContractViolation.KEEPS_CONNECTION_AFTER_REFUSAL) && brokenListener.isRefused())) {
            LEFT_OPEN.add(tcp);
        } else {
            super.closeSocket();
        }
    }
}
