// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.load;

import dev.jaas.verification.benchmarks.WorkDirectory;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Vert.x Web Client with a token and a body made in advance, a deadline and a limit on the response's body. */
final class RawVertxContender implements Contender {

    private final ExecutorService callbacks = Executors.newFixedThreadPool(Target.CALLBACK_THREADS);
    private final Vertx vertx = Vertx.vertx();
    private final Context loop; // or null
    private final WebClient client;
    private final Target target;
    private final String path;
    private final String authorization;
    private final Buffer body = Buffer.buffer(WorkDirectory.body());

    private RawVertxContender(Target target, boolean oneLoop) {
        this.target = target;
        this.loop = oneLoop ? vertx.getOrCreateContext() : null;
        this.path = target.commandUri().getRawPath();
        this.authorization = target.authorization();
        WebClientOptions options = new WebClientOptions().setUserAgent("benchmark");
        options.setConnectTimeout((int) Target.CONNECT_TIMEOUT.toMillis());
        if (target.tls()) {
            options.setSsl(true)
                    .setSslHandshakeTimeout(Target.CONNECT_TIMEOUT.toSeconds())
                    .setTrustOptions(new PemTrustOptions()
                            .addCertPath(target.directory().tlsCertificate().toString()));
        }
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(Target.MAX_CONNECTIONS);
        this.client = WebClient.create(vertx, options, pool);
    }

    /** Sends on the thread that asks for it, as an application without Vert.x does. */
    static RawVertxContender onAnyThread(Target target) {
        return new RawVertxContender(target, false);
    }

    /** Sends on one event loop, as a verticle does. */
    static RawVertxContender onOneLoop(Target target) {
        return new RawVertxContender(target, true);
    }

    @Override
    public void send(Completion completion) {
        if (loop == null) {
            post(completion);
        } else {
            loop.runOnContext(go -> post(completion));
        }
    }

    private void post(Completion completion) {
        client.post(target.baseUrl().getPort(), target.baseUrl().getHost(), path)
                .putHeader("Accept", "*/*")
                .putHeader("Authorization", authorization)
                .putHeader("Content-Type", "application/json")
                .followRedirects(false)
                .timeout(Target.DEADLINE.toMillis())
                .as(LimitedBody.codec())
                .sendBuffer(body)
                .onComplete(response -> callbacks.execute(() -> completion.completed(
                        response.succeeded() && response.result().statusCode() == 200)));
    }

    @Override
    public void close() {
        client.close();
        vertx.close().await();
        callbacks.shutdown();
    }

    /** The response's body up to the limit. */
    private static final class LimitedBody implements BodyStream<Buffer> {

        private final Promise<Buffer> result = Promise.promise();
        private Buffer received = Buffer.buffer(0);

        static BodyCodec<Buffer> codec() {
            return LimitedBody::new;
        }

        @Override
        public Future<Buffer> result() {
            return result.future();
        }

        @Override
        public Future<Void> write(Buffer part) {
            if (received.length() + part.length() > Target.MAX_BODY_BYTES) {
                result.tryFail("the body is too long");
            } else {
                received = received.appendBuffer(part);
            }
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> end() {
            result.tryComplete(received);
            return Future.succeededFuture();
        }

        @Override
        public void handle(Throwable failure) {
            result.tryFail(failure);
        }

        @Override
        public LimitedBody exceptionHandler(Handler<Throwable> handler) {
            return this;
        }

        @Override
        public LimitedBody setWriteQueueMaxSize(int maxSize) {
            return this;
        }

        @Override
        public boolean writeQueueFull() {
            return false;
        }

        @Override
        public LimitedBody drainHandler(Handler<Void> handler) {
            return this;
        }
    }
}
