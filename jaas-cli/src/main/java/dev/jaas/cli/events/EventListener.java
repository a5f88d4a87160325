// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.events;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jaas.cli.common.Json;
import dev.jaas.cli.common.Terminal;
import dev.jaas.cli.common.UnwritableOutputException;
import dev.jaas.cli.common.UsageException;
import dev.jaas.events.JaasEvent;
import dev.jaas.events.SettingsProvisioning;
import dev.jaas.events.WebhookException;
import dev.jaas.events.WebhookVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code jaas events listen}: prints the events that it receives to standard output, and all else to standard error.
 *
 * @param terminal where to print
 * @param verifier accepts or refuses a request
 * @param json whether to print whole events in JSON
 */
public record EventListener(Terminal terminal, WebhookVerifier verifier, boolean json) {

    private static final int THREADS = 4;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final byte[] NO_SETTINGS = {'{', '}'};

    /**
     * Runs until the process ends or the thread is interrupted.
     *
     * @param address a host name or address of this machine
     * @param port the port, or 0 for any free one
     * @throws UsageException if it cannot listen there
     * @throws UnwritableOutputException if an event could not be printed
     */
    public void run(String address, int port) {
        HttpServer server = bind(address, port);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "jaas-events-listen");
            thread.setDaemon(true);
            return thread;
        });
        CompletableFuture<UnwritableOutputException> unwritable = new CompletableFuture<>();
        try {
            server.createContext("/", exchange -> handle(exchange, unwritable));
            server.setExecutor(threads);
            server.start();
            String host = server.getAddress().getAddress().getHostAddress();
            terminal.err()
                    .println("Listening on http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                            + server.getAddress().getPort() + "/ until Ctrl-C.");
            throw unwritable.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // it is completed normally only
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static HttpServer bind(String address, int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 0);
        } catch (UnknownHostException e) {
            throw new UsageException("--bind is not an address of this machine", "leave it out to listen on loopback.");
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException("The port " + port + " cannot be listened on", "choose another with --port.");
        }
    }

    private void handle(HttpExchange exchange, CompletableFuture<UnwritableOutputException> unwritable)
            throws IOException {
        try (exchange) {
            byte[] body;
            try (InputStream in = exchange.getRequestBody()) {
                body = in.readNBytes(WebhookVerifier.MAX_BODY_BYTES + 1);
            }
            JaasEvent event;
            try {
                event = verifier.verify(exchange.getRequestHeaders().getFirst(WebhookVerifier.SIGNATURE_HEADER), body);
            } catch (WebhookException e) {
                terminal.err().println("Refused with " + e.httpStatus() + ", " + e.reason() + ": " + e.getMessage());
                exchange.sendResponseHeaders(e.httpStatus(), -1);
                return;
            }
            try {
                terminal.println(json ? json(event, body) : EventText.line(event));
            } catch (UnwritableOutputException e) { // JaaS is to send the event again: this program ends
                exchange.sendResponseHeaders(SERVICE_UNAVAILABLE, -1);
                unwritable.complete(e);
                return;
            }
            respond(exchange, event);
        }
    }

    /** JaaS asks for the settings of a room; an empty object is for one without lobby and passcode. */
    private static void respond(HttpExchange exchange, JaasEvent event) throws IOException {
        if (event instanceof SettingsProvisioning) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, NO_SETTINGS.length);
            exchange.getResponseBody().write(NO_SETTINGS);
        } else {
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static String json(JaasEvent event, byte[] body) {
        try {
            return Json.inOneLine(body);
        } catch (IOException e) { // a number that is too long to be copied
            return EventText.identify(new Json(), event).toString();
        }
    }
}
