// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the parts of a response's body until it is cancelled, which makes the JDK's client close the connection. The
 * client takes its exchange for unfinished until {@link #getBody()} is complete, and would keep it, and on Java 17 its idle
 * connections with it.
 */
final class ResponseReader implements BodySubscriber<Void> {

    private final Predicate<ByteBuffer> consumer;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    // Guarded by this.
    private @Nullable Subscription subscription;
    private boolean cancelled;

    /** Passes the parts to a consumer that returns false when it wants no more. */
    ResponseReader(Predicate<ByteBuffer> consumer) {
        this.consumer = consumer;
    }

    void cancel() {
        Subscription current;
        synchronized (this) {
            cancelled = true;
            current = subscription;
        }
        if (current != null) {
            current.cancel();
        }
        end.completeExceptionally(new CancellationException());
    }

    @Override
    public CompletionStage<Void> getBody() {
        return end;
    }

    @Override
    public void onSubscribe(Subscription upstream) {
        boolean proceed;
        synchronized (this) {
            subscription = upstream;
            proceed = !cancelled;
        }
        if (proceed) {
            upstream.request(Long.MAX_VALUE);
        } else {
            upstream.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            if (part.hasRemaining() && !consumer.test(part)) {
                cancel();
                return;
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
