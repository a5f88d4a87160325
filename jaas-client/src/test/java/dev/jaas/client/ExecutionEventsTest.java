// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static dev.jaas.client.ScriptedTransport.refusal;
import static dev.jaas.client.ScriptedTransport.respond;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.AttemptOutcome;
import dev.jaas.api.CommandObserver;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.JaasException;
import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an observer can tell apart: executions by their ids, attempts by their ends. */
@Timeout(60)
class ExecutionEventsTest {

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Thread> startedOn = new LinkedBlockingQueue<>();
    private final Rig rig = new Rig(
            1,
            builder -> builder.addObserver(new CommandObserver() {
                @Override
                public void started(long executionId, JaasCommand command) {
                    startedOn.add(Thread.currentThread());
                    events.add(executionId + " started");
                }

                @Override
                public void attemptStarted(long executionId, JaasCommand command, int attempt) {
                    events.add(executionId + " attempt " + attempt);
                }

                @Override
                public void attemptEnded(
                        long executionId,
                        JaasCommand command,
                        int attempt,
                        AttemptOutcome outcome,
                        OptionalInt status,
                        Duration duration) {
                    events.add(executionId + " ended " + attempt + " " + outcome + " " + status.orElse(0) + " "
                            + duration);
                }

                @Override
                public void retryScheduled(
                        long executionId, JaasCommand command, int failedAttempt, String reason, Duration delay) {
                    events.add(executionId + " retry after " + failedAttempt);
                }

                @Override
                public void accepted(long executionId, CommandReceipt receipt) {
                    events.add(executionId + " accepted");
                }

                @Override
                public void failed(long executionId, JaasException failure) {
                    events.add(executionId + " failed " + failure.getClass().getSimpleName());
                }
            }));

    @BeforeEach
    void warm() throws InterruptedException {
        rig.warm();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void attempts_ofOneExecution_eachEndOnceWithOutcomeStatusAndDuration() throws InterruptedException {
        rig.transport.then(refusal(), respond(503), ScriptedTransport.silence());
        rig.execute(Commands.KICK);
        rig.time.advance(Duration.ofMillis(100));
        rig.time.advance(Duration.ofMillis(200));
        rig.time.advance(Duration.ofMillis(40));
        rig.transport.exchange(2).respond(200);

        assertThat(next(10))
                .containsExactly(
                        "1 started",
                        "1 attempt 1",
                        "1 ended 1 NOT_DELIVERED 0 PT0S",
                        "1 retry after 1",
                        "1 attempt 2",
                        "1 ended 2 UNKNOWN 503 PT0S",
                        "1 retry after 2",
                        "1 attempt 3",
                        "1 ended 3 ACCEPTED 200 PT0.04S",
                        "1 accepted");
    }

    @Test
    void executions_ofEqualCommands_haveDifferentIds() throws InterruptedException {
        rig.transport.always(respond(404));
        rig.execute(Commands.KICK);
        rig.execute(Commands.KICK);

        assertThat(next(8))
                .containsSubsequence("1 started", "1 attempt 1", "1 ended 1 REJECTED 404 PT0S")
                .containsSubsequence("2 started", "2 attempt 1", "2 ended 1 REJECTED 404 PT0S")
                .contains("1 failed CommandRejectedException", "2 failed CommandRejectedException");
    }

    @Test
    void started_always_runsOnTheCallersThread() throws InterruptedException {
        rig.transport.always(respond(200));
        rig.execute(Commands.KICK);
        rig.client.blocking().execute(Commands.KICK);

        assertThat(startedOn).hasSize(2).containsOnly(Thread.currentThread());
    }

    @Test
    void refused_always_isStartedAndFailed() throws InterruptedException {
        rig.client.close();
        rig.execute(Commands.KICK);

        assertThat(next(1)).containsExactly("1 started");
    }

    @Test
    void executeOn_anotherExecutor_completesThereAlone() {
        List<Runnable> given = new ArrayList<>();
        Executor context = given::add;
        rig.transport.always(respond(200));

        CompletableFuture<CommandReceipt> future = rig.client.execute(Commands.KICK, context);

        assertThat(future).isNotDone();
        assertThat(given).hasSize(1);
        given.get(0).run();
        assertThat(future).isCompleted();
    }

    @Test
    void executeOn_anExecutorThatRefuses_completesAllTheSame() {
        rig.transport.always(respond(200));

        CompletableFuture<CommandReceipt> future = rig.client.execute(Commands.KICK, task -> {
            throw new java.util.concurrent.RejectedExecutionException();
        });

        assertThat(Rig.await(future).status()).isEqualTo(200);
    }

    private List<String> next(int count) throws InterruptedException {
        List<String> next = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String event = events.poll(Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(event).as("the event after %s", next).isNotNull();
            next.add(event);
        }
        return next;
    }
}
