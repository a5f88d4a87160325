// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.moderation.BlockingTransport.StackConnection;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.TransportRequest;
import dev.jaas.spi.TransportSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The order in which the skeleton of a transport calls its stack and the listener, with a stack that is a script. */
class BlockingTransportTest {

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final TransportRequest request =
            new TransportRequest("POST", URI.create("https://8x8.vc/secret"), Map.of(), new byte[0]);
    private boolean sending = true;
    private boolean connecting;
    private final BlockingTransport transport =
            new BlockingTransport(TransportSettings.defaults(), uri -> new ScriptedConnection());

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void start_responseArrives_reportsItToItsEnd() throws Exception {
        transport.start(request, new Listener());

        assertEvents("connect", "beforeSend", "write", "head 200", "body ok", "complete", "close");
    }

    @Test
    void start_beforeSendIsFalse_writesNothingAndClosesConnection() throws Exception {
        sending = false;

        transport.start(request, new Listener());

        assertEvents("connect", "beforeSend", "close");
    }

    @Test
    void close_whileConnecting_failsWithoutTheMessageOfTheStack() throws Exception {
        connecting = true;
        transport.start(request, new Listener());
        assertEvents("connect");

        transport.close();

        assertEvents("close", "close", "failed the exchange with 8x8.vc failed (IOException)");
    }

    @Test
    void start_closed_fails() throws Exception {
        transport.close();

        transport.start(request, new Listener());

        assertEvents("failed the transport is closed");
    }

    private void assertEvents(String... expected) throws InterruptedException {
        for (String event : expected) {
            assertThat(events.poll(60, SECONDS)).isEqualTo(event);
        }
        assertThat(events).isEmpty();
    }

    private final class ScriptedConnection implements StackConnection {

        private int parts = 1;

        @Override
        public void connect() throws IOException {
            events.add("connect");
            if (connecting) {
                awaitClosed();
                throw new IOException("a message with the secret");
            }
        }

        private void awaitClosed() throws IOException {
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void write(TransportRequest written) {
            events.add("write");
        }

        @Override
        public int readHead() {
            return 200;
        }

        @Override
        public List<String> headers(String name) {
            return List.of();
        }

        @Override
        public int readBody(ByteBuffer part) {
            if (parts == 0) {
                return -1;
            }
            parts--;
            part.put("ok".getBytes(UTF_8));
            return 2;
        }

        @Override
        public void close() {
            events.add("close");
            closed.countDown();
        }
    }

    private final class Listener implements ExchangeListener {

        @Override
        public boolean beforeSend() {
            events.add("beforeSend");
            return sending;
        }

        @Override
        public boolean head(int status, Function<String, List<String>> headers) {
            events.add("head " + status);
            return true;
        }

        @Override
        public boolean body(ByteBuffer part) {
            events.add("body " + UTF_8.decode(part));
            return true;
        }

        @Override
        public void complete() {
            events.add("complete");
        }

        @Override
        public void failed(String description) {
            events.add("failed " + description);
        }
    }
}
