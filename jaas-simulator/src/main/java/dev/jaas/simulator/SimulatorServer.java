// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The JDK's HTTP server on loopback, with threads of its own. */
final class SimulatorServer implements AutoCloseable {

    /** Open pages take no threads from requests. */
    private static final int MAX_THREADS = 64 + StateStream.MAX_STREAMS;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final HttpServer server;
    private final ExecutorService threads;

    /**
     * Starts a server.
     *
     * @throws UncheckedIOException if the port is taken
     */
    SimulatorServer(int port, @Nullable SSLContext tls, HttpHandler handler) {
        try {
            server = create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), tls);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The simulator cannot listen on port " + port + " of 127.0.0.1: " + e.getMessage() + ".", e);
        }
        String threadName = "jaas-simulator-" + server.getAddress().getPort() + "-";
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(MAX_THREADS, task -> {
            Thread thread = new Thread(task, threadName + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.createContext("/", handler);
        server.setExecutor(threads);
        server.start();
    }

    URI baseUrl() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer create(InetSocketAddress address, @Nullable SSLContext tls) throws IOException {
        if (tls == null) {
            return HttpServer.create(address, 0);
        }
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }
}
