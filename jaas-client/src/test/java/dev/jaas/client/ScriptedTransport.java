// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A transport that does what it is scripted to, request by request, and remembers what it was asked. */
final class ScriptedTransport implements HttpTransport {

    /** Longer than any attempt, so that the connect time does not end one unless a test sets it. */
    private static final Duration LONG = Duration.ofMinutes(5);

    /** What a transport does with one exchange within {@code start}; it may break the transport's contract. */
    interface Behaviour {
        /** Returns what {@code start} returns. */
        @Nullable
        Exchange start(ScriptedExchange exchange);
    }

    /** What a transport does with one exchange, and then returns it. */
    interface Action {
        void accept(ScriptedExchange exchange);
    }

    private final int permits;
    private final Deque<Behaviour> script = new ConcurrentLinkedDeque<>();
    private final List<TransportRequest> requests = new CopyOnWriteArrayList<>();
    private final List<ScriptedExchange> exchanges = new ArrayList<>();
    private final List<ScriptedExchange> open = new ArrayList<>();
    private volatile Behaviour otherwise = silence();
    private volatile Duration connectTimeout = LONG;
    private volatile boolean mayBlock = true;
    private volatile boolean closed;
    private int maxInFlight;

    ScriptedTransport(int permits) {
        this.permits = permits;
    }

    static Behaviour doing(Action action) {
        return exchange -> {
            action.accept(exchange);
            return exchange;
        };
    }

    /** Connects for ever. */
    static Behaviour connecting() {
        return doing(exchange -> {});
    }

    /** Sends the request, and receives nothing. */
    static Behaviour silence() {
        return doing(ScriptedExchange::send);
    }

    static Behaviour respond(int status) {
        return respond(status, Map.of(), "");
    }

    static Behaviour respond(int status, Map<String, String> headers, String body) {
        return doing(exchange -> {
            if (exchange.send()) {
                exchange.respond(status, headers, body);
            }
        });
    }

    static Behaviour refusal() {
        return doing(exchange -> exchange.fail("connection refused (ConnectException)"));
    }

    static Behaviour reset() {
        return doing(exchange -> {
            exchange.send();
            exchange.fail("the connection was reset (SocketException)");
        });
    }

    /** What becomes of the next requests, in this order. */
    ScriptedTransport then(Behaviour... behaviours) {
        script.addAll(List.of(behaviours));
        return this;
    }

    /** What becomes of every request after the scripted ones; silence, unless set. */
    ScriptedTransport always(Behaviour behaviour) {
        otherwise = behaviour;
        return this;
    }

    ScriptedTransport connectTimeout(Duration timeout) {
        connectTimeout = timeout;
        return this;
    }

    void forbidBlocking() {
        mayBlock = false;
    }

    @Override
    @SuppressWarnings("NullAway") // a behaviour may break the contract
    public Exchange start(TransportRequest request, ExchangeListener listener) {
        requests.add(request);
        Behaviour next = script.poll();
        ScriptedExchange exchange = new ScriptedExchange(request, listener);
        synchronized (exchanges) {
            open.add(exchange);
            maxInFlight = Math.max(maxInFlight, inFlight());
        }
        Exchange started = null;
        try {
            started = (next == null ? otherwise : next).start(exchange);
            return started;
        } finally {
            if (started == null) {
                exchange.abort(); // nobody else can
            }
            synchronized (exchanges) {
                exchanges.add(exchange);
                exchanges.notifyAll();
            }
        }
    }

    @Override
    public boolean mayBlockCurrentThread() {
        return mayBlock;
    }

    @Override
    public int maxConcurrentExchanges() {
        return permits;
    }

    @Override
    public Duration connectTimeout() {
        return connectTimeout;
    }

    @Override
    public void close() {
        closed = true;
    }

    List<TransportRequest> requests() {
        return requests;
    }

    /** Waits until an exchange has been started, and returns it to be carried on. */
    ScriptedExchange exchange(int index) throws InterruptedException {
        long deadline = System.nanoTime() + Rig.MAX_WAIT.toNanos();
        synchronized (exchanges) {
            while (exchanges.size() <= index) {
                long left = deadline - System.nanoTime();
                assertThat(left)
                        .as("only %d requests were sent", exchanges.size())
                        .isPositive();
                exchanges.wait(left / 1_000_000 + 1);
            }
            return exchanges.get(index);
        }
    }

    int inFlight() {
        synchronized (exchanges) {
            open.removeIf(ScriptedExchange::isOver);
            return open.size();
        }
    }

    /** Those with which the transport has done what the script says, such as to send the request. */
    int inFlightAndScripted() {
        synchronized (exchanges) {
            return (int)
                    exchanges.stream().filter(exchange -> !exchange.isOver()).count();
        }
    }

    int maxInFlight() {
        synchronized (exchanges) {
            return maxInFlight;
        }
    }

    boolean isClosed() {
        return closed;
    }
}
