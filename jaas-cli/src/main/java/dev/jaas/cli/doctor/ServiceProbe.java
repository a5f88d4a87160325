// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.doctor;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** One exchange without a client, up to the head of the response. */
final class ServiceProbe implements ExchangeListener {

    private final CompletableFuture<Response> response = new CompletableFuture<>();
    private final CountDownLatch connected = new CountDownLatch(1); // or failed before that
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.CONNECTING);

    private enum Phase {
        CONNECTING,
        SENT,
        TIMED_OUT
    }

    /**
     * The head of a response.
     *
     * @param status the status
     * @param headers the values of {@code Date} and {@code Age}, where the response has one each
     */
    record Response(int status, Map<String, String> headers) {

        static Response of(int status, Function<String, List<String>> headers) {
            Map<String, String> single = new HashMap<>();
            for (String name : List.of("Date", "Age")) {
                List<String> values = headers.apply(name);
                if (values.size() == 1) {
                    single.put(name, values.get(0));
                }
            }
            return new Response(status, single);
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /** An exchange without a response. */
    static final class NoResponseException extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean sent;

        NoResponseException(String message, boolean sent) {
            super(message);
            this.sent = sent;
        }

        /** Whether the request may have been sent. */
        boolean sent() {
            return sent;
        }
    }

    /**
     * Sends a request and waits for the head of the response.
     *
     * @param timeout for the whole exchange; a connection must be ready within the transport's connect timeout
     */
    static Response send(TransportRequest request, HttpTransport transport, Duration timeout)
            throws NoResponseException {
        ServiceProbe probe = new ServiceProbe();
        Exchange exchange = transport.start(request, probe);
        try {
            Duration connectTimeout = transport.connectTimeout();
            if (!probe.awaitConnection(connectTimeout)) {
                throw probe.noResponse("there was no connection within " + connectTimeout.toMillis() + " ms");
            }
            return probe.response.get(timeout.minus(connectTimeout).toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof NoResponseException failure
                    ? failure
                    : probe.noResponse("the transport failed");
        } catch (TimeoutException e) {
            throw probe.noResponse("there was no response within " + timeout.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw probe.noResponse("the wait for the response was interrupted");
        } finally {
            exchange.abort();
        }
    }

    /** Returns false if the connection is not ready in time; nothing can be sent on it from then on. */
    private boolean awaitConnection(Duration connectTimeout) throws InterruptedException {
        return connected.await(connectTimeout.toNanos(), TimeUnit.NANOSECONDS)
                || !phase.compareAndSet(Phase.CONNECTING, Phase.TIMED_OUT);
    }

    @Override
    public boolean beforeSend() {
        boolean granted = phase.compareAndSet(Phase.CONNECTING, Phase.SENT);
        connected.countDown();
        return granted;
    }

    @Override
    public boolean head(int status, Function<String, List<String>> headers) {
        response.complete(Response.of(status, headers));
        return false;
    }

    @Override
    public boolean body(ByteBuffer part) {
        return false;
    }

    @Override
    public void complete() {
        failed("the exchange ended without a response");
    }

    @Override
    public void failed(String description) {
        response.completeExceptionally(noResponse(description));
        connected.countDown();
    }

    private NoResponseException noResponse(String message) {
        return new NoResponseException(message, phase.get() == Phase.SENT);
    }
}
