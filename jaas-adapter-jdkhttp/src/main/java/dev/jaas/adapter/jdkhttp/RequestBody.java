package dev.jaas.adapter.jdkhttp;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The body of one request, and with it the proof of whether the request can have been sent. The head of an HTTP/1.1
 * request holds the length of its body (RFC 9112 §6.2), so until the client has asked for that length it cannot have
 * written the head; and it is answered once, so the head cannot be written twice. The JDK's client asks when the
 * connection is made and its TLS handshake done; it asks again when it means to repeat a request, as it does with a GET
 * whose connection turned out to be closed.
 */
final class RequestBody implements BodyPublisher {

    private enum State {
        FRESH,
        ASKED_FOR,
        WITHHELD
    }

    private final BodyPublisher bytes;
    private final AtomicReference<State> state = new AtomicReference<>(State.FRESH);

    RequestBody(byte[] bytes) {
        this.bytes = BodyPublishers.ofByteArray(bytes);
    }

    /** Makes sure that the request is not sent, if it is not too late: true means that it was not and never will be. */
    boolean withhold() {
        return state.compareAndSet(State.FRESH, State.WITHHELD) || state.get() == State.WITHHELD;
    }

    @Override
    public long contentLength() {
        if (!state.compareAndSet(State.FRESH, State.ASKED_FOR)) {
            throw new IllegalStateException("a request is sent once or not at all");
        }
        return bytes.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        bytes.subscribe(subscriber);
    }
}
