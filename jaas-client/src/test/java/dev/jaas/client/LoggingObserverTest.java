package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.JaasCommand;
import dev.jaas.port.driving.CommandNotDeliveredException;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.DeliveryUnknownException;
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
        observer.attemptStarted(Commands.KICK, 1);
        observer.retryScheduled(Commands.KICK, 1, "JaaS answered 503", Duration.ofMillis(120));
        observer.accepted(new CommandReceipt(Commands.KICK, 200, 2, Duration.ofMillis(350)));
        observer.failed(new CommandNotDeliveredException("refused", Commands.KICK, 1));
        observer.failed(new DeliveryUnknownException("reset", Commands.DIAL_OUT, 1, OptionalInt.empty()));

        assertThat(lines)
                .containsSubsequence( // other tests' clients may be telling their last events
                        "DEBUG new admin token for " + Commands.KEY_ID + ", good until 2026-11-24T12:00:00Z",
                        "WARNING no new admin token for " + Commands.KEY_ID
                                + ": the signer failed (IllegalStateException)",
                        "DEBUG KICK_PARTICIPANT: attempt 1",
                        "INFO KICK_PARTICIPANT: attempt 1 failed (JaaS answered 503), the next one follows in 120 ms",
                        "DEBUG KICK_PARTICIPANT: accepted with 200 after 350 ms",
                        "DEBUG KICK_PARTICIPANT: CommandNotDeliveredException",
                        "WARNING DIAL_OUT_PARTICIPANT: DeliveryUnknownException");
    }

    @Test
    void everyCommandAtEveryLevel_namesNobodyAndShowsNoToken() throws InterruptedException {
        try (Rig rig = new Rig().warm()) {
            String token = rig.token().compact();
            rig.transport.always(ScriptedTransport.answer(400, Map.of("X-Echo", token), "Bearer " + token));
            for (JaasCommand command : Commands.ALL) {
                Rig.failureOf(rig.execute(command));
                rig.observer.failureOf(command);
            }
        }

        assertThat(String.join("\n", lines))
                .contains("DIAL_OUT_PARTICIPANT: attempt 1")
                .doesNotContain("Bearer", "eyJ", "testRoom", "+40747777777", "f0aa9e1e", "userIdValue");
    }

    @Test
    void observersThatAreTooSlow_areLoggedOnce() {
        ThreadPoolExecutor full = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>());
        CountDownLatch release = new CountDownLatch(1);
        Observers observers = new Observers(List.of(new RecordingObserver()), full);
        observers.tell(told -> awaitQuietly(release));

        observers.tell(told -> {});
        observers.tell(told -> {});

        String line = "WARNING The observers are too slow: 100,000 events wait, and further ones are dropped.";
        assertThat(lines).containsOnlyOnce(line);
        release.countDown();
        full.shutdown();
        lines.clear();
        new Observers(List.of(new RecordingObserver()), full).tell(told -> {});
        assertThat(lines).as("after close").doesNotContain(line);
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
        try (Threads threads = new Threads()) {
            Observers observers = new Observers(List.of(new RecordingObserver()), threads.observers());
            observers.tell(told -> {
                throw new IllegalStateException("Bearer secret");
            });
            threads.observers().shutdown();
            assertThat(threads.observers().awaitTermination(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }

        assertThat(lines)
                .contains("WARNING The observer dev.jaas.client.RecordingObserver failed"
                        + " (java.lang.IllegalStateException); it is ignored.")
                .noneMatch(line -> line.contains("secret"));
    }
}
