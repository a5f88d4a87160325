// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection of a {@link ScriptedServer}, used by the one thread that plays its script. */
final class ScriptedConnection implements Runnable {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final ScriptedServer server;
    private final int number;
    private final Script script;

    /** The TCP socket, also under TLS. */
    private final Socket tcp;

    private Socket socket;
    private RequestReader in;
    private OutputStream out;

    ScriptedConnection(ScriptedServer server, int number, Script script, Socket tcp) throws IOException {
        this.server = server;
        this.number = number;
        this.script = script;
        this.tcp = tcp;
        this.socket = tcp;
        this.in = new RequestReader(new BufferedInputStream(tcp.getInputStream()), number);
        this.out = tcp.getOutputStream();
        tcp.setTcpNoDelay(true);
    }

    @Override
    public void run() {
        try (tcp) {
            script.play(this);
            fin();
        } catch (IOException e) {
            // The peer or close() has ended the connection, which is how most scripts end.
        } finally {
            server.ended(this);
        }
    }

    RecordedRequest readRequest() throws IOException {
        RecordedRequest request = in.read();
        server.received(request);
        return request;
    }

    void skip(int bytes) throws IOException {
        in.skip(bytes);
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void pause(Duration pause) throws IOException {
        server.await(() -> false, pause);
        if (tcp.isClosed()) {
            throw new IOException("closed during a pause");
        }
    }

    void awaitRequests(int count) throws IOException {
        if (!server.awaitRequests(count, TIMEOUT)) {
            throw new IOException("the requests did not come");
        }
    }

    void hold() throws IOException {
        try {
            while (true) {
                readRequest();
            }
        } catch (ProtocolException e) {
            in.drain();
        }
    }

    void fin() throws IOException {
        if (socket instanceof SSLSocket) {
            socket.shutdownOutput();
        }
        finBelowTls();
    }

    void finBelowTls() throws IOException {
        tcp.shutdownOutput();
        hold();
    }

    void sendBelowTls(byte[] bytes) throws IOException {
        tcp.getOutputStream().write(bytes);
    }

    void countBytes(AtomicLong count) throws IOException {
        in.count(count);
    }

    void reset() throws IOException {
        tcp.setSoLinger(true, 0);
        tcp.close();
        throw new IOException("reset by the script");
    }

    void startTls(SSLContext certificate, Consumer<SSLSocket> setup) throws IOException {
        SSLSocket tls = (SSLSocket) certificate
                .getSocketFactory()
                .createSocket(tcp, tcp.getInetAddress().getHostAddress(), tcp.getPort(), true);
        tls.setUseClientMode(false);
        setup.accept(tls);
        tls.startHandshake();
        socket = tls;
        in = new RequestReader(new BufferedInputStream(tls.getInputStream()), number);
        out = tls.getOutputStream();
    }

    void requestClientCertificate() throws IOException {
        SSLSocket tls = (SSLSocket) socket;
        tls.setNeedClientAuth(true);
        tls.startHandshake();
        hold();
    }

    /** Ends the connection from another thread. */
    void close() {
        try {
            tcp.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
