// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.streams.Pipe;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The stream that Web Client sends: it asks for its pipe, and when the connection is ready it passes the pipe the
 * {@link HttpClientRequest}, which can be held back and reset. The other methods have nothing to do.
 */
final class RequestBody implements ReadStream<Buffer>, Pipe<Buffer> {

    private final Function<HttpClientRequest, Future<Void>> send;
    private final Consumer<String> fail;

    RequestBody(Function<HttpClientRequest, Future<Void>> send, Consumer<String> fail) {
        this.send = send;
        this.fail = fail;
    }

    @Override
    public Pipe<Buffer> pipe() {
        return this;
    }

    @Override
    public Future<Void> to(WriteStream<Buffer> destination) {
        if (destination instanceof HttpClientRequest connected) {
            return send.apply(connected);
        }
        fail.accept("this release of Vert.x Web Client hides its HttpClientRequest: use one of 5.0 to 5.2");
        return Future.failedFuture("not an HttpClientRequest");
    }

    @Override
    public RequestBody exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public RequestBody handler(Handler<Buffer> handler) {
        return this;
    }

    @Override
    public RequestBody endHandler(Handler<Void> handler) {
        return this;
    }

    @Override
    public RequestBody pause() {
        return this;
    }

    @Override
    public RequestBody resume() {
        return this;
    }

    @Override
    public RequestBody fetch(long amount) {
        return this;
    }

    @Override
    public RequestBody endOnFailure(boolean end) {
        return this;
    }

    @Override
    public RequestBody endOnSuccess(boolean end) {
        return this;
    }

    @Override
    public RequestBody endOnComplete(boolean end) {
        return this;
    }

    @Override
    public void close() {}
}
