package dev.jaas.adapter.vertx;

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

/** A server on loopback that does to each connection what a test says. Every wait of it ends after ten seconds. */
final class Peer implements AutoCloseable {

    static final int PATIENCE_MILLIS = 10_000;

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

    private final ServerSocket server;
    private final Script script;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();

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

    /** Answers every request of every connection in the same way. */
    static Peer answering(String answer) {
        return serving(connection -> {
            while (connection.readRequest()) {
                connection.write(answer);
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

    int connections() {
        return sockets.size();
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
                socket.setSoTimeout(PATIENCE_MILLIS);
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
            // The other side is gone, which the test looks at from there.
        }
    }

    private void thread(Runnable task) {
        Thread thread = new Thread(task, "peer");
        thread.setDaemon(true);
        thread.start();
    }

    final class Connection {

        private final Socket socket;
        private final InputStream in;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        /** Reads one request, or says that none came. */
        boolean readRequest() throws IOException {
            StringBuilder text = new StringBuilder();
            while (text.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return false;
                }
                text.append((char) next);
            }
            Matcher length = CONTENT_LENGTH.matcher(text);
            byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            requests.add(text + new String(body, StandardCharsets.UTF_8));
            return true;
        }

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        /** Waits until the other side closes, or fails after the patience. */
        void awaitClose() throws IOException {
            while (in.read() >= 0) {
                // what still comes is of no interest
            }
        }
    }
}
