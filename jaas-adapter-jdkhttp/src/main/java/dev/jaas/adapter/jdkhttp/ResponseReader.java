package dev.jaas.adapter.jdkhttp;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Passes on the parts of a response's body until it is cancelled, which makes the JDK's client close the connection. */
final class ResponseReader implements Subscriber<List<ByteBuffer>> {

    private final Predicate<ByteBuffer> consumer;

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
    public void onError(Throwable failure) {} // the client throws it to the worker

    @Override
    public void onComplete() {}
}
