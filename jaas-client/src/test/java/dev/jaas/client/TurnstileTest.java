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
class TurnstileTest {

    private final List<String> through = new ArrayList<>();

    @Test
    void enter_asLongAsThereArePlaces_isAdmittedAtOnceAndThenInTheOrderOfComing() {
        Turnstile turnstile = new Turnstile(2, 10);

        for (String name : List.of("a", "b", "c", "d")) {
            assertThat(turnstile.enter(() -> through.add(name))).isTrue();
        }
        assertThat(through).containsExactly("a", "b");

        turnstile.leave();
        assertThat(through).containsExactly("a", "b", "c");
        turnstile.leave();
        assertThat(through).containsExactly("a", "b", "c", "d");
    }

    @Test
    void enter_whenTooManyWait_isTurnedAway() {
        Turnstile turnstile = new Turnstile(1, 2);
        turnstile.enter(() -> through.add("first"));
        turnstile.enter(() -> through.add("second"));
        turnstile.enter(() -> through.add("third"));

        assertThat(turnstile.enter(() -> through.add("fourth"))).isFalse();

        turnstile.leave();
        assertThat(turnstile.enter(() -> through.add("fifth"))).isTrue();
        turnstile.leave();
        turnstile.leave();
        assertThat(through).containsExactly("first", "second", "third", "fifth");
    }

    @Test
    void enter_whereNobodyMayWait_isAdmittedWhileThereIsAPlace() {
        Turnstile turnstile = new Turnstile(1, 0);

        assertThat(turnstile.enter(() -> through.add("first"))).isTrue();
        assertThat(turnstile.enter(() -> through.add("second"))).isFalse();
        assertThat(through).containsExactly("first");
    }

    @Test
    void withdraw_whoWaits_isForgotten() {
        Turnstile turnstile = new Turnstile(1, 10);
        Runnable waiting = () -> through.add("withdrawn");
        turnstile.enter(() -> through.add("first"));
        turnstile.enter(waiting);
        turnstile.enter(() -> through.add("last"));

        assertThat(turnstile.withdraw(waiting)).isTrue();
        assertThat(turnstile.withdraw(waiting)).isFalse();

        turnstile.leave();
        assertThat(through).containsExactly("first", "last");
    }

    @Test
    void close_whoWaitsOrComesLater_isNotAdmitted() {
        Turnstile turnstile = new Turnstile(1, 10);
        turnstile.enter(() -> through.add("first"));
        turnstile.enter(() -> through.add("second"));

        turnstile.close();
        turnstile.leave();
        turnstile.enter(() -> through.add("third"));

        assertThat(through).containsExactly("first");
    }

    @Test
    void leave_fromWithinATurn_doesNotPileUpOnTheStack() {
        Turnstile turnstile = new Turnstile(1, 100_000);
        AtomicInteger turns = new AtomicInteger();
        turnstile.enter(() -> {});
        for (int i = 0; i < 100_000; i++) {
            turnstile.enter(() -> {
                turns.incrementAndGet();
                turnstile.leave();
            });
        }

        turnstile.leave();

        assertThat(turns).hasValue(100_000);
    }

    @Test
    void enter_whileAnothersTurnHangs_isNotHeldUp() throws InterruptedException {
        Turnstile turnstile = new Turnstile(2, 10);
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread stuck = new Thread(() -> turnstile.enter(() -> {
            hanging.countDown();
            awaitQuietly(release);
        }));
        stuck.start();
        hanging.await();

        turnstile.enter(() -> through.add("second"));

        assertThat(through).containsExactly("second");
        release.countDown();
        stuck.join();
    }

    @Test
    void enter_afterATurnThatThrew_isAdmitted() {
        Turnstile turnstile = new Turnstile(2, 10);
        assertThatThrownBy(() -> turnstile.enter(() -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        turnstile.enter(() -> through.add("second"));

        assertThat(through).containsExactly("second");
    }

    @Test
    void crowd_fromManyThreads_neverMoreThanThePlacesAndNobodyIsForgotten() throws InterruptedException {
        int places = 3;
        int visitors = 20_000;
        Turnstile turnstile = new Turnstile(places, visitors);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(visitors);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < visitors; i++) {
            boolean leavesElsewhere = i % 2 == 0;
            Runnable leaving = () -> {
                inside.decrementAndGet();
                turnstile.leave();
                left.countDown();
            };
            threads.execute(() -> turnstile.enter(() -> {
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
        assertThat(most.get()).isBetween(1, places);
        threads.shutdown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
