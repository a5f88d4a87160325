package dev.jaas.adapter.jdkhttp;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportResponse;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A response from its head on. Gathers the body up to the limit and then cancels, which makes the JDK's client close the
 * connection.
 */
final class Answer implements BodySubscriber<@Nullable Void> {

    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    private final ResponseInfo head;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private @Nullable Subscription subscription;
    private boolean complete;

    Answer(ResponseInfo head) {
        this.head = head;
    }

    /**
     * Whether the head says in a valid way how long the body is. If not, a client must discard the response (RFC 9112
     * §6.3); the JDK's takes the first of several lengths, and fails on one that is no number.
     */
    boolean isWellFormed() {
        List<String> lengths = head.headers().allValues("Content-Length");
        return lengths.stream().distinct().count() <= 1
                && lengths.stream().allMatch(length -> LENGTH.matcher(length).matches());
    }

    synchronized TransportResponse response() {
        return new TransportResponse(head.statusCode(), head.headers().map(), body.toByteArray(), complete);
    }

    @Override
    public void onSubscribe(Subscription upstream) {
        subscription = upstream;
        if (isWellFormed() && !hasTwoLengths(head.headers())) {
            upstream.request(Long.MAX_VALUE);
        } else {
            stop();
        }
    }

    /** The JDK's client would then obey the wrong one, and leave the rest of the body to the next exchange (RFC 9112 §6.3). */
    private static boolean hasTwoLengths(HttpHeaders headers) {
        return headers.firstValue("Content-Length").isPresent()
                && headers.firstValue("Transfer-Encoding").isPresent();
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (!holds(buffers)) {
            stop();
        }
    }

    /** Takes what there is room for, and says whether that was all. */
    private synchronized boolean holds(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[Math.min(buffer.remaining(), HttpTransport.MAX_BODY_BYTES - body.size())];
            buffer.get(bytes);
            body.writeBytes(bytes);
            if (buffer.hasRemaining()) {
                return false;
            }
        }
        return true;
    }

    private void stop() {
        if (subscription != null) {
            subscription.cancel();
        }
        end.complete(null);
    }

    @Override
    public void onError(Throwable broken) {
        end.complete(null);
    }

    @Override
    public synchronized void onComplete() {
        complete = !end.isDone();
        end.complete(null);
    }

    @Override
    public CompletionStage<@Nullable Void> getBody() {
        return end;
    }
}
