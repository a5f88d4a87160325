package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportRequest;
import dev.jaas.port.driven.TransportResponse;
import dev.jaas.port.driven.TransportSettings;
import dev.jaas.port.driven.TransportSettings.Proxy;
import dev.jaas.testkit.Script;
import dev.jaas.testkit.ScriptedServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** Servers and transports that are closed after each test, and exchanges that are waited for. */
abstract class TransportTests {

    static final Duration AMPLE = Duration.ofSeconds(10);
    static final Duration SHORT = Duration.ofMillis(300);
    static final Script READ = Script.accept().readRequest();
    static final Script SERVE = READ.respond(200, "").forever();

    /** From 21 on a client can be shut down, and with it the connections that it has forgotten. */
    static final boolean CLIENTS_CAN_BE_ENDED = Runtime.version().feature() >= 21;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void closeWhatWasOpened() throws Exception {
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

    JdkHttpTransport through(ScriptedServer proxy) {
        return open(JdkHttpTransport.create(TransportSettings.defaults()
                .withConnectTimeout(SHORT)
                .withProxy(new Proxy("127.0.0.1", proxy.port(), null))));
    }

    <T extends AutoCloseable> T closeLater(T resource) {
        opened.push(resource);
        return resource;
    }

    static TransportRequest post(URI uri, Duration timeout) {
        return request("POST", uri, timeout);
    }

    static TransportRequest request(String method, URI uri, Duration timeout) {
        return new TransportRequest(method, uri, Map.of("User-Agent", "test"), new byte[0], timeout);
    }

    static TransportResponse answer(HttpTransport transport, TransportRequest request) {
        return transport
                .send(request)
                .orTimeout(AMPLE.toSeconds() * 2, TimeUnit.SECONDS)
                .join();
    }

    static TransportException failure(HttpTransport transport, TransportRequest request) {
        return (TransportException) assertThat(transport.send(request))
                .failsWithin(AMPLE.multipliedBy(2))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(TransportException.class)
                .actual();
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(AMPLE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
