// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One exchange as its listener sees it. It behaves as the client does: it permits sending once, ignores what comes after the
 * end, and never throws; and it keeps what an adapter did wrong, for {@link #assertProtocolKept()}.
 */
final class RecordedExchange implements ExchangeListener {

    /** The headers that are looked up in every head. */
    static final List<String> LOOKED_UP =
            List.of("Content-Length", "Content-Encoding", "Retry-After", "x-TWICE", "X-Absent");

    /** Goes on, whatever happens. */
    static final Reaction PROCEED = (exchange, event) -> true;

    private static final int MAX_RECORDED_BYTES = 4 * 1024 * 1024;

    private final Reaction reaction;
    private final long startedAt = System.nanoTime();

    // Guarded by this.
    private final List<String> violations = new ArrayList<>();
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable Exchange exchange;
    private @Nullable Event current;
    private boolean asked;
    private boolean granted;
    private boolean stopped;
    private @Nullable Integer status;
    private boolean complete;
    private @Nullable String failure;
    private Duration elapsed = Duration.ZERO;

    /** The methods of the listener. */
    enum Event {
        BEFORE_SEND,
        HEAD,
        BODY,
        COMPLETE,
        FAILED
    }

    /** What the listener does when it is called, without a lock. */
    @FunctionalInterface
    interface Reaction {
        /** Returns false to stop the exchange; that has no effect at its end. */
        boolean proceed(RecordedExchange exchange, Event event);

        /** Stops at an event. */
        static Reaction stopAt(Event stop) {
            return (exchange, event) -> event != stop;
        }

        /** Aborts the exchange within an event. */
        static Reaction abortAt(Event stop) {
            return (exchange, event) -> {
                if (event == stop) {
                    exchange.abort();
                }
                return true;
            };
        }
    }

    private RecordedExchange(Reaction reaction) {
        this.reaction = reaction;
    }

    static RecordedExchange start(HttpTransport transport, TransportRequest request, Reaction reaction) {
        RecordedExchange recorded = new RecordedExchange(reaction);
        try {
            recorded.started(requireNonNull(transport.start(request, recorded), "the exchange"));
        } catch (RuntimeException e) {
            recorded.addViolation(
                    "start() must not throw, but it threw " + e.getClass().getName() + ".");
            recorded.failed("start() threw");
        }
        return recorded;
    }

    @Override
    public boolean beforeSend() {
        return on(Event.BEFORE_SEND, () -> asked = true);
    }

    @Override
    public boolean head(int received, Function<String, List<String>> lookup) {
        return on(Event.HEAD, () -> {
            check(granted, "A response was reported though beforeSend() had not been asked, or had returned false.");
            check(status == null, "Two heads were reported for one exchange.");
            check(
                    received < 100 || received == 101 || received >= 200,
                    "An interim response (" + received + ") must not be reported.");
            status = received;
            LOOKED_UP.forEach(name -> headers.put(name, List.copyOf(lookup.apply(name))));
        });
    }

    @Override
    public boolean body(ByteBuffer part) {
        return on(Event.BODY, () -> {
            check(status != null, "A part of a body was reported before the head.");
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            body.write(bytes, 0, Math.min(bytes.length, MAX_RECORDED_BYTES - body.size()));
        });
    }

    @Override
    public void complete() {
        on(Event.COMPLETE, () -> {
            check(status != null, "A response was reported as complete, but its head had not been.");
            complete = true;
        });
    }

    @Override
    public void failed(String description) {
        on(Event.FAILED, () -> {
            check(!description.isBlank(), "The description of a failure must say what happened.");
            check(
                    !Canary.isIn(description),
                    "The description of a failure must not contain a header value, the path or the body.");
            failure = description;
        });
    }

    private boolean on(Event event, Runnable recording) {
        synchronized (this) {
            if (stopped || isEnded() || (granted && event == Event.BEFORE_SEND)) {
                return false;
            }
            check(current == null, event + " was called while " + current + " had not returned.");
            current = event;
            record(recording);
            elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
            notifyAll();
        }
        boolean proceed = reaction.proceed(this, event);
        synchronized (this) {
            current = null;
            stopped |= !proceed;
            granted |= event == Event.BEFORE_SEND && !stopped;
            notifyAll();
            return !stopped;
        }
    }

    private void record(Runnable recording) {
        try {
            recording.run();
        } catch (RuntimeException e) {
            violations.add("What was passed to the listener cannot be read: " + e);
        }
    }

    private void started(Exchange started) {
        boolean abort;
        synchronized (this) {
            exchange = started;
            abort = stopped;
            notifyAll();
        }
        if (abort) {
            abort(started);
        }
    }

    /** Aborts now, or as soon as {@code start} has returned. */
    void abort() {
        Exchange started;
        synchronized (this) {
            stopped = true;
            started = exchange;
            notifyAll();
        }
        if (started != null) {
            abort(started);
        }
    }

    private void abort(Exchange started) {
        long start = System.nanoTime();
        try {
            started.abort();
        } catch (RuntimeException e) {
            addViolation("abort() must not throw, but it threw " + e.getClass().getName() + ".");
        }
        if (System.nanoTime() - start > TransportContract.TOLERANCE.toNanos()) {
            addViolation("abort() must not block.");
        }
    }

    /** Waits for the end. */
    Outcome outcome(Duration limit) {
        if (!await(this::isEnded, limit)) {
            fail("An exchange must end with complete() or failed(), but after %s it had not: %s", limit, snapshot());
        }
        return snapshot();
    }

    /** Waits for the end, and ends the exchange itself if there is none. */
    Outcome outcomeOrAbort(Duration limit) {
        if (!await(this::isEnded, limit)) {
            abort();
        }
        return snapshot();
    }

    boolean awaitStarted(Duration limit) {
        return await(() -> exchange != null, limit);
    }

    boolean awaitAsked(Duration limit) {
        return await(() -> asked, limit);
    }

    boolean awaitHead(Duration limit) {
        return await(() -> status != null, limit);
    }

    boolean awaitBody(int bytes, Duration limit) {
        return await(() -> body.size() >= bytes, limit);
    }

    boolean awaitEnd(Duration limit) {
        return await(this::isEnded, limit);
    }

    synchronized int bodySize() {
        return body.size();
    }

    synchronized boolean isGranted() {
        return granted;
    }

    synchronized void assertProtocolKept() {
        assertThat(violations)
                .as("The listener must be called as ExchangeListener says.")
                .isEmpty();
    }

    private synchronized Outcome snapshot() {
        return new Outcome(asked, status, Map.copyOf(headers), body.toString(ISO_8859_1), complete, failure, elapsed);
    }

    private synchronized boolean isEnded() {
        return complete || failure != null;
    }

    private synchronized void check(boolean kept, String violation) {
        if (!kept) {
            violations.add(violation);
        }
    }

    private synchronized void addViolation(String violation) {
        violations.add(violation);
    }

    /** Waits until a condition holds, which is asked under the lock. */
    private synchronized boolean await(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
