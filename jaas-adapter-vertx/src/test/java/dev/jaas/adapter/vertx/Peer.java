// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A server on loopback that does to each connection what a test says. It waits at most ten seconds for anything. */
final class Peer implements AutoCloseable {

    static final int TIMEOUT_MILLIS = 10_000;

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

    private final ServerSocket server;
    private final Script script;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Queue<String> fragments = new ConcurrentLinkedQueue<>();

    private Peer(Script script) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.script = script;
    }

    interface Script {
        void serve(Connection connection) throws IOException;
    }

    /** Serves each connection once by the script, then closes it. */
    static Peer serving(Script script) {
        try {
            Peer peer = new Peer(script);
            peer.thread(peer::acceptAll);
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the same response to every request of every connection. */
    static Peer responding(String response) {
        return serving(connection -> {
            while (connection.readRequest()) {
                connection.write(response);
            }
        });
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    URI https(String path) {
        return URI.create("https://127.0.0.1:" + port() + path);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The requests that came whole, each with head and body. */
    Queue<String> requests() {
        return requests;
    }

    /** The beginnings of requests that broke off. */
    Queue<String> fragments() {
        return fragments;
    }

    int connections() {
        return sockets.size();
    }

    /** Accepts no more, and waits until every connection has been read to its end. */
    void awaitEnd() throws IOException, InterruptedException {
        server.close();
        for (Thread thread : threads) {
            thread.join(TIMEOUT_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void acceptAll() {
        while (true) {
            try {
                Socket socket = server.accept();
                socket.setSoTimeout(TIMEOUT_MILLIS);
                sockets.add(socket);
                thread(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.serve(new Connection(socket));
        } catch (IOException e) {
            // The client is gone, which the test checks on its side.
        }
    }

    private void thread(Runnable task) {
        Thread thread = new Thread(task, "peer");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    final class Connection {

        private final Socket socket;
        private InputStream in;
        private @Nullable SSLSocket secured;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        /** Reads one request; false if the connection was closed first. */
        boolean readRequest() throws IOException {
            StringBuilder text = new StringBuilder();
            boolean whole = false;
            try {
                whole = readHead(text);
            } finally {
                if (!whole && !text.isEmpty()) {
                    fragments.add(text.toString());
                }
            }
            if (whole) {
                Matcher length = CONTENT_LENGTH.matcher(text);
                byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
                requests.add(text + new String(body, StandardCharsets.UTF_8));
            }
            return whole;
        }

        private boolean readHead(StringBuilder text) throws IOException {
            while (text.indexOf("\r\n\r\n", Math.max(0, text.length() - 4)) < 0) {
                int next = in.read();
                if (next < 0) {
                    return false;
                }
                text.append((char) next);
            }
            return true;
        }

        /** Does the server's part of a TLS handshake; what is read and written from then on is encrypted. */
        void startTls(SSLSocketFactory tls, String... protocols) throws IOException {
            SSLSocket encrypted = (SSLSocket) tls.createSocket(socket, "localhost", socket.getPort(), false);
            encrypted.setUseClientMode(false);
            encrypted.setEnabledProtocols(protocols);
            encrypted.startHandshake();
            secured = encrypted;
            in = new BufferedInputStream(encrypted.getInputStream());
        }

        /** Asks the client, under TLS 1.2, to shake hands again and to show a certificate, which it does not have. */
        void renegotiate() throws IOException {
            requireNonNull(secured).setNeedClientAuth(true);
            secured.startHandshake();
            in.read();
        }

        /** Closes the connection by a TCP RST. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Writes to the TCP connection, past TLS if there is any. */
        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        /** Waits until the client closes, or fails after ten seconds. */
        void awaitClose() throws IOException {
            while (in.read() >= 0) {
                // ignore what still comes
            }
        }
    }
}
