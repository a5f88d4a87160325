// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.TransportRequest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ProxyOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One exchange. Web Client calls it on the event loop of {@code context}, and calls from other threads are moved there, so
 * that it needs no lock.
 */
final class VertxExchange implements Exchange {

    /** RFC 9110 §8.6: without a body, a request of these methods says so by {@code Content-Length: 0}. */
    private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private static final int FIRST_FINAL_STATUS = 200;

    private final TransportRequest request;
    private final ExchangeListener listener;
    private final Context context;
    private final Consumer<VertxExchange> onEnd;

    // Owned by the event loop of context.
    private boolean ended;
    private String route = ""; // for messages
    private @Nullable HttpClientRequest httpRequest; // once it may be sent, until the exchange ends

    VertxExchange(TransportRequest request, ExchangeListener listener, Context context, Consumer<VertxExchange> onEnd) {
        this.request = request;
        this.listener = listener;
        this.context = context;
        this.onEnd = onEnd;
    }

    /** Starts the exchange, through a proxy if it has TLS: without a tunnel the proxy would read the admin token. */
    void start(WebClient client, @Nullable ProxyOptions proxy) {
        runOnContext(() -> connect(client, proxy));
    }

    @Override
    public void abort() {
        runOnContext(this::stop);
    }

    /** Ends the exchange, unless it has ended, and reports why. */
    void fail(String reason) {
        runOnContext(() -> {
            String progress = httpRequest == null ? "no connection to " : "no complete response from ";
            if (stop()) {
                listener.failed(progress + request.uri().getRawAuthority() + route + ": " + reason);
            }
        });
    }

    private void fail(Throwable failure) {
        if (route.isEmpty()) {
            route = FailureMessages.proxy(failure); // that of a wrapped client
        }
        fail(FailureMessages.describe(failure));
    }

    private void connect(WebClient client, @Nullable ProxyOptions proxy) {
        if (ended) {
            return;
        }
        URI uri = request.uri();
        boolean tls = "https".equals(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        String target = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + '?' + uri.getRawQuery();
        try {
            // Without a timeout: in Vert.x 5.2.0 it leaves a timer behind, and a severe log entry if connecting fails.
            HttpRequest<Buffer> webRequest = client.request(
                            HttpMethod.valueOf(request.method()), port, uri.getHost(), target)
                    .ssl(tls)
                    .followRedirects(false);
            if (tls && proxy != null) {
                webRequest.proxy(proxy);
                route = FailureMessages.throughProxy(proxy.getHost() + ":" + proxy.getPort());
            }
            request.headers().forEach(webRequest::putHeader);
            webRequest
                    .as(this::receiveHead)
                    .sendStream(new RequestBody(this::send, this::fail))
                    .onComplete(response -> complete(), this::fail);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Writes the request if the listener allows it. If the future fails, Web Client resets the request. */
    private Future<Void> send(HttpClientRequest connected) {
        // Without a handler Vert.x logs failures, in the server's words. Web Client's future reports them, too.
        connected.connection().exceptionHandler(failure -> {});
        connected.exceptionHandler(failure -> {});
        if (ended) {
            return Future.failedFuture("the exchange has ended"); // the connection goes back to the pool
        }
        if (!listener.beforeSend() || ended) { // beforeSend may have aborted it
            stop();
            if (connected.version() != HttpVersion.HTTP_2) { // other requests share a connection of HTTP/2
                connected.connection().close();
            }
            return Future.failedFuture("the request is not to be sent");
        }
        httpRequest = connected;
        connected.setChunked(false); // Web Client expects a body of unknown length
        ByteBuffer body = request.body();
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        return bytes.length > 0 || METHODS_WITH_BODY.contains(request.method())
                ? connected.end(Buffer.buffer(bytes))
                : connected.end();
    }

    /** Reports the head. Web Client calls this when it has the head, and then writes the body to what it returns. */
    private BodyStream<Void> receiveHead() {
        if (httpRequest != null) {
            HttpClientResponse response = httpRequest.response().result();
            response.exceptionHandler(failure -> {}); // as above
            int status = response.statusCode();
            if (status < FIRST_FINAL_STATUS) {
                fail("status " + status + " is not a final response");
            } else if (!listener.head(status, name -> response.headers().getAll(name))) {
                stop();
            }
        }
        if (ended) {
            throw new CancellationException("the body is not to be read");
        }
        return new ResponseBody(this::receivePart);
    }

    private void receivePart(Buffer part) {
        if (!ended && !listener.body(ByteBuffer.wrap(part.getBytes()))) {
            stop();
        }
    }

    private void complete() {
        httpRequest = null; // its connection is back in the pool
        if (stop()) {
            listener.complete();
        }
    }

    /** Ends the exchange and closes its connection, unless it has ended. */
    private boolean stop() {
        if (ended) {
            return false;
        }
        ended = true;
        onEnd.accept(this);
        if (httpRequest != null) {
            httpRequest.reset();
            httpRequest = null;
        }
        return true;
    }

    private void runOnContext(Runnable action) {
        if (Vertx.currentContext() == context) {
            action.run(); // an abort must not come after what has arrived already, which may give the connection away
            return;
        }
        try {
            context.runOnContext(go -> action.run());
        } catch (RejectedExecutionException e) {
            if (stop()) {
                listener.failed("the Vertx of the transport is closed");
            }
        }
    }
}
