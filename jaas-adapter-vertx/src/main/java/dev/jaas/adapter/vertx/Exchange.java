package dev.jaas.adapter.vertx;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportRequest;
import dev.jaas.port.driven.TransportResponse;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. What Vert.x tells arrives on the event loop of {@code context}; deadlines, cancellation
 * and closing come from other threads. Whichever of them first leads to {@link Stage#OVER} decides the result.
 */
final class Exchange {

    private enum Stage {
        /** Nothing of the request has been written, and nothing is until the next stage. */
        CONNECTING,
        SENT,
        /** The head is there, so that its status is the result whatever becomes of the body. */
        ANSWERED,
        OVER
    }

    /** RFC 9110 §8.6: without a body, a request of these methods says so by {@code Content-Length: 0}. */
    private static final Set<String> METHODS_WITH_A_BODY = Set.of("POST", "PUT", "PATCH");

    private static final int MAX_INTERIM_RESPONSES = 100;
    private static final int FIRST_FINAL_STATUS = 200;

    /** RFC 9112 §4 has three digits, Vert.x takes any number. */
    private static final int LAST_STATUS = 999;

    private final TransportRequest request;
    private final Context context;
    private final Deadlines deadlines;
    private final Consumer<Exchange> whenOver;
    private final CompletableFuture<TransportResponse> result = new CompletableFuture<>();

    // All that follows is guarded by this.
    private Stage stage = Stage.CONNECTING;
    private final List<Runnable> alarmsOff = new ArrayList<>(2);
    private @Nullable HttpClientRequest wire; // while a connection is in use
    private int interimResponses;
    private int status;
    private final Map<String, List<String>> headers = new TreeMap<>();
    private final Buffer body = Buffer.buffer();

    Exchange(TransportRequest request, Context context, Deadlines deadlines, Consumer<Exchange> whenOver) {
        this.request = request;
        this.context = context;
        this.deadlines = deadlines;
        this.whenOver = whenOver;
        CompletableFuture<?> unused = result.whenComplete((response, failure) -> end()); // so the caller can cancel
    }

    CompletableFuture<TransportResponse> result() {
        return result;
    }

    void begin(HttpClient client) {
        try {
            alarm(request.timeout());
            context.runOnContext(go -> connect(client));
        } catch (RejectedExecutionException e) {
            stop("the transport or its Vertx is closed");
        }
    }

    /** Ends the exchange, unless it is over, with what is known by now. */
    void stop(String why) {
        switch (end()) {
            case CONNECTING ->
                result.completeExceptionally(TransportException.notSent("no connection to " + peer() + ": " + why));
            case SENT ->
                result.completeExceptionally(TransportException.unknown("no answer from " + peer() + ": " + why));
            case ANSWERED -> result.complete(response(false));
            case OVER -> {}
        }
    }

    private void connect(HttpClient client) {
        Future<HttpClientRequest> connection;
        try {
            connection = client.request(options());
        } catch (RuntimeException e) {
            connection = Future.failedFuture(e);
        }
        connection.onComplete(this::connected, this::failed);
    }

    private void connected(HttpClientRequest made) {
        // Vert.x logs what has no handler; the response's future tells the same.
        made.exceptionHandler(failure -> {});
        made.continueHandler(interim -> interimResponse());
        made.earlyHintsHandler(interim -> interimResponse());
        boolean late;
        synchronized (this) {
            late = stage == Stage.OVER;
            if (!late) {
                stage = Stage.SENT;
                wire = made;
            }
        }
        if (late) {
            made.reset(); // as nothing was written, the connection goes back to the pool
            return;
        }
        byte[] content = request.body();
        Future<HttpClientResponse> response = content.length > 0 || METHODS_WITH_A_BODY.contains(request.method())
                ? made.send(Buffer.buffer(content))
                : made.send();
        response.onComplete(this::answered, this::failed);
    }

    /** A flood of them would keep the event loop busy until the time is up. */
    private void interimResponse() {
        boolean flood;
        synchronized (this) {
            flood = ++interimResponses > MAX_INTERIM_RESPONSES;
        }
        if (flood) {
            stop("it is a flood of interim responses");
        }
    }

    private void answered(HttpClientResponse response) {
        response.handler(this::received);
        response.endHandler(end -> ended());
        response.exceptionHandler(this::failed);
        if (response.statusCode() > LAST_STATUS) {
            stop("its status has more than three digits");
            return;
        }
        synchronized (this) {
            if (stage != Stage.SENT) {
                return;
            }
            stage = Stage.ANSWERED;
            status = response.statusCode();
            response.headers()
                    .forEach((name, value) -> headers.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(value));
        }
        if (status < FIRST_FINAL_STATUS) {
            stop("the connection speaks another protocol now");
            return;
        }
        context.runOnContext(go -> awaitBody());
    }

    /** Runs when what came together with the head has been read: mostly that is the body, which then needs no alarm. */
    private void awaitBody() {
        synchronized (this) {
            if (stage != Stage.ANSWERED) {
                return;
            }
        }
        try {
            alarm(HttpTransport.BODY_PATIENCE);
        } catch (RejectedExecutionException e) {
            stop("the transport is closed");
        }
    }

    private void received(Buffer chunk) {
        boolean full;
        synchronized (this) {
            if (stage != Stage.ANSWERED) {
                return;
            }
            int room = HttpTransport.MAX_BODY_BYTES - body.length();
            full = chunk.length() > room;
            body.appendBuffer(chunk, 0, Math.min(chunk.length(), room));
        }
        if (full) {
            stop("the body is too long");
        }
    }

    private void ended() {
        synchronized (this) {
            wire = null;
        }
        if (end() == Stage.ANSWERED) {
            result.complete(response(true));
        }
    }

    private void failed(Throwable failure) {
        stop(Failures.describe(failure));
    }

    /** Ends the exchange and returns the stage that it was in; who gets another than OVER owes the result. */
    private Stage end() {
        Stage was;
        boolean connectionInUse;
        synchronized (this) {
            was = stage;
            stage = Stage.OVER;
            connectionInUse = wire != null;
            alarmsOff.forEach(Runnable::run);
        }
        if (was == Stage.OVER) {
            return was;
        }
        whenOver.accept(this);
        if (connectionInUse && Vertx.currentContext() == context) {
            reset(); // before what has arrived already ends the answer, and the connection goes back to the pool
        } else if (connectionInUse) {
            try {
                context.runOnContext(go -> reset());
            } catch (RejectedExecutionException e) {
                // The Vertx is closed, and with it every connection.
            }
        }
        return was;
    }

    /** Closes the connection, unless the answer has ended since: then it is the pool's. */
    private void reset() {
        HttpClientRequest inUse;
        synchronized (this) {
            inUse = wire;
            wire = null;
        }
        if (inUse != null) {
            inUse.reset();
        }
    }

    private void alarm(Duration delay) {
        Runnable off = deadlines.alarm(delay, () -> stop("the time was up"));
        synchronized (this) {
            alarmsOff.add(off);
            if (stage == Stage.OVER) {
                off.run();
            }
        }
    }

    private synchronized TransportResponse response(boolean complete) {
        return new TransportResponse(status, headers, body.getBytes(), complete);
    }

    /** They set no timeout: in Vert.x 5.2.0 it leaves a timer behind, and a severe log entry if connecting fails. */
    private RequestOptions options() {
        URI uri = request.uri();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        RequestOptions options = new RequestOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setMethod(HttpMethod.valueOf(request.method()))
                .setSsl("https".equals(uri.getScheme()))
                .setHost(uri.getHost())
                .setPort(port())
                .setURI(uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery())
                .setFollowRedirects(false);
        request.headers().forEach(options::addHeader);
        return options;
    }

    private String peer() {
        return request.uri().getHost() + ':' + port();
    }

    private int port() {
        URI uri = request.uri();
        return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    }
}
