// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportRequest;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

/** What the tests send, and waiting. */
final class Requests {

    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    static final Duration SHORT = Duration.ofMillis(300);

    private Requests() {}

    static TransportRequest post(URI uri) {
        return new TransportRequest("POST", uri, Map.of(), new byte[0]);
    }

    /** Starts an exchange that is sent and read to its end. */
    static RecordingListener start(HttpTransport transport, URI uri) {
        RecordingListener listener = new RecordingListener();
        transport.start(post(uri), listener);
        return listener;
    }

    static <T> T await(io.vertx.core.Future<T> future) throws Exception {
        return await(future.toCompletionStage().toCompletableFuture());
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.get(20, SECONDS);
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps the event loop of a Vertx that has only one busy, until the latch opens. */
    static CountDownLatch blockEventLoop(Vertx vertx) {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch unblock = new CountDownLatch(1);
        vertx.runOnContext(go -> {
            blocked.countDown();
            await(unblock);
        });
        await(blocked);
        return unblock;
    }
}
