// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.jaas.api.CommandObserver;
import dev.jaas.api.CommandReceipt;
import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ObserversTest {

    @Test
    void observers_ofACommand_areNotifiedInOrderOnTheirOwnThread() throws InterruptedException {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        try (Rig rig = new Rig(
                32,
                builder -> builder.addObserver(new CommandObserver() {
                    @Override
                    public void accepted(long executionId, CommandReceipt receipt) {
                        thread.complete(Thread.currentThread());
                    }
                }))) {
            rig.transport.then(ScriptedTransport.reset(), ScriptedTransport.respond(200));
            rig.token();

            CompletableFuture<CommandReceipt> future = rig.execute(Commands.KICK);
            rig.time.advance(Duration.ofMillis(100));

            assertThat(future).isCompleted();
            assertThat(rig.observer.next(5))
                    .containsExactly(
                            "token until 2026-11-24T12:10:00Z",
                            "KICK_PARTICIPANT attempt 1",
                            "KICK_PARTICIPANT failed 1 (the connection was reset (SocketException)), again in PT0.1S",
                            "KICK_PARTICIPANT attempt 2",
                            "KICK_PARTICIPANT accepted 200");
            assertThat(Rig.await(thread).getName()).startsWith("jaas-observer-");
            assertThat(Rig.await(thread).isDaemon()).isTrue();
        }
    }

    @Test
    void observers_thatThrow_areIgnoredAndTheOthersNotified() throws InterruptedException {
        RecordingObserver after = new RecordingObserver();
        try (Rig rig = new Rig(
                32,
                builder -> builder.addObserver(new CommandObserver() {
                            @Override
                            public void attemptStarted(long executionId, JaasCommand command, int attempt) {
                                throw new IllegalStateException("an observer's mistake");
                            }

                            @Override
                            public void accepted(long executionId, CommandReceipt receipt) {
                                throw new AssertionError("a test's observer");
                            }
                        })
                        .addObserver(after))) {
            rig.transport.always(ScriptedTransport.respond(200));
            rig.token();

            assertThat(rig.execute(Commands.KICK)).isCompleted();

            assertThat(after.next(3)).last().isEqualTo("KICK_PARTICIPANT accepted 200");
        }
    }

    @Test
    void observers_thatNeverReturn_delayNoCommand() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        try (Rig rig = new Rig(
                32,
                builder -> builder.addObserver(new CommandObserver() {
                    @Override
                    public void attemptStarted(long executionId, JaasCommand command, int attempt) {
                        awaitQuietly(release);
                    }
                }))) {
            rig.transport.always(ScriptedTransport.respond(200));
            rig.token();

            for (int i = 0; i < 1000; i++) {
                assertThat(rig.execute(Commands.KICK)).isCompleted();
            }
            release.countDown();
        }
    }

    @Test
    void notifyLater_moreThanCanWait_isDroppedAndNotKept() throws InterruptedException {
        try (ClientExecutors executors = new ClientExecutors()) {
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch notified = new CountDownLatch(ClientExecutors.MAX_WAITING_EVENTS + 1);
            Observers observers = new Observers(List.of(new CommandObserver() {}), executors.observers());
            observers.notifyLater(observer -> awaitQuietly(release));
            for (int i = 0; i < ClientExecutors.MAX_WAITING_EVENTS + 1000; i++) {
                observers.notifyLater(observer -> {
                    if (!(observer instanceof LoggingObserver)) {
                        notified.countDown();
                    }
                });
            }

            release.countDown();
            executors.observers().shutdown();

            assertThat(executors.observers().awaitTermination(Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(notified.getCount()).isEqualTo(1);
        }
    }

    @Test
    void notifyLater_withoutAThreadToBeHad_doesNotThrow() {
        Observers observers =
                new Observers(List.of(new CommandObserver() {}), Executors.newSingleThreadExecutor(task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                }));

        assertThatCode(() -> observers.notifyLater(observer -> {})).doesNotThrowAnyException();
    }

    @Test
    void notifyLater_afterClose_notifiesAllTheSame() {
        ClientExecutors executors = new ClientExecutors();
        Observers observers = new Observers(List.of(), executors.observers());
        executors.close();
        CompletableFuture<Thread> thread = new CompletableFuture<>();

        observers.notifyLater(observer -> thread.complete(Thread.currentThread()));

        assertThat(Rig.await(thread).getName()).startsWith("jaas-observer-");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
