package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private static final Duration AMPLE = Duration.ofSeconds(10);

    private final Workers workers = new Workers(2, Duration.ofMillis(50));

    @AfterEach
    void shutdown() {
        workers.shutdown();
    }

    @Test
    void execute_twoAtOnce_runsOnTwoNamedDaemons() {
        CyclicBarrier bothRun = new CyclicBarrier(2);
        List<CompletableFuture<Thread>> runs = Stream.of(1, 2)
                .map(i -> CompletableFuture.supplyAsync(
                        () -> {
                            await(bothRun);
                            return Thread.currentThread();
                        },
                        workers::execute))
                .toList();

        assertThat(runs)
                .allSatisfy(run -> assertThat(run)
                        .succeedsWithin(AMPLE)
                        .satisfies(thread -> assertThat(thread.isDaemon()).isTrue()))
                .extracting(run -> run.join().getName())
                .containsExactlyInAnyOrder("jaas-jdkhttp-1", "jaas-jdkhttp-2");
    }

    @Test
    void workers_idle_end() throws InterruptedException {
        CompletableFuture<Thread> worker = new CompletableFuture<>();

        workers.execute(() -> worker.complete(Thread.currentThread()));

        Thread thread = worker.orTimeout(AMPLE.toSeconds(), TimeUnit.SECONDS).join();
        thread.join(AMPLE.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void includeCurrentThread_anywhere_isTrueOnOwnThreadsOnly() {
        Workers others = new Workers(1, AMPLE);
        CompletableFuture<Boolean> own = CompletableFuture.supplyAsync(workers::includeCurrentThread, workers::execute);
        CompletableFuture<Boolean> other =
                CompletableFuture.supplyAsync(workers::includeCurrentThread, others::execute);

        assertThat(own).succeedsWithin(AMPLE).isEqualTo(true);
        assertThat(other).succeedsWithin(AMPLE).isEqualTo(false);
        assertThat(workers.includeCurrentThread()).isFalse();
        others.shutdown();
    }

    @Test
    void remove_taskThatWaits_isNotRun() {
        Workers one = new Workers(1, AMPLE);
        CountDownLatch busy = new CountDownLatch(1);
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> await(busy), one::execute);
        AtomicBoolean run = new AtomicBoolean();
        Runnable waiting = () -> run.set(true);
        one.execute(waiting);

        one.remove(waiting);
        busy.countDown();

        assertThat(first).succeedsWithin(AMPLE);
        assertThat(CompletableFuture.runAsync(() -> {}, one::execute)).succeedsWithin(AMPLE);
        assertThat(run).isFalse();
        one.shutdown();
    }

    @Test
    void execute_afterShutdown_isRejected() {
        workers.shutdown();

        assertThatThrownBy(() -> workers.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(AMPLE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(AMPLE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
