// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until a test advances it: given to simulator and client, it makes an admin token expire without
 * waiting. Thread-safe.
 */
public final class ManualClock extends Clock {

    private volatile Instant now = Instant.now();

    /** Makes a clock that shows the time at which it was made. */
    public ManualClock() {}

    /**
     * Advances the clock.
     *
     * @param duration how far; a negative duration sets it back
     */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        requireNonNull(zone, "the zone is null");
        ManualClock clock = this;
        return new Clock() {
            @Override
            public Instant instant() {
                return clock.instant();
            }

            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId another) {
                return clock.withZone(another);
            }
        };
    }
}
