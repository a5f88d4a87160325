// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.ExchangeListener;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Grants the request once and reads every response to its end, unless a test overrides that, and keeps what came. */
class RecordingListener implements ExchangeListener {

    private static final long LIMIT_SECONDS = 20;

    private final CompletableFuture<Boolean> asked = new CompletableFuture<>();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    @Override
    public boolean beforeSend() {
        return asked.complete(true);
    }

    @Override
    public boolean head(int responseStatus, Function<String, List<String>> headers) {
        return status.complete(responseStatus);
    }

    @Override
    public boolean body(ByteBuffer part) {
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

    int awaitStatus() throws Exception {
        return status.get(LIMIT_SECONDS, SECONDS);
    }

    /** The status of an exchange that brought a whole response. */
    int statusOfComplete() throws Exception {
        assertThat(end.get(LIMIT_SECONDS, SECONDS)).isEmpty();
        return awaitStatus();
    }

    /** Why an exchange failed before it was sent. */
    String failureBeforeSend() throws Exception {
        String failure = failure();
        assertThat(wasAsked()).as("asked to send").isFalse();
        return failure;
    }

    /** Why an exchange failed after it was sent. */
    String failureAfterSend() throws Exception {
        String failure = failure();
        assertThat(wasAsked()).as("asked to send").isTrue();
        return failure;
    }

    private String failure() throws Exception {
        String failure = end.get(LIMIT_SECONDS, SECONDS);
        assertThat(failure).as("the failure").isNotEmpty();
        return failure;
    }
}
