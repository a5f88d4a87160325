// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.util.function.Consumer;

/** Reports the parts of the body. Web Client's future reports the end. */
final class ResponseBody implements BodyStream<Void> {

    private final Consumer<Buffer> onPart;

    ResponseBody(Consumer<Buffer> onPart) {
        this.onPart = onPart;
    }

    @Override
    public Future<Void> write(Buffer part) {
        onPart.accept(part);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> end() {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> result() {
        return Future.succeededFuture();
    }

    @Override
    public void handle(Throwable failure) {}

    @Override
    public ResponseBody exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public ResponseBody setWriteQueueMaxSize(int maxSize) {
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public ResponseBody drainHandler(Handler<Void> handler) {
        return this;
    }
}
