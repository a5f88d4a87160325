// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.TransportRequest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An exchange that a test carries on by hand. */
final class ScriptedExchange implements Exchange {

    private final TransportRequest request;
    private final ExchangeListener listener;
    private volatile boolean aborted;
    private volatile boolean over;

    ScriptedExchange(TransportRequest request, ExchangeListener listener) {
        this.request = request;
        this.listener = listener;
    }

    TransportRequest request() {
        return request;
    }

    /** Asks whether the request may be written. */
    boolean send() {
        return listener.beforeSend();
    }

    boolean head(int status, Map<String, List<String>> headers) {
        Map<String, List<String>> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ignoringCase.putAll(headers);
        return listener.head(status, name -> ignoringCase.getOrDefault(name, List.of()));
    }

    /** Breaks the contract: no header can be looked up. */
    boolean headThatThrows(int status) {
        return listener.head(status, name -> {
            throw new IllegalStateException("Bearer secret");
        });
    }

    boolean body(byte[] part) {
        return listener.body(ByteBuffer.wrap(part));
    }

    void complete() {
        over = true;
        listener.complete();
    }

    void fail(String description) {
        over = true;
        listener.failed(description);
    }

    void respond(int status) {
        respond(status, Map.of(), "");
    }

    void respond(int status, Map<String, String> headers, String body) {
        Map<String, List<String>> lists = new TreeMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        if (head(status, lists) && (body.isEmpty() || body(body.getBytes(UTF_8)))) {
            complete();
        } else {
            over = true;
        }
    }

    @Override
    public void abort() {
        aborted = true;
        over = true;
    }

    boolean isAborted() {
        return aborted;
    }

    /** Whether it ended in any way. */
    boolean isOver() {
        return over;
    }
}
