// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

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

/** Responds with 200 to every request without a body, and keeps every byte that it receives. */
final class RawServer {

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final byte[] RESPONSE =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Queue<String> fragments = new ConcurrentLinkedQueue<>();

    RawServer() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        startThread(this::acceptAll);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    /** The heads that came whole. */
    Queue<String> requests() {
        return requests;
    }

    /** The beginnings of heads that broke off. */
    Queue<String> fragments() {
        return fragments;
    }

    /** Accepts no more, and waits until every connection has been read to its end. */
    void awaitEnd() throws IOException, InterruptedException {
        server.close();
        for (Thread thread : threads) {
            thread.join(TIMEOUT_MILLIS);
        }
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setSoTimeout(TIMEOUT_MILLIS);
                startThread(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        StringBuilder head = new StringBuilder();
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int next = in.read(); next >= 0; next = in.read()) {
                head.append((char) next);
                if (next == '\n' && head.indexOf("\r\n\r\n") >= 0) {
                    requests.add(head.toString());
                    head.setLength(0);
                    socket.getOutputStream().write(RESPONSE);
                }
            }
        } catch (IOException e) {
            // The client is gone; what it has sent counts.
        }
        if (!head.isEmpty()) {
            fragments.add(head.toString());
        }
    }

    private void startThread(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        threads.removeIf(other -> other.getState() == Thread.State.TERMINATED);
        threads.add(thread);
        thread.start();
    }
}
