// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.ExchangeListener;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Grants the request to be sent, takes every final response, and keeps what came. Reports are kept once each. */
class RecordingListener implements ExchangeListener {

    private final CompletableFuture<Thread> asked = new CompletableFuture<>();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final StringBuffer body = new StringBuffer();

    @Override
    public boolean beforeSend() {
        asked.complete(Thread.currentThread());
        return true;
    }

    @Override
    public boolean head(int responseStatus, Function<String, List<String>> headers) {
        status.complete(responseStatus);
        return responseStatus >= 200 && responseStatus <= 999;
    }

    @Override
    public boolean body(ByteBuffer part) {
        body.append(UTF_8.decode(part));
        return true;
    }

    @Override
    public void complete() {
        end.complete("");
    }

    @Override
    public void failed(String description) {
        end.complete(description);
    }

    boolean wasAsked() {
        return asked.isDone();
    }

    boolean hasEnded() {
        return end.isDone();
    }

    /** Which thread asked whether to send. */
    Thread sender() throws Exception {
        return asked.get(20, SECONDS);
    }

    int status() throws Exception {
        return status.get(20, SECONDS);
    }

    /** The status of an exchange that brought a whole response. */
    int statusOfCompleted() throws Exception {
        assertThat(end.get(20, SECONDS)).isEmpty();
        return status();
    }

    String body() throws Exception {
        assertThat(end.get(20, SECONDS)).isEmpty();
        return body.toString();
    }

    /** Why the exchange failed. */
    String failure() throws InterruptedException, ExecutionException, TimeoutException {
        assertThat(end.get(20, SECONDS)).as("the failure").isNotEmpty();
        return end.join();
    }

    /** Why the exchange failed before it was sent. */
    String failureBeforeSend() throws Exception {
        String failure = failure();
        assertThat(wasAsked()).as("asked to send").isFalse();
        return failure;
    }

    /** Why the exchange failed after it was sent. */
    String failureAfterSend() throws Exception {
        String failure = failure();
        assertThat(wasAsked()).as("asked to send").isTrue();
        return failure;
    }
}
