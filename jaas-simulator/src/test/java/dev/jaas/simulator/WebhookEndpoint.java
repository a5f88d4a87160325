// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Receives webhooks on loopback and responds with the given statuses, then with 204. */
final class WebhookEndpoint implements AutoCloseable {

    /** A request as it was received. */
    record Delivery(String signature, String body, int status) {

        Map<String, Object> json() {
            try {
                return StrictJsonReader.readObject(body.getBytes(UTF_8));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        String type() {
            return String.valueOf(json().get("eventType"));
        }

        Map<?, ?> data() {
            return (Map<?, ?>) json().get("data");
        }
    }

    final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    WebhookEndpoint(Integer... statuses) throws IOException {
        this(0, List.of(statuses));
    }

    WebhookEndpoint(int port, List<Integer> statuses) throws IOException {
        this.statuses.addAll(statuses);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks");
    }

    List<String> types() {
        return deliveries.stream().map(Delivery::type).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Integer scripted = statuses.poll();
            int status = scripted == null ? 204 : scripted;
            deliveries.add(new Delivery(
                    exchange.getRequestHeaders().getFirst("X-Jaas-Signature"), new String(body, UTF_8), status));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
