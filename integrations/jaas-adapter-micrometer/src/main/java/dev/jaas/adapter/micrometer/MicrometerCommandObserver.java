// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.micrometer;

import static java.util.Objects.requireNonNull;

import dev.jaas.api.AttemptOutcome;
import dev.jaas.api.CommandObserver;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.JaasException;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KeyId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * Records meters and, given an {@link ObservationRegistry}, an observation for each command. Add one to each client; those of one
 * registry add up. Thread-safe.
 *
 * <p>Meters:
 *
 * <ul>
 *   <li>{@code jaas.commands}: timer by {@code command}, {@code outcome} and {@code status}, all attempts and pauses included
 *   <li>{@code jaas.attempts}: timer with the same tags
 *   <li>{@code jaas.retries}: counter by {@code command}
 *   <li>{@code jaas.token.renewals}: counter by {@code outcome}, which is {@code success} or {@code failure}
 *   <li>{@code jaas.commands.waiting}: gauge of commands that wait for a connection, a token or the next attempt
 *   <li>{@code jaas.commands.in.flight}: gauge of commands with an attempt in flight
 * </ul>
 *
 * <p>{@code command} is one of {@code ban-user}, {@code ban-jwt}, {@code destroy-room}, {@code dial-out}, {@code hang-up} and
 * {@code kick}; {@code outcome} one of {@code accepted}, {@code rejected}, {@code not_delivered}, {@code unknown} and, of a command,
 * {@code refused}; {@code status} the HTTP status of the last response, or {@code none}.
 *
 * <p>The observation {@code jaas.command} starts on the thread that called {@code execute}, with the current observation as its
 * parent. Its key values have the names of the tags; the start and the end of each attempt are events; a failure is its error. No
 * scope is opened.
 *
 * <p>An observer that is too slow loses events. A command whose end was not observed leaves the gauges after ten minutes; its
 * observation then stops with the outcome {@code lost}.
 */
public final class MicrometerCommandObserver implements CommandObserver {

    private final Object client = new Object();
    private final CommandMeters meters;
    private final RunningExecutions running;
    private final ObservationRegistry observations;

    private MicrometerCommandObserver(MeterRegistry meters, ObservationRegistry observations) {
        this.meters = new CommandMeters(meters);
        this.running = RunningExecutions.of(meters);
        this.observations = observations;
    }

    /**
     * Creates an observer that records meters only.
     *
     * @param meters where to record them
     * @return an observer for one client
     */
    public static MicrometerCommandObserver create(MeterRegistry meters) {
        return create(meters, ObservationRegistry.NOOP);
    }

    /**
     * Creates an observer that records meters and observations. If a handler of the observations records meters, too, they have
     * other names, which begin with {@code jaas.command.} or are {@code jaas.command}.
     *
     * @param meters where to record meters
     * @param observations where to start observations
     * @return an observer for one client
     */
    public static MicrometerCommandObserver create(MeterRegistry meters, ObservationRegistry observations) {
        return new MicrometerCommandObserver(
                requireNonNull(meters, "the meter registry is null"),
                requireNonNull(observations, "the observation registry is null"));
    }

    @Override
    public void started(long executionId, JaasCommand command) {
        running.start(client, executionId, command, observations);
    }

    @Override
    public void attemptStarted(long executionId, JaasCommand command, int attempt) {
        Execution execution = running.find(client, executionId);
        if (execution != null) {
            execution.attemptStarted(attempt);
        }
    }

    @Override
    public void attemptEnded(
            long executionId,
            JaasCommand command,
            int attempt,
            AttemptOutcome outcome,
            OptionalInt status,
            Duration duration) {
        Ending ending = Ending.of(command, outcome, status);
        meters.attemptEnded(ending, duration);
        Execution execution = running.find(client, executionId);
        if (execution != null) {
            execution.attemptEnded(attempt, ending);
        }
    }

    @Override
    public void retryScheduled(
            long executionId, JaasCommand command, int failedAttempt, String reason, Duration delay) {
        meters.retryScheduled(CommandName.of(command));
    }

    @Override
    public void accepted(long executionId, CommandReceipt receipt) {
        Ending ending = Ending.of(receipt);
        meters.commandEnded(ending, receipt.elapsed());
        Execution execution = running.remove(client, executionId);
        if (execution != null) {
            execution.end(ending.outcome(), ending.status());
        }
    }

    @Override
    public void failed(long executionId, JaasException failure) {
        Ending ending = Ending.of(failure);
        meters.commandEnded(ending, failure.elapsed());
        Execution execution = running.remove(client, executionId);
        if (execution != null) {
            execution.fail(failure);
            execution.end(ending.outcome(), ending.status());
        }
    }

    @Override
    public void tokenRenewed(KeyId keyId, Instant expiresAt) {
        meters.tokenRenewed();
    }

    @Override
    public void tokenRenewalFailed(KeyId keyId, String reason) {
        meters.tokenRenewalFailed();
    }
}
