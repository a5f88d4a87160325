// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jaas.spi.TransportRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;

/** An exchange of a {@link BrokenTransport}: what is wrong on a connection that is ready. */
final class BrokenExchange extends BrokenConnection {

    private volatile boolean ended;

    BrokenExchange(BrokenTransport transport, TransportRequest request, BrokenListener listener) {
        super(transport, request, listener);
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
        if (has(ContractViolation.READS_HEAD_AT_ONCE)) {
            byte[] once = new byte[8192];
            in.mark(once.length);
            if (!new String(once, 0, Math.max(0, in.read(once)), ISO_8859_1).contains("\r\n\r\n")) {
                throw new IOException("no end of the head");
            }
            in.reset();
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
        if (head.status() % 100 == 4 && has(ContractViolation.WAITS_FOR_BODY_OF_ANY_STATUS)) {
            return super.readBody(in, new SocketWire.Head(200, head.headers()));
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
}
