package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.jaas.domain.JaasCommand;
import dev.jaas.port.driven.CommandObserver;
import dev.jaas.port.driving.CommandReceipt;
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
    void observers_ofACommand_areToldInOrderOnAThreadOfTheirOwn() throws InterruptedException {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        try (Rig rig = new Rig(
                32,
                builder -> builder.addObserver(new CommandObserver() {
                    @Override
                    public void accepted(CommandReceipt receipt) {
                        thread.complete(Thread.currentThread());
                    }
                }))) {
            rig.transport.then(ScriptedTransport.reset(), ScriptedTransport.answer(200));
            rig.token();

            CompletableFuture<CommandReceipt> call = rig.execute(Commands.KICK);
            rig.time.advance(Duration.ofMillis(100));

            assertThat(call).isCompleted();
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
    void observers_thatThrow_areIgnoredAndTheOthersToldAllTheSame() throws InterruptedException {
        RecordingObserver after = new RecordingObserver();
        try (Rig rig = new Rig(
                32,
                builder -> builder.addObserver(new CommandObserver() {
                            @Override
                            public void attemptStarted(JaasCommand command, int attempt) {
                                throw new IllegalStateException("an observer's mistake");
                            }

                            @Override
                            public void accepted(CommandReceipt receipt) {
                                throw new AssertionError("a test's observer");
                            }
                        })
                        .addObserver(after))) {
            rig.transport.always(ScriptedTransport.answer(200));
            rig.token();

            assertThat(rig.execute(Commands.KICK)).isCompleted();

            assertThat(after.next(3)).last().isEqualTo("KICK_PARTICIPANT accepted 200");
        }
    }

    @Test
    void observers_thatNeverReturn_holdUpNoCommand() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        try (Rig rig = new Rig(
                32,
                builder -> builder.addObserver(new CommandObserver() {
                    @Override
                    public void attemptStarted(JaasCommand command, int attempt) {
                        awaitQuietly(release);
                    }
                }))) {
            rig.transport.always(ScriptedTransport.answer(200));
            rig.token();

            for (int i = 0; i < 1000; i++) {
                assertThat(rig.execute(Commands.KICK)).isCompleted();
            }
            release.countDown();
        }
    }

    @Test
    void tell_moreThanCanWait_isDroppedAndNotKept() throws InterruptedException {
        try (Threads threads = new Threads()) {
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch told = new CountDownLatch(Threads.MOST_EVENTS_WAITING + 1);
            Observers observers = new Observers(List.of(new CommandObserver() {}), threads.observers());
            observers.tell(observer -> awaitQuietly(release));
            for (int i = 0; i < Threads.MOST_EVENTS_WAITING + 1000; i++) {
                observers.tell(observer -> told.countDown());
            }

            release.countDown();
            threads.observers().shutdown();

            assertThat(threads.observers().awaitTermination(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(told.getCount()).isEqualTo(1);
        }
    }

    @Test
    void tell_withoutAThreadToBeHad_doesNotThrow() {
        Observers observers =
                new Observers(List.of(new CommandObserver() {}), Executors.newSingleThreadExecutor(task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                }));

        assertThatCode(() -> observers.tell(observer -> {})).doesNotThrowAnyException();
    }

    @Test
    void tell_afterClose_isSilent() {
        Threads threads = new Threads();
        Observers observers = new Observers(List.of(new RecordingObserver()), threads.observers());
        threads.close();

        assertThatCode(() -> observers.tell(observer -> {
                    throw new IllegalStateException("told after close");
                }))
                .doesNotThrowAnyException();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
