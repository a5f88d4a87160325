package dev.jaas.verification.benchmarks.load;

import dev.jaas.client.JaasClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A wall clock that jumps every two seconds, so far that a token that was fresh is then in the last quarter of its life. */
final class JumpingClock extends Clock {

    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration JUMP =
            JaasClient.Builder.DEFAULT_TOKEN_LIFETIME.multipliedBy(4).dividedBy(5);

    private final long start = System.nanoTime();

    @Override
    public Instant instant() {
        long periods = (System.nanoTime() - start) / PERIOD.toNanos();
        return Instant.now().plus(JUMP.multipliedBy(periods));
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
