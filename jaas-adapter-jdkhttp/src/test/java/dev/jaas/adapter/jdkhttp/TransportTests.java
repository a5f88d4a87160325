// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportRequest;
import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.transport.Script;
import dev.jaas.testkit.transport.ScriptedServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** Requests, and servers and transports that are closed after each test. */
abstract class TransportTests {

    static final Duration AMPLE = Duration.ofSeconds(10);

    /** On Java 17 the JDK's client looks every three seconds whether it has been collected. */
    static final Duration PROMPT = Duration.ofSeconds(2);

    static final Duration SHORT = Duration.ofMillis(300);
    static final Script READ = Script.accept().readRequest();
    static final Script SERVE = READ.respond(200, "").forever();

    /** From 21 on a client can be shut down, and its abandoned connections with it. */
    static final boolean CLIENT_CAN_BE_SHUT_DOWN = Runtime.version().feature() >= 21;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void closeOpened() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    ScriptedServer server(Script script) {
        return closeLater(ScriptedServer.start(script));
    }

    JdkHttpTransport open(JdkHttpTransport transport) {
        return closeLater(transport);
    }

    JdkHttpTransport withOneConnection() {
        return open(JdkHttpTransport.create(
                TransportSettings.builder().maxConnections(1).build()));
    }

    JdkHttpTransport through(ScriptedServer proxy) {
        return open(JdkHttpTransport.create(TransportSettings.builder()
                .connectTimeout(SHORT)
                .proxy("127.0.0.1", proxy.port())
                .build()));
    }

    <T extends AutoCloseable> T closeLater(T resource) {
        opened.push(resource);
        return resource;
    }

    static TransportRequest request(String method, URI uri) {
        return new TransportRequest(method, uri, Map.of("User-Agent", "test"), new byte[0]);
    }

    /** Starts a POST that is sent, and its response read to its end. */
    static RecordingListener post(HttpTransport transport, URI uri) {
        return start(transport, request("POST", uri), new RecordingListener());
    }

    static RecordingListener start(HttpTransport transport, TransportRequest request, RecordingListener listener) {
        transport.start(request, listener);
        return listener;
    }

    /** A server's response that waits for a latch. */
    static Script respondAfter(CountDownLatch latch) {
        return Script.accept().respond(request -> {
            await(latch);
            return Script.response(200, "");
        });
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(AMPLE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
