package dev.jaas.testkit;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportRequest;
import dev.jaas.port.driven.TransportResponse;
import dev.jaas.port.driven.TransportSettings;
import dev.jaas.testkit.SocketWire.Head;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One exchange of a {@link SocketTransport}. Its thread blocks; closing the socket from outside ends that. */
final class SocketExchange implements Runnable {

    /** Keeps them from the garbage collection, which would close them. */
    private static final Set<Socket> LEFT_OPEN = ConcurrentHashMap.newKeySet();

    final CompletableFuture<TransportResponse> future = new CompletableFuture<>();

    private final SocketTransport transport;
    private final TransportRequest request;
    private final long deadline;

    private final Socket tcp = new Socket();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private volatile boolean mayHaveBeenSent;
    private volatile @Nullable Head head;

    SocketExchange(SocketTransport transport, TransportRequest request) {
        this.transport = transport;
        this.request = request;
        this.deadline = System.nanoTime() + request.timeout().toNanos();
    }

    @Override
    public void run() {
        try {
            long patience = has(Vice.NEVER_WAITS_FOR_CONNECTION) ? 0 : deadline - System.nanoTime();
            if (!transport.connections.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
                throw new IOException("no free connection");
            }
            try {
                exchange();
            } finally {
                transport.connections.release();
                closeSocket();
            }
        } catch (IOException | GeneralSecurityException | RuntimeException | InterruptedException e) {
            end(e.getClass().getSimpleName());
        }
    }

    private void exchange() throws IOException, GeneralSecurityException {
        if (future.isDone() && !has(Vice.IGNORES_CANCELLING)) {
            return;
        }
        SocketWire wire = new SocketWire(transport, connect(), request);
        mayHaveBeenSent = true;
        wire.writeRequest();
        Head received = wire.readHead();
        head = received;
        if (!has(Vice.HAS_NO_PATIENCE) && !has(Vice.TIMEOUT_ENDS_AT_HEAD)) {
            long patience = HttpTransport.BODY_PATIENCE.toNanos();
            transport.clock.schedule(this::timeIsUp, patience, TimeUnit.NANOSECONDS);
        }
        succeed(wire.readBody(received, body));
    }

    private Socket connect() throws IOException, GeneralSecurityException {
        URI uri = request.uri();
        var proxy = has(Vice.IGNORES_PROXY) ? null : transport.settings.proxy();
        InetSocketAddress server = proxy == null
                ? new InetSocketAddress(InetAddress.getByName(uri.getHost()), SocketWire.port(uri))
                : new InetSocketAddress(proxy.host(), proxy.port());
        Duration patience = has(Vice.CONNECTS_FOREVER) ? Duration.ofMinutes(1) : transport.settings.connectTimeout();
        tcp.connect(server, (int) patience.toMillis());
        if (!uri.getScheme().equals("https")) {
            return tcp;
        }
        if (proxy != null && !SocketWire.openTunnel(tcp, uri, credentials(proxy))) {
            if (has(Vice.DOES_WITHOUT_TUNNEL)) {
                return tcp;
            }
            throw new IOException("The proxy refuses.");
        }
        tcp.setSoTimeout((int) patience.toMillis());
        Socket tls = SocketTls.handshake(transport, tcp, uri);
        tcp.setSoTimeout(0);
        return tls;
    }

    private TransportSettings.@Nullable Credentials credentials(TransportSettings.Proxy proxy) {
        return has(Vice.FORGETS_PROXY_CREDENTIALS) ? null : proxy.credentials();
    }

    void timeIsUp() {
        if (!has(Vice.TIMEOUT_ENDS_AT_HEAD) || head == null) {
            end("The time was up.");
        }
    }

    /** Ends with what there is: a response if its head has come. */
    private void end(String reason) {
        if (head == null || has(Vice.FAILS_ON_BROKEN_BODY)) {
            fail(reason);
        } else {
            succeed(false);
        }
        closeSocket();
    }

    void fail(String reason) {
        String message = has(Vice.QUOTES_TOKEN) ? reason + request.headers() : reason;
        boolean unknown = mayHaveBeenSent;
        if (has(Vice.CLAIMS_NOT_SENT)) {
            unknown = false;
        } else if (has(Vice.CLAIMS_UNKNOWN)) {
            unknown = true;
        }
        TransportException failure =
                unknown ? TransportException.unknown(message) : TransportException.notSent(message);
        if (has(Vice.SUPPRESSES_TOKEN)) {
            failure.addSuppressed(new IOException("could not send " + request.headers()));
        }
        future.completeExceptionally(failure);
    }

    private void succeed(boolean complete) {
        Head received = head;
        if (received == null) {
            return;
        }
        if (has(Vice.FAILS_ON_STATUS) && received.status() >= 400) {
            fail("status " + received.status());
            return;
        }
        byte[] bytes;
        synchronized (body) {
            bytes = body.toByteArray();
        }
        boolean claimed = complete || has(Vice.CLAIMS_COMPLETE);
        future.complete(new TransportResponse(
                received.status(), has(Vice.LOSES_HEADERS) ? Map.of() : received.headers(), bytes, claimed));
    }

    void closeSocket() {
        boolean connecting = has(Vice.CONNECTS_FOREVER) && !mayHaveBeenSent;
        if (connecting || has(Vice.LEAVES_CONNECTION_OPEN)) {
            LEFT_OPEN.add(tcp);
            return;
        }
        try {
            tcp.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    private boolean has(Vice vice) {
        return transport.has(vice);
    }
}
