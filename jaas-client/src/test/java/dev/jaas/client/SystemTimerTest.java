// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By real time. */
@Timeout(60)
class SystemTimerTest {

    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final int NEVER_IDLE = Integer.MAX_VALUE;

    @Test
    void schedule_aTask_runsItOnADaemonThatMustNotBeBlocked() throws InterruptedException {
        CompletableFuture<Boolean> completing = new CompletableFuture<>();
        Thread thread;
        try (SystemTimer timer = new SystemTimer()) {
            thread = threadOf(timer);
            timer.schedule(Duration.ZERO, () -> completing.complete(ClientThread.currentCompletesExecutions()));

            assertThat(Rig.await(completing)).isTrue();
            assertThat(thread.isDaemon()).isTrue();
            assertThat(ClientThread.currentCompletesExecutions()).isFalse();
        }
        thread.join(Rig.MAX_WAIT.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    /** 16 ticks are one turn of this wheel. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 15, 16, 17, 31, 32, 33, 100})
    void schedule_anyDelay_runsNotEarlier(int millis) {
        CompletableFuture<Long> ran = new CompletableFuture<>();
        try (SystemTimer timer = new SystemTimer(MILLISECOND, 16, NEVER_IDLE)) {
            threadOf(timer); // it ticks already
            long start = System.nanoTime();
            timer.schedule(Duration.ofMillis(millis), () -> ran.complete(System.nanoTime()));

            assertThat(Rig.await(ran) - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(millis));
        }
    }

    @Test
    void cancel_beforeItsTime_keepsATaskFromRunning() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        CountDownLatch later = new CountDownLatch(1);
        try (SystemTimer timer = new SystemTimer()) {
            Timer.Task task = timer.schedule(Duration.ofMillis(50), ran::countDown);
            task.cancel();
            task.cancel();
            timer.schedule(Duration.ofMillis(100), later::countDown);

            assertThat(later.await(Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(ran.getCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void taskThatIsKept_onceRunOrCancelled_doesNotKeepWhatItWouldRun(boolean cancelled) throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        byte[] secret = new byte[1];
        ReferenceQueue<byte[]> collected = new ReferenceQueue<>();
        WeakReference<byte[]> reference = new WeakReference<>(secret, collected);
        try (SystemTimer timer = new SystemTimer()) {
            Timer.Task task = timer.schedule(cancelled ? Duration.ofHours(1) : Duration.ZERO, runnable(secret, ran));
            secret = null;
            if (cancelled) {
                task.cancel();
            } else {
                assertThat(ran.await(Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            }
            for (int i = 0; i < 50 && reference.get() != null; i++) {
                System.gc();
                collected.remove(100);
            }
            assertThat(reference.get()).isNull();
            assertThat(task).isNotNull();
        }
    }

    private static Runnable runnable(byte[] secret, CountDownLatch ran) {
        return () -> {
            assertThat(secret).isNotNull();
            ran.countDown();
        };
    }

    /** While the wheel turns beneath them: a task that is added just behind the tick must not wait for a turn, or be lost. */
    @Test
    void schedule_fromManyThreadsWhileOthersCancel_runsEachOnceUnlessCancelled() throws InterruptedException {
        int perThread = 20_000;
        AtomicInteger ran = new AtomicInteger();
        AtomicInteger ranThoughCancelled = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(2 * perThread / 2);
        List<Thread> threads = new ArrayList<>();
        try (SystemTimer timer = new SystemTimer(MILLISECOND, 8, NEVER_IDLE)) {
            for (int number = 0; number < 2; number++) {
                Random random = new Random(number);
                threads.add(new Thread(() -> {
                    for (int i = 0; i < perThread; i += 2) {
                        timer.schedule(Duration.ofNanos(random.nextInt(20_000_000)), () -> {
                            ran.incrementAndGet();
                            left.countDown();
                        });
                        timer.schedule(Duration.ofHours(1), ranThoughCancelled::incrementAndGet)
                                .cancel();
                    }
                }));
            }
            threads.forEach(Thread::start);

            assertThat(left.await(Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(ran).hasValue(perThread);
        assertThat(ranThoughCancelled).hasValue(0);
    }

    @Test
    void run_aTaskThatFails_isReportedAndTheThreadGoesOn() {
        CompletableFuture<Throwable> reported = new CompletableFuture<>();
        RuntimeException failure = new IllegalStateException("a failing task");
        try (SystemTimer timer = new SystemTimer()) {
            Thread thread = threadOf(timer);
            thread.setUncaughtExceptionHandler((failed, e) -> reported.complete(e));
            timer.schedule(Duration.ZERO, () -> {
                throw failure;
            });

            assertThat(Rig.await(reported)).isSameAs(failure);
            assertThat(threadOf(timer)).isSameAs(thread);
        }
    }

    @Test
    void schedule_afterTheThreadHasEndedForWantOfTasks_startsAnother() throws InterruptedException {
        try (SystemTimer timer = new SystemTimer(MILLISECOND, 8, 5)) {
            Thread first = threadOf(timer);
            first.join(Rig.MAX_WAIT.toMillis());
            assertThat(first.isAlive()).isFalse();

            assertThat(threadOf(timer)).isNotSameAs(first);
        }
    }

    @Test
    void run_whileATaskIsDueMuchLater_keepsTheThread() {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        try (SystemTimer timer = new SystemTimer(MILLISECOND, 8, 5)) {
            Thread first = threadOf(timer);
            timer.schedule(Duration.ofMillis(200), () -> ran.complete(Thread.currentThread()));

            assertThat(Rig.await(ran)).isSameAs(first);
        }
    }

    @Test
    void schedule_afterClose_takesATaskAndForgetsIt() {
        SystemTimer timer = new SystemTimer();
        timer.close();

        timer.schedule(Duration.ZERO, () -> {
                    throw new IllegalStateException("ran after close");
                })
                .cancel();

        assertThat(timer.nanoTime()).isNotZero();
    }

    private static Thread threadOf(SystemTimer timer) {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        timer.schedule(Duration.ZERO, () -> thread.complete(Thread.currentThread()));
        return Rig.await(thread);
    }
}
