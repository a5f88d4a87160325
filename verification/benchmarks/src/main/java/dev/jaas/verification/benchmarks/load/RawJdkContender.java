// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.load;

import dev.jaas.verification.benchmarks.WorkDirectory;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;

/**
 * The JDK's client driven as the adapter drives it: a thread for each exchange, which blocks in {@code send}, with a
 * token and a body made in advance, a deadline, a limit on the response's body and one on connections. The
 * threads are virtual from Java 24 on.
 */
final class RawJdkContender implements Contender {

    private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 24;

    private final ExecutorService callbacks = Executors.newFixedThreadPool(Target.CALLBACK_THREADS);
    private final ExecutorService workers = workers();
    private final Semaphore connections = new Semaphore(Target.MAX_CONNECTIONS);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Target.CONNECT_TIMEOUT)
            .executor(Runnable::run)
            .build();
    private final Target target;
    private final String authorization;
    private final byte[] body = WorkDirectory.body();

    RawJdkContender(Target target) {
        this.target = target;
        this.authorization = target.authorization();
    }

    @Override
    public void send(Completion completion) {
        workers.execute(() -> {
            boolean accepted = false;
            connections.acquireUninterruptibly();
            try {
                accepted = exchange();
            } finally {
                connections.release();
                boolean result = accepted;
                callbacks.execute(() -> completion.completed(result));
            }
        });
    }

    private boolean exchange() {
        HttpRequest request = HttpRequest.newBuilder(target.commandUri())
                .timeout(Target.DEADLINE)
                .header("Accept", "*/*")
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .header("User-Agent", "benchmark")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return client.send(request, head -> new LimitedBody()).statusCode() == 200;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private static ExecutorService workers() {
        if (Runtime.version().feature() < FIRST_JAVA_WITH_VIRTUAL_THREADS) {
            return Executors.newFixedThreadPool(Target.MAX_CONNECTIONS);
        }
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        workers.shutdown();
        callbacks.shutdown();
    }

    /** The response's body up to the limit. */
    private static final class LimitedBody implements HttpResponse.BodySubscriber<byte[]> {

        private final HttpResponse.BodySubscriber<byte[]> whole = HttpResponse.BodySubscribers.ofByteArray();
        private Flow.Subscription subscription;
        private int received;

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription upstream) {
            subscription = upstream;
            whole.onSubscribe(upstream);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                received += part.remaining();
            }
            if (received > Target.MAX_BODY_BYTES) {
                subscription.cancel();
                whole.onError(new IOException("the body is too long"));
            } else {
                whole.onNext(parts);
            }
        }

        @Override
        public void onError(Throwable failure) {
            whole.onError(failure);
        }

        @Override
        public void onComplete() {
            whole.onComplete();
        }
    }
}
