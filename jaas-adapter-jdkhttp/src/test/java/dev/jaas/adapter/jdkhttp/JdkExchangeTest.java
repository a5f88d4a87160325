// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.TransportRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An exchange ends, and is forgotten, also where it cannot begin. */
@Timeout(30)
class JdkExchangeTest {

    private final Set<JdkExchange> inFlight = ConcurrentHashMap.newKeySet();
    private final Workers workers = new Workers(1, Duration.ofSeconds(1));

    @AfterEach
    void shutdown() {
        workers.shutdown();
    }

    @Test
    void start_clientCannotBeCreated_failsUnasked() throws Exception {
        RecordingListener listener = start(
                ReplaceableHttpClient.owned(() -> {
                    throw new IllegalStateException("Bearer secret");
                }),
                workers);

        assertFailedUnasked(listener, "IllegalStateException");
    }

    @Test
    void start_threadCannotBeCreated_failsUnasked() throws Exception {
        ThreadFactory exhausted = task -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        Workers powerless = new Workers(1, Executors.newCachedThreadPool(exhausted));

        RecordingListener listener = start(ReplaceableHttpClient.owned(HttpClient::newHttpClient), powerless);

        assertFailedUnasked(listener, "OutOfMemoryError");
        powerless.shutdown();
    }

    private RecordingListener start(ReplaceableHttpClient client, Workers workers) {
        RecordingListener listener = new RecordingListener();
        TransportRequest request =
                new TransportRequest("POST", URI.create("http://127.0.0.1:9/"), Map.of(), new byte[0]);
        JdkExchange exchange = new JdkExchange(request, "127.0.0.1:9", listener, client, workers, inFlight::remove);
        inFlight.add(exchange);
        exchange.start();
        return listener;
    }

    private void assertFailedUnasked(RecordingListener listener, String type) throws Exception {
        assertThat(listener.failureBeforeSend()).contains(type).doesNotContain("secret");
        assertThat(inFlight).isEmpty();
    }
}
