package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadsTest {

    private static final Duration AMPLE = Duration.ofSeconds(10);

    private final Threads threads = new Threads(2, Duration.ofMillis(50));

    @AfterEach
    void close() {
        threads.close();
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
                        threads::execute))
                .toList();

        assertThat(runs)
                .allSatisfy(run -> assertThat(run)
                        .succeedsWithin(AMPLE)
                        .satisfies(thread -> assertThat(thread.isDaemon()).isTrue()))
                .extracting(run -> run.join().getName())
                .containsExactlyInAnyOrder("jaas-jdkhttp-1", "jaas-jdkhttp-2");
    }

    @Test
    void threads_idle_end() throws InterruptedException {
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        CompletableFuture<Thread> clock = new CompletableFuture<>();
        threads.execute(() -> worker.complete(Thread.currentThread()));
        var unused = threads.after(Duration.ofMillis(1), () -> clock.complete(Thread.currentThread()));

        assertEnds(worker);
        assertEnds(clock);
    }

    @Test
    void includeCurrentThread_anywhere_isTrueOnOwnThreadsOnly() {
        Threads others = new Threads(1, AMPLE);
        CompletableFuture<Boolean> own = CompletableFuture.supplyAsync(threads::includeCurrentThread, threads::execute);
        CompletableFuture<Boolean> other =
                CompletableFuture.supplyAsync(threads::includeCurrentThread, others::execute);
        CompletableFuture<Boolean> clock = new CompletableFuture<>();
        var unused = threads.after(Duration.ofMillis(1), () -> clock.complete(threads.includeCurrentThread()));

        assertThat(own).succeedsWithin(AMPLE).isEqualTo(true);
        assertThat(clock).succeedsWithin(AMPLE).isEqualTo(true);
        assertThat(other).succeedsWithin(AMPLE).isEqualTo(false);
        assertThat(threads.includeCurrentThread()).isFalse();
        others.close();
    }

    @Test
    void execute_closed_isRefused() {
        threads.close();

        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(threads.after(Duration.ZERO, () -> {}).isDone()).isFalse();
    }

    private static void assertEnds(CompletableFuture<Thread> started) throws InterruptedException {
        Thread thread = started.orTimeout(AMPLE.toSeconds(), TimeUnit.SECONDS).join();
        thread.join(AMPLE.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(AMPLE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
