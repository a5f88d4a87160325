// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Keeps keys in the order in which they came, with the time of each: whatever must go is the eldest. */
final class InMemoryDeduplicator implements EventDeduplicator {

    /** Half of what nanoseconds in a {@code long} can express, so that differences do not overflow. */
    private static final Duration MAX_RETENTION = Duration.ofNanos(Long.MAX_VALUE / 2);

    private final int maxEvents;
    private final long retentionNanos;
    private final LongSupplier nanoTime;

    /** Guarded by itself. */
    private final Map<String, Long> seen = new LinkedHashMap<>();

    InMemoryDeduplicator(int maxEvents, Duration retention, LongSupplier nanoTime) {
        if (maxEvents < 1) {
            throw new IllegalArgumentException("maxEvents must be 1 or more, not " + maxEvents + ".");
        }
        requireNonNull(retention, "the retention is null");
        if (retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException("retention must be positive, not " + retention + ".");
        }
        this.maxEvents = maxEvents;
        this.retentionNanos = retention.compareTo(MAX_RETENTION) > 0 ? MAX_RETENTION.toNanos() : retention.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean firstSeen(String idempotencyKey) {
        synchronized (seen) {
            long now = nanoTime.getAsLong();
            removeOlderThan(now);
            if (seen.putIfAbsent(idempotencyKey, now) != null) {
                return false;
            }
            if (seen.size() > maxEvents) {
                removeEldest();
            }
            return true;
        }
    }

    @Override
    public void forget(String idempotencyKey) {
        synchronized (seen) {
            seen.remove(idempotencyKey);
        }
    }

    /** For tests. */
    int size() {
        synchronized (seen) {
            return seen.size();
        }
    }

    private void removeOlderThan(long now) {
        Iterator<Long> times = seen.values().iterator();
        while (times.hasNext() && now - times.next() >= retentionNanos) {
            times.remove();
        }
    }

    private void removeEldest() {
        Iterator<String> keys = seen.keySet().iterator();
        keys.next();
        keys.remove();
    }
}
