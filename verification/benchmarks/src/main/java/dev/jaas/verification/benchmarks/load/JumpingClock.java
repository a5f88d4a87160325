// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.load;

import dev.jaas.client.JaasClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A wall clock that jumps after each second of use, so far that a token that was fresh is then in the last quarter of its life.
 * While nobody reads it, no time of use passes: a client that is idle between two windows would otherwise find its token
 * expired, rather than due to be renewed.
 */
final class JumpingClock extends Clock {

    private static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long MAX_PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    private static final Duration JUMP =
            JaasClient.Builder.DEFAULT_TOKEN_LIFETIME.multipliedBy(4).dividedBy(5);

    // Guarded by this.
    private Duration ahead = Duration.ZERO;
    private long usedNanos;
    private long lastReadAt = System.nanoTime();

    @Override
    public synchronized Instant instant() {
        long now = System.nanoTime();
        usedNanos += Math.min(now - lastReadAt, MAX_PAUSE_NANOS);
        lastReadAt = now;
        if (usedNanos >= PERIOD_NANOS) {
            usedNanos = 0;
            ahead = ahead.plus(JUMP);
        }
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
