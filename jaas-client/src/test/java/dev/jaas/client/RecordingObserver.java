// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.CommandObserver;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.JaasException;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KeyId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Records its events, one line each, but for the start of an execution and the end of an attempt. */
class RecordingObserver implements CommandObserver {

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<JaasException> failures = new LinkedBlockingQueue<>();

    @Override
    public void attemptStarted(long executionId, JaasCommand command, int attempt) {
        lines.add(command.name() + " attempt " + attempt);
    }

    @Override
    public void retryScheduled(
            long executionId, JaasCommand command, int failedAttempt, String reason, Duration delay) {
        lines.add("%s failed %d (%s), again in %s".formatted(command.name(), failedAttempt, reason, delay));
    }

    @Override
    public void accepted(long executionId, CommandReceipt receipt) {
        lines.add("%s accepted %d".formatted(receipt.command().name(), receipt.status()));
    }

    @Override
    public void failed(long executionId, JaasException failure) {
        failures.add(failure);
        lines.add("%s %s".formatted(failure.command().name(), failure.getClass().getSimpleName()));
    }

    @Override
    public void tokenRenewed(KeyId keyId, Instant expiresAt) {
        lines.add("token until " + expiresAt);
    }

    @Override
    public void tokenRenewalFailed(KeyId keyId, String reason) {
        lines.add("no token: " + reason);
    }

    /** Waits for the next so many lines. */
    List<String> next(int count) throws InterruptedException {
        List<String> next = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String line = lines.poll(Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(line).as("the line after %s", next).isNotNull();
            next.add(line);
        }
        return next;
    }

    /** Every line that there is by now. */
    List<String> soFar() {
        return List.copyOf(lines);
    }

    /** Waits for a command to fail: its verdict is known even if its future was cancelled. */
    JaasException failureOf(JaasCommand command) throws InterruptedException {
        JaasException failure;
        do {
            failure = failures.poll(Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(failure).isNotNull();
        } while (!failure.command().equals(command));
        return failure;
    }
}
