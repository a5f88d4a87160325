// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jaas.events.WebhookVerifier;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Receives webhooks at /webhooks with the JDK's HTTP server. It is meant to run behind a proxy that ends TLS. */
final class WebhookServer implements AutoCloseable {

    /** Takes a webhook request and returns the HTTP status to respond with. */
    interface Receiver {
        int receive(String signature, byte[] body);
    }

    private final HttpServer server;

    /** A receiver blocks while it sends a command. Without an executor, the server has one thread. */
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    /** Binds a socket; requests wait until {@link #start}. */
    WebhookServer(InetSocketAddress address) throws IOException {
        server = HttpServer.create(address, 0);
        server.setExecutor(threads);
    }

    int port() {
        return server.getAddress().getPort();
    }

    void start(Receiver receiver) {
        server.createContext("/webhooks", exchange -> handle(exchange, receiver));
        server.start();
    }

    private static void handle(HttpExchange exchange, Receiver receiver) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(WebhookVerifier.MAX_BODY_BYTES + 1);
            String signature = exchange.getRequestHeaders().getFirst(WebhookVerifier.SIGNATURE_HEADER);
            exchange.sendResponseHeaders(receiver.receive(signature, body), -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
