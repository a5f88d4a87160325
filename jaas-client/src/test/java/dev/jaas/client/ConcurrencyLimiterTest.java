// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConcurrencyLimiterTest {

    private final List<String> through = new ArrayList<>();

    @Test
    void acquire_whilePermitsAreFree_runsAtOnceAndThenInOrder() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(2, 10);

        for (String name : List.of("a", "b", "c", "d")) {
            assertThat(acquire(limiter, () -> through.add(name))).isTrue();
        }
        assertThat(through).containsExactly("a", "b");

        limiter.release();
        assertThat(through).containsExactly("a", "b", "c");
        limiter.release();
        assertThat(through).containsExactly("a", "b", "c", "d");
    }

    @Test
    void acquire_whenTooManyWait_isRefused() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 2);
        acquire(limiter, () -> through.add("first"));
        acquire(limiter, () -> through.add("second"));
        acquire(limiter, () -> through.add("third"));

        assertThat(acquire(limiter, () -> through.add("fourth"))).isFalse();

        limiter.release();
        assertThat(acquire(limiter, () -> through.add("fifth"))).isTrue();
        limiter.release();
        limiter.release();
        assertThat(through).containsExactly("first", "second", "third", "fifth");
    }

    @Test
    void acquire_whereNoneMayWait_runsWhileAPermitIsFree() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 0);

        assertThat(acquire(limiter, () -> through.add("first"))).isTrue();
        assertThat(acquire(limiter, () -> through.add("second"))).isFalse();
        assertThat(through).containsExactly("first");
    }

    @Test
    void cancel_whileWaiting_isNotRun() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 10);
        ConcurrencyLimiter.Request waiting = request(() -> through.add("cancelled"));
        acquire(limiter, () -> through.add("first"));
        limiter.acquire(waiting);
        acquire(limiter, () -> through.add("last"));

        limiter.cancel(waiting);
        limiter.cancel(waiting);

        limiter.release();
        assertThat(through).containsExactly("first", "last");
    }

    @Test
    void cancel_whileWaiting_makesRoomForOneOther() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 1);
        ConcurrencyLimiter.Request waiting = request(() -> {});
        acquire(limiter, () -> through.add("first"));
        limiter.acquire(waiting);

        limiter.cancel(waiting);
        limiter.cancel(waiting);

        assertThat(acquire(limiter, () -> through.add("second"))).isTrue();
        assertThat(acquire(limiter, () -> through.add("third"))).isFalse();
    }

    @Test
    void close_thenNeitherWaitingNorLaterTasks_run() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 10);
        acquire(limiter, () -> through.add("first"));
        acquire(limiter, () -> through.add("second"));

        limiter.close();
        limiter.release();
        acquire(limiter, () -> through.add("third"));

        assertThat(through).containsExactly("first");
    }

    @Test
    void release_withinATask_doesNotNest() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 100_000);
        AtomicInteger runs = new AtomicInteger();
        acquire(limiter, () -> {});
        for (int i = 0; i < 100_000; i++) {
            acquire(limiter, () -> {
                runs.incrementAndGet();
                limiter.release();
            });
        }

        limiter.release();

        assertThat(runs).hasValue(100_000);
    }

    @Test
    void acquire_whileAnotherTaskHangs_isNotDelayed() throws InterruptedException {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(2, 10);
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread stuck = new Thread(() -> acquire(limiter, () -> {
            hanging.countDown();
            awaitQuietly(release);
        }));
        stuck.start();
        hanging.await();

        acquire(limiter, () -> through.add("second"));

        assertThat(through).containsExactly("second");
        release.countDown();
        stuck.join();
    }

    @Test
    void acquire_afterATaskThatThrew_runs() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(2, 10);
        assertThatThrownBy(() -> acquire(limiter, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        acquire(limiter, () -> through.add("second"));

        assertThat(through).containsExactly("second");
    }

    @Test
    void acquire_fromManyThreads_neverExceedsThePermitsAndRunsEveryTask() throws InterruptedException {
        int permits = 3;
        int visitors = 20_000;
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(permits, visitors);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(visitors);
        ExecutorService executors = Executors.newFixedThreadPool(4);
        for (int i = 0; i < visitors; i++) {
            boolean leavesElsewhere = i % 2 == 0;
            Runnable leaving = () -> {
                inside.decrementAndGet();
                limiter.release();
                left.countDown();
            };
            executors.execute(() -> acquire(limiter, () -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                if (leavesElsewhere) {
                    ForkJoinPool.commonPool().execute(leaving);
                } else {
                    leaving.run();
                }
            }));
        }

        assertThat(left.await(30, TimeUnit.SECONDS))
                .as("%d left", left.getCount())
                .isTrue();
        assertThat(most.get()).isBetween(1, permits);
        executors.shutdown();
    }

    private static boolean acquire(ConcurrencyLimiter limiter, Runnable onPermit) {
        return limiter.acquire(request(onPermit));
    }

    private static ConcurrencyLimiter.Request request(Runnable onPermit) {
        return new ConcurrencyLimiter.Request() {
            @Override
            void onPermit() {
                onPermit.run();
            }
        };
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
