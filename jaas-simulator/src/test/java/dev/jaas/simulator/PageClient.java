// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks for the page as a browser does. */
final class PageClient {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final URI base;

    PageClient(URI base) {
        this.base = base;
    }

    String origin() {
        return base.getScheme() + "://" + base.getAuthority();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    /** A request for an action with everything that the page sends. */
    HttpRequest.Builder action(String name, String json) {
        return request("/page/" + name)
                .header("Content-Type", "application/json")
                .header("X-Jaas-Simulator", "page")
                .header("Origin", origin())
                .POST(BodyPublishers.ofString(json));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    /** Opens the stream of the state. */
    Stream stream() throws IOException {
        Socket socket = new Socket(base.getHost(), base.getPort());
        socket.setSoTimeout(30_000);
        // HTTP/1.0 has no chunks. The JDK's client cannot be interrupted while it waits for a part of a body.
        String request = "GET /page/state HTTP/1.0\r\nHost: " + base.getAuthority() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(UTF_8));
        return new Stream(socket);
    }

    /** A stream of server-sent events. */
    static final class Stream implements Closeable {

        final String statusLine;
        private final Socket socket;
        private final BufferedReader lines;

        Stream(Socket socket) throws IOException {
            this.socket = socket;
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            statusLine = lines.readLine();
        }

        /** Reads until a line contains a text, and returns that line; null at the end of the stream. */
        String awaitLine(String text) throws IOException {
            String line = lines.readLine();
            while (line != null && !line.contains(text)) {
                line = lines.readLine();
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
