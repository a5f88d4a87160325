// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

class WorkersTest {

    private static final Duration AMPLE = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);

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
    @EnabledForJreRange(minVersion = 24)
    void execute_onNewJava_runsOnVirtualThread() throws Exception {
        CompletableFuture<Thread> worker = CompletableFuture.supplyAsync(Thread::currentThread, workers::execute);

        assertThat(Thread.class.getMethod("isVirtual").invoke(worker.get(AMPLE.toSeconds(), TimeUnit.SECONDS)))
                .isEqualTo(true);
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
    void execute_moreThanMayRun_areNeverAllRunning() {
        CyclicBarrier threeRun = new CyclicBarrier(3);
        List<CompletableFuture<Boolean>> runs = Stream.of(1, 2, 3)
                .map(i -> CompletableFuture.supplyAsync(() -> isReached(threeRun), workers::execute))
                .toList();

        assertThat(runs).allSatisfy(run -> assertThat(run).succeedsWithin(AMPLE).isEqualTo(false));
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

    private static boolean isReached(CyclicBarrier barrier) {
        try {
            barrier.await(SHORT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | BrokenBarrierException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
