// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.JaasException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The wall clock is the application's, and may throw. */
@Timeout(60)
class ClockFailureTest {

    @Test
    void execute_whileTheApplicationsClockThrows_isNotDeliveredAndReturnsThePermit() throws InterruptedException {
        AtomicBoolean broken = new AtomicBoolean();
        InstantSource source = () -> {
            if (broken.get()) {
                throw new IllegalStateException("not to be shown");
            }
            return Instant.EPOCH;
        };
        Clock clock = source.withZone(ZoneOffset.UTC);
        try (Rig trusting = new Rig(1, builder -> builder.clock(clock)).warm()) {
            broken.set(true);

            JaasException failure = Rig.failureOf(trusting.execute(Commands.DIAL_OUT));

            assertThat(failure)
                    .isInstanceOf(CommandNotDeliveredException.class)
                    .hasMessageContaining("IllegalStateException")
                    .hasMessageNotContaining("not to be shown");
            broken.set(false);
            trusting.assertPermitIsFree();
        }
    }
}
