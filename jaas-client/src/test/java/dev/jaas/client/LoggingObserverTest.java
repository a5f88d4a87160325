// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.AttemptOutcome;
import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is logged: enough to follow a command, and nothing that identifies a person or opens a door. */
class LoggingObserverTest {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final LoggingObserver observer = new LoggingObserver();

    @BeforeEach
    void listen() {
        ListenableLoggers.listen(lines::add);
    }

    @AfterEach
    void ignore() {
        ListenableLoggers.ignore();
    }

    @Test
    void everyEvent_isOneLineAtItsLevel() {
        observer.tokenRenewed(Commands.KEY_ID, Instant.parse("2026-11-24T12:00:00Z"));
        observer.tokenRenewalFailed(Commands.KEY_ID, "the signer failed (IllegalStateException)");
        observer.attemptStarted(1234, Commands.KICK, 1);
        observer.attemptEnded(
                1234, Commands.KICK, 1, AttemptOutcome.UNKNOWN, OptionalInt.of(503), Duration.ofMillis(1200));
        observer.attemptEnded(
                1234, Commands.KICK, 2, AttemptOutcome.NOT_DELIVERED, OptionalInt.empty(), Duration.ofMillis(5));
        observer.retryScheduled(1234, Commands.KICK, 1, "JaaS responded with 503", Duration.ofMillis(120));
        observer.accepted(1234, new CommandReceipt(Commands.KICK, 200, 2, Duration.ofMillis(1350)));
        observer.failed(1235, new CommandNotDeliveredException("refused", Commands.KICK, 1, Duration.ZERO));
        observer.failed(
                1236, new DeliveryUnknownException("reset", Commands.DIAL_OUT, 1, Duration.ZERO, OptionalInt.empty()));

        assertThat(lines)
                .containsSubsequence( // other tests' clients may be reporting their last events
                        "DEBUG new admin token for " + Commands.KEY_ID + ", valid until 2026-11-24T12:00:00Z",
                        "WARNING no new admin token for " + Commands.KEY_ID
                                + ": the signer failed (IllegalStateException)",
                        "DEBUG KICK_PARTICIPANT #1234: attempt 1",
                        "DEBUG KICK_PARTICIPANT #1234: attempt 1 ended, UNKNOWN with status 503 after 1200 ms",
                        "DEBUG KICK_PARTICIPANT #1234: attempt 2 ended, NOT_DELIVERED after 5 ms",
                        "INFO KICK_PARTICIPANT #1234: attempt 1 failed (JaaS responded with 503), the next one follows in 120 ms",
                        "DEBUG KICK_PARTICIPANT #1234: accepted with status 200 after 1350 ms",
                        "DEBUG KICK_PARTICIPANT #1235: CommandNotDeliveredException",
                        "WARNING DIAL_OUT_PARTICIPANT #1236: DeliveryUnknownException");
    }

    @Test
    void everyCommandAtEveryLevel_namesNobodyAndShowsNoToken() throws InterruptedException {
        try (Rig rig = new Rig().warm()) {
            String token = rig.token().compact();
            rig.transport.always(ScriptedTransport.respond(400, Map.of("X-Echo", token), "Bearer " + token));
            for (JaasCommand command : Commands.ALL) {
                Rig.failureOf(rig.execute(command));
                rig.observer.failureOf(command);
            }
        }

        assertThat(String.join("\n", lines))
                .containsPattern("DIAL_OUT_PARTICIPANT #[0-9]+: attempt 1")
                .doesNotContain("Bearer", "eyJ", "testRoom", "+40747777777", "f0aa9e1e", "userIdValue");
    }

    @Test
    void observersThatAreTooSlow_areLoggedOnce() {
        ThreadPoolExecutor full = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>());
        CountDownLatch release = new CountDownLatch(1);
        Observers observers = new Observers(List.of(new RecordingObserver()), full);
        observers.notifyLater(observed -> awaitQuietly(release));

        observers.notifyLater(observed -> {});
        observers.notifyLater(observed -> {});

        String line = "WARNING The observers are too slow: 100,000 events are waiting, and further ones are dropped.";
        assertThat(lines).containsOnlyOnce(line);
        release.countDown();
        full.shutdown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void observerThatThrows_isNamedButNotQuoted() throws InterruptedException {
        try (ClientExecutors executors = new ClientExecutors()) {
            Observers observers = new Observers(List.of(new RecordingObserver()), executors.observers());
            observers.notifyLater(observed -> {
                throw new IllegalStateException("Bearer secret");
            });
            executors.observers().shutdown();
            assertThat(executors.observers().awaitTermination(Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }

        assertThat(lines)
                .contains("WARNING The observer dev.jaas.client.RecordingObserver failed"
                        + " (java.lang.IllegalStateException); the failure is ignored.")
                .noneMatch(line -> line.contains("secret"));
    }
}
