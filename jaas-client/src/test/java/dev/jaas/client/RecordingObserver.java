package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KeyId;
import dev.jaas.port.driven.CommandObserver;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.JaasException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Writes down, one line each, what it is told. */
class RecordingObserver implements CommandObserver {

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<JaasException> failures = new LinkedBlockingQueue<>();

    @Override
    public void attemptStarted(JaasCommand command, int attempt) {
        lines.add(command.name() + " attempt " + attempt);
    }

    @Override
    public void retryScheduled(JaasCommand command, int failedAttempt, String reason, Duration delay) {
        lines.add("%s failed %d (%s), again in %s".formatted(command.name(), failedAttempt, reason, delay));
    }

    @Override
    public void accepted(CommandReceipt receipt) {
        lines.add("%s accepted %d".formatted(receipt.command().name(), receipt.status()));
    }

    @Override
    public void failed(JaasException failure) {
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
            String line = lines.poll(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(line).as("the line after %s", next).isNotNull();
            next.add(line);
        }
        return next;
    }

    /** Every line that there is by now. */
    List<String> soFar() {
        return List.copyOf(lines);
    }

    /** Waits for a command to fail: so the verdict is known on a call whose future was cancelled, too. */
    JaasException failureOf(JaasCommand command) throws InterruptedException {
        JaasException failure;
        do {
            failure = failures.poll(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(failure).isNotNull();
        } while (!failure.command().equals(command));
        return failure;
    }
}
