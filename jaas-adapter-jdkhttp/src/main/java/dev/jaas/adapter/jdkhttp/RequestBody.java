// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request, and the place where {@code beforeSend} is asked: the head of an HTTP/1.1 request contains the length
 * of its body (RFC 9112 §6.2), so until the JDK's client has asked for the length it cannot have written a byte. It asks when
 * the connection is ready, and again before it repeats a request, as it does with a GET whose connection turns out to be
 * closed. If {@link #contentLength()} throws, it writes nothing and closes the connection.
 */
final class RequestBody implements BodyPublisher {

    /** What {@code SSLSession.getProtocol()} returns until the first handshake is done. */
    private static final String NO_PROTOCOL_YET = "NONE";

    private final BodyPublisher bytes;
    private final BooleanSupplier beforeSend;
    private volatile @Nullable SSLEngine engine;
    private volatile boolean sent;

    RequestBody(ByteBuffer body, BooleanSupplier beforeSend) {
        byte[] content = new byte[body.remaining()];
        body.get(content);
        this.bytes = BodyPublishers.ofByteArray(content);
        this.beforeSend = beforeSend;
    }

    /** Sets the engine of the connection that is being made. */
    void setEngine(SSLEngine created) {
        engine = created;
    }

    /** Whether the request may have been written, in part or whole. */
    boolean wasSent() {
        return sent;
    }

    @Override
    public long contentLength() {
        SSLEngine current = engine;
        // When the server closes the connection within the handshake, the JDK's client goes on as if it were done.
        if (current != null && isWithinHandshake(current)) {
            throw new UncheckedIOException(new SSLHandshakeException("the handshake is not done"));
        }
        if (sent) {
            throw new IllegalStateException("a request is written at most once");
        }
        if (!beforeSend.getAsBoolean()) {
            throw new IllegalStateException("the request is not to be sent");
        }
        sent = true;
        return bytes.contentLength();
    }

    /**
     * An engine that has not begun its handshake is not that of the connection: after a refused one the JDK's client makes
     * another with an engine of its own, which the observer does not see.
     */
    private static boolean isWithinHandshake(SSLEngine engine) {
        boolean begun = engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING
                || engine.isInboundDone()
                || engine.isOutboundDone();
        return begun && engine.getSession().getProtocol().equals(NO_PROTOCOL_YET);
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        bytes.subscribe(subscriber);
    }
}
