// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A server on loopback that records requests and sends the same response to all of them, or none. */
public final class RecordingServer implements AutoCloseable {

    public static final int SILENCE = 0;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final int status;
    private final String body;
    private final String headers;

    /** A request as it came; names of headers in lower case. */
    public record Request(String method, String path, Map<String, String> headers, String body) {}

    /**
     * A server.
     *
     * @param headers whole lines, which its responses have beside those of the connection
     */
    public RecordingServer(int status, String body, String... headers) throws IOException {
        this.status = status;
        this.body = body;
        this.headers = Arrays.stream(headers).map(line -> line + "\r\n").collect(Collectors.joining());
        start(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    public List<Request> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket connection = server.accept();
                connections.add(connection);
                start(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed: there is nothing more to record
        }
    }

    private void serve(Socket connection) {
        try {
            InputStream in = connection.getInputStream();
            String[] start = line(in).split(" ", -1);
            Map<String, String> headers = new TreeMap<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            String body = new String(in.readNBytes(length), UTF_8);
            requests.add(new Request(start[0], start[1], headers, body));
            if (status != SILENCE) {
                byte[] bytes = this.body.getBytes(UTF_8);
                String head = "HTTP/1.1 %d Recorded\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(status, this.headers, bytes.length);
                String whole = start[0].equals("HEAD") ? head : head + this.body;
                connection.getOutputStream().write(whole.getBytes(UTF_8));
                connection.close();
            }
        } catch (IOException e) {
            // the client closed the connection; the test decides what that means
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the request ended early: " + line);
            }
            line.append((char) c);
        }
        return new String(line.toString().getBytes(ISO_8859_1), UTF_8).strip();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "recorder");
        thread.setDaemon(true);
        thread.start();
    }
}
