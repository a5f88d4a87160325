// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.domain.ConferenceName;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventDeduplicatorTest {

    private static final Duration RETENTION = Duration.ofMinutes(10);

    /** Overflows in the middle of a test, as {@link System#nanoTime()} may. */
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - RETENTION.toNanos() / 2);

    private final InMemoryDeduplicator deduplicator = new InMemoryDeduplicator(3, RETENTION, nanoTime::get);

    @Test
    void firstSeen_sameKeyAgain_isFalse() {
        assertThat(deduplicator.firstSeen("a")).isTrue();
        assertThat(deduplicator.firstSeen("b")).isTrue();
        assertThat(deduplicator.firstSeen("a")).isFalse();
        assertThat(deduplicator.firstSeen("b")).isFalse();
    }

    @Test
    void firstSeen_moreKeysThanPermitted_forgetsTheEldest() {
        for (String key : new String[] {"a", "b", "c", "d"}) {
            assertThat(deduplicator.firstSeen(key)).isTrue();
        }

        assertThat(deduplicator.size()).isEqualTo(3);
        assertThat(deduplicator.firstSeen("b")).isFalse();
        assertThat(deduplicator.firstSeen("a")).isTrue();
        assertThat(deduplicator.firstSeen("b")).isTrue();
    }

    @Test
    void firstSeen_whenTheRetentionIsOver_isTrueAgain() {
        deduplicator.firstSeen("a");
        nanoTime.addAndGet(RETENTION.toNanos() - 1);
        assertThat(deduplicator.firstSeen("a")).isFalse();
        deduplicator.firstSeen("b");

        nanoTime.addAndGet(1);

        assertThat(deduplicator.firstSeen("b")).isFalse();
        assertThat(deduplicator.size()).isEqualTo(1);
        assertThat(deduplicator.firstSeen("a")).isTrue();
    }

    @Test
    void forget_keyOfAFailedEvent_isFirstAgain() {
        OtherEvent event = new OtherEvent("USAGE", "a", null, null, null, null);
        assertThat(deduplicator.firstSeen(event)).isTrue();
        assertThat(deduplicator.firstSeen(event)).isFalse();

        deduplicator.forget(event);
        deduplicator.forget("unknown");

        assertThat(deduplicator.firstSeen(event)).isTrue();
    }

    @Test
    void firstSeen_eventWithoutKey_isAlwaysTrue() {
        JaasEvent event = new SettingsProvisioning(ConferenceName.parseFqn("vpaas-magic-cookie-test/standup"));

        assertThat(deduplicator.firstSeen(event)).isTrue();
        deduplicator.forget(event);
        assertThat(deduplicator.firstSeen(event)).isTrue();
        assertThat(deduplicator.size()).isZero();
    }

    @Test
    void firstSeen_manyThreadsWithTheSameKeys_isTrueOncePerKey() throws Exception {
        int threads = 4;
        int keys = 20_000;
        EventDeduplicator shared = EventDeduplicator.inMemory(keys, Duration.ofDays(400 * 365));
        AtomicInteger first = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < threads; i++) {
            executor.execute(() -> {
                start.countDown();
                try {
                    start.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                for (int key = 0; key < keys; key++) {
                    if (shared.firstSeen("key " + key)) {
                        first.incrementAndGet();
                    }
                }
            });
        }
        executor.shutdown();
        assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        assertThat(first).hasValue(keys);
    }

    @Test
    void inMemory_sizeOrTimeOutOfRange_isRefused() {
        assertThatThrownBy(() -> EventDeduplicator.inMemory(0, RETENTION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxEvents must be 1 or more, not 0.");
        for (Duration retention : new Duration[] {Duration.ZERO, Duration.ofNanos(-1)}) {
            assertThatThrownBy(() -> EventDeduplicator.inMemory(1, retention))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("retention must be positive, not ");
        }
        assertThat(EventDeduplicator.inMemory(1, Duration.ofNanos(1))
                        .firstSeen(new OtherEvent("", "a", Instant.EPOCH, null, null, null)))
                .isTrue();
    }
}
