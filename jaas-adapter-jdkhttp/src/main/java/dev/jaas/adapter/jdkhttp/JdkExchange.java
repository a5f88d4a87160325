// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.TransportRequest;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One exchange. A worker sends the request and waits for the response. An interrupt of the worker makes the JDK's client
 * close the connection, and when the head has come, so does cancelling the body; after both, Java 17 may take the exchange
 * for unfinished. The JDK's client reports the head and the body on the worker or on its own selector thread.
 */
final class JdkExchange implements Exchange {

    private static final int FIRST_FINAL_STATUS = 200;

    private final TransportRequest request;
    private final String server; // for messages
    private final ExchangeListener listener;
    private final ReplaceableHttpClient client;
    private final Workers workers;
    private final Consumer<JdkExchange> onEnd;
    private final RequestBody body;
    private final FutureTask<?> task = new FutureTask<>(this::run, null);
    private volatile @Nullable HttpClient current; // set before anything is sent
    private volatile @Nullable ResponseReader reader; // set before the head is reported
    private volatile boolean chunked;

    // Guarded by this. The listener is called without the lock.
    private boolean ended;
    private boolean inListener;
    private @Nullable String failure; // to be reported when the listener returns

    JdkExchange(
            TransportRequest request,
            String server,
            ExchangeListener listener,
            ReplaceableHttpClient client,
            Workers workers,
            Consumer<JdkExchange> onEnd) {
        this.request = request;
        this.server = server;
        this.listener = listener;
        this.client = client;
        this.workers = workers;
        this.onEnd = onEnd;
        this.body = new RequestBody(request.body(), () -> call(listener::beforeSend));
    }

    void start() {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            fail("the transport is closed");
        } catch (OutOfMemoryError e) { // no thread can be created
            fail(FailureMessages.describe(e));
        }
    }

    @Override
    public void abort() {
        HttpClient used = current;
        if (end()) {
            stopWorker();
            if (chunked && used != null) {
                client.replace(used); // a chunk's size may keep its only thread in a loop
            }
        }
    }

    /** Stops the exchange and reports why. */
    void stop(String reason) {
        if (fail(reason)) {
            stopWorker();
        }
    }

    private void run() {
        HttpClient used = null;
        try {
            used = client.get();
            current = used;
            ObservedSslContext.setObserver(body::setEngine);
            int status = send(used);
            if (reader == null) { // the JDK's client does not show the response of a proxy to its reader
                fail(FailureMessages.proxyStatus(String.valueOf(status)));
            } else if (end()) {
                listener.complete();
            }
        } catch (Throwable e) { // errors as well: every exchange ends
            if (used != null && isConnectionAbandoned(e)) {
                client.replaceAndCount(used);
            }
            fail(FailureMessages.describe(e));
        } finally {
            current = null; // Java 17 closes a client that was replaced when it is collected
            ObservedSslContext.removeObserver();
        }
    }

    private int send(HttpClient http) throws IOException, InterruptedException {
        if ("".equals(request.uri().getRawQuery())) {
            throw new IllegalArgumentException("the JDK's client drops the question mark of an empty query");
        }
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .version(HttpClient.Version.HTTP_1_1)
                .method(request.method(), body);
        request.headers().forEach(builder::header);
        return http.send(builder.build(), this::receiveHead).statusCode();
    }

    private BodySubscriber<Void> receiveHead(ResponseInfo head) {
        ResponseReader created = new ResponseReader(part -> call(() -> listener.body(part)));
        chunked = head.headers().firstValue("Transfer-Encoding").isPresent();
        reader = created;
        int status = head.statusCode();
        if (status < FIRST_FINAL_STATUS) { // Java 17 takes 102 and 103 for final
            stop("status " + status + " is not a final response");
        }
        if (!call(() -> listener.head(status, name -> head.headers().allValues(name)))) {
            created.cancel();
        }
        return created;
    }

    /**
     * Whether the JDK's client has left the connection open. It does so after a head that it cannot read; a
     * {@link RuntimeException} is a sign of that if the request was sent.
     */
    private boolean isConnectionAbandoned(Throwable problem) {
        return problem instanceof ProtocolException || (problem instanceof RuntimeException && body.wasSent());
    }

    /** Calls a method of the listener that returns whether to proceed; if not, or if the exchange has ended, returns false. */
    private boolean call(BooleanSupplier method) {
        synchronized (this) {
            if (ended) {
                return false;
            }
            inListener = true;
        }
        boolean proceed = method.getAsBoolean();
        String delayed;
        synchronized (this) {
            inListener = false;
            delayed = failure;
            proceed &= !ended;
        }
        if (delayed != null) {
            listener.failed(delayed);
        }
        if (!proceed && end()) {
            stopWorker();
        }
        return proceed;
    }

    /** Ends the exchange and reports why, or returns false if it has ended. The listener hears of it when it is free. */
    private boolean fail(String reason) {
        String progress = body.wasSent() ? "no complete response from " : "no connection to ";
        String description = progress + server + ": " + reason;
        boolean delayed;
        synchronized (this) {
            if (!end()) {
                return false;
            }
            delayed = inListener;
            failure = delayed ? description : null;
        }
        if (!delayed) {
            listener.failed(description);
        }
        return true;
    }

    /** Ends the exchange, or returns false if it has ended. */
    private synchronized boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        onEnd.accept(this);
        return true;
    }

    /** Closes the connection. */
    private void stopWorker() {
        ResponseReader current = reader;
        if (current == null) {
            task.cancel(true);
        } else {
            current.cancel();
        }
    }
}
