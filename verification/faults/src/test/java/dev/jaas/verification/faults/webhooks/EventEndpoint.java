// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jaas.events.CommandConfirmations;
import dev.jaas.events.ConferenceEvent;
import dev.jaas.events.WebhookVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Receives webhooks on several threads, passes them on, and rejects every tenth event when it comes for the first time. */
final class EventEndpoint implements AutoCloseable {

    private final WebhookVerifier verifier;
    private final CommandConfirmations confirmations;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final AtomicInteger events = new AtomicInteger();
    private final Set<String> rejected = ConcurrentHashMap.newKeySet();
    private final List<ConferenceEvent> received = new CopyOnWriteArrayList<>();

    EventEndpoint(String secret, CommandConfirmations confirmations) throws IOException {
        verifier = WebhookVerifier.of(secret);
        this.confirmations = confirmations;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** The events that were accepted, in the order of their arrival. */
    List<ConferenceEvent> received() {
        return received;
    }

    int rejections() {
        return rejected.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            ConferenceEvent event = (ConferenceEvent) verifier.verify(
                    exchange.getRequestHeaders().getFirst(WebhookVerifier.SIGNATURE_HEADER),
                    exchange.getRequestBody().readAllBytes());
            if (events.incrementAndGet() % 10 == 0 && rejected.add(event.idempotencyKey())) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            confirmations.onEvent(event);
            received.add(event);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
